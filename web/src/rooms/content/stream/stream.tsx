import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { isUnreachable } from '#app/problem.ts'
import { useMember } from '#app/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { CardList } from './card-list.tsx'
import { NewsPill } from './news-pill.tsx'
import { showsOf, type FeedSearch } from './search.ts'
import { ThemeChoice } from './theme-choice.tsx'
import { usePull } from './use-pull.ts'
import classes from './feed.module.css'

interface Props { programme_id: string; search: FeedSearch; onNarrow: (change: FeedSearch) => void; refresh: () => Promise<unknown> }

/** The contents meant for the person, as the address narrows them. */
export const Stream = ({ programme_id, search, onNarrow, refresh }: Props) => {
  const t = useTranslations('feed')
  const { theme_id } = search
  const shows = showsOf(useMember()?.tribe)
  const show = shows.find((one) => one === search.show) ?? 'all'
  const themes = useQuery(api.feed.themes.queryOptions({ input: { programme_id }, staleTime: 5 * 60_000 })).data?.items ?? []
  const input = { programme_id, show, ...(theme_id && { theme_id }), limit: 12 }
  const feed = useInfiniteQuery(api.feed.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...input, ...(cursor && { cursor }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  }))
  const { pulled, releases } = usePull(refresh)
  const [first] = feed.data?.pages ?? []
  const filtered = show !== 'all' || theme_id !== undefined
  return (
    <>
      {pulled > 8 && <p className={classes.pull} style={{ blockSize: pulled }} aria-hidden>{t(releases ? 'release' : 'pull')}</p>}
      <SegmentedFilter
        label={t('filters.label')} value={show} onChange={(next) => onNarrow({ show: next })} options={shows.map((value) => ({ value, label: t(`filters.${value}`) }))}
        first={themes.length > 0 && <ThemeChoice themes={themes} theme_id={theme_id} onChoose={(chosen) => onNarrow({ theme_id: chosen })} />}
      />
      <div>
        {first && <NewsPill input={input} first={first} first_at={feed.dataUpdatedAt} shown={feed.data?.pages.flatMap(({ items }) => items) ?? []} refresh={refresh} />}
        <div className={classes.contents}>
          {feed.isPending ? <CardSkeletons count={3} /> : feed.isError && !feed.data ? (
            <EmptyState scene="offline" title={t('failed.title')} action={<Button onClick={() => void feed.refetch()}>{t('refresh')}</Button>}>
              {isUnreachable(feed.error) ? t('failed.offline') : feed.error.message}
            </EmptyState>
          ) : feed.data?.pages[0]?.items.length === 0 ? (
            filtered
              ? <EmptyState title={t('empty.filtered')} action={<Button variant="default" onClick={() => onNarrow({ show: undefined, theme_id: undefined })}>{t('empty.all')}</Button>}>{t('empty.filtered_detail')}</EmptyState>
              : <EmptyState title={t('empty.title')} action={<Button component={Link} to="/saved" variant="default">{t('open_saved')}</Button>}>{t('empty.detail')}</EmptyState>
          ) : feed.data && (
            <CardList programme_id={programme_id} pages={feed.data.pages} hasNextPage={feed.hasNextPage} isFetchingNextPage={feed.isFetchingNextPage} missed={feed.isFetchNextPageError ? feed.error : null} fetchNextPage={feed.fetchNextPage} />
          )}
        </div>
      </div>
    </>
  )
}
