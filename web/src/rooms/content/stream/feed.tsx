import { ActionIcon, Button, NativeSelect, Tooltip } from '@mantine/core'
import { IconBookmarks, IconRefresh } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { isUnreachable } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { CardList } from './card-list.tsx'
import { ProgrammeDoor } from './programme-door.tsx'
import { SearchField } from './search-field.tsx'
import { SearchResults } from './search-results.tsx'
import { shows, type FeedSearch } from './search.ts'
import { usePull } from './use-pull.ts'
import classes from './feed.module.css'

const route = getRouteApi('/stream/')

const Feed = () => {
  const t = useTranslations('feed')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (change: FeedSearch) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  return (
    <Page width="feed">
      <PageHeader
        title={t('title')}
        lead={t('lead')}
      />
      <ProgrammeDoor>
        {(programme_id) => (
          <>
            <SearchField words={search.words ?? ''} onSearch={(words) => narrow({ words: words || undefined })} />
            {search.words
              ? <SearchResults programme_id={programme_id} words={search.words} />
              : <Stream programme_id={programme_id} search={search} onNarrow={narrow} />}
          </>
        )}
      </ProgrammeDoor>
    </Page>
  )
}

interface StreamProps { programme_id: string; search: FeedSearch; onNarrow: (change: FeedSearch) => void }

const Stream = ({ programme_id, search: { show = 'all', theme_id }, onNarrow }: StreamProps) => {
  const t = useTranslations('feed')
  const queryClient = useQueryClient()
  const themes = useQuery(api.feed.themes.queryOptions({ input: { programme_id }, staleTime: 5 * 60_000 })).data?.items ?? []
  const options = api.feed.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ programme_id, show, ...(theme_id && { theme_id }), ...(cursor && { cursor }), limit: 12 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const feed = useInfiniteQuery(options)
  // Begun again from its top: later pages belong to the walk that is over.
  const refresh = () => {
    queryClient.setQueryData(options.queryKey, (known: InfiniteData<NonNullable<typeof feed.data>['pages'][number], string | undefined> | undefined) =>
      known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) })
    return feed.refetch()
  }
  const { pulled, releases } = usePull(refresh)
  const filtered = show !== 'all' || theme_id !== undefined
  return (
    <>
      {pulled > 8 && <p className={classes.pull} style={{ blockSize: pulled }} aria-hidden>{t(releases ? 'release' : 'pull')}</p>}
      <div className={classes.filters}>
        <SegmentedFilter label={t('filters.label')} value={show} onChange={(next) => onNarrow({ show: next })} options={shows.map((value) => ({ value, label: t(`filters.${value}`) }))} />
        <div className={classes.second}>
          <NativeSelect
            className={classes.themes}
            aria-label={t('themes.label')}
            value={theme_id ?? ''}
            onChange={(event) => onNarrow({ theme_id: event.currentTarget.value || undefined })}
            data={[{ value: '', label: t('themes.all') }, ...themes.map(({ id, name }) => ({ value: id, label: name }))]}
          />
          <Tooltip label={t('open_saved')}><ActionIcon component={Link} to="/saved" aria-label={t('open_saved')}><IconBookmarks size={22} aria-hidden /></ActionIcon></Tooltip>
          <Tooltip label={t('refresh')}>
            <ActionIcon aria-label={t('refresh')} loading={feed.isRefetching && !feed.isFetchingNextPage} onClick={() => void refresh()}><IconRefresh size={22} aria-hidden /></ActionIcon>
          </Tooltip>
        </div>
      </div>
      {feed.isPending ? <CardSkeletons count={3} /> : feed.isError && !feed.data ? (
        <EmptyState scene="offline" title={t('failed.title')} action={<Button onClick={() => void feed.refetch()}>{t('refresh')}</Button>}>
          {isUnreachable(feed.error) ? t('failed.offline') : feed.error.message}
        </EmptyState>
      ) : feed.data?.pages[0]?.items.length === 0 ? (
        filtered
          ? <EmptyState title={t('empty.filtered')} action={<Button variant="default" onClick={() => onNarrow({ show: undefined, theme_id: undefined })}>{t('empty.all')}</Button>}>{t('empty.filtered_detail')}</EmptyState>
          : <EmptyState title={t('empty.title')} action={<Button component={Link} to="/saved" variant="default">{t('open_saved')}</Button>}>{t('empty.detail')}</EmptyState>
      ) : feed.data && (
        <CardList programme_id={programme_id} pages={feed.data.pages} hasNextPage={feed.hasNextPage} isFetchingNextPage={feed.isFetchingNextPage} fetchNextPage={feed.fetchNextPage} />
      )}
    </>
  )
}

export default Feed
