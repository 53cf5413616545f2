import { Button } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { CardList } from './card-list.tsx'
import classes from './feed.module.css'

/** Contents that hold the words, best match first. */
export const SearchResults = ({ programme_id, words }: { programme_id: string; words: string }) => {
  const t = useTranslations('feed')
  const found = useInfiniteQuery({
    ...api.feed.search.infiniteOptions({
      input: (cursor: string | undefined) => ({ programme_id, words, ...(cursor && { cursor }), limit: 12 }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
    placeholderData: keepPreviousData,
  })
  if (found.isPending) return <CardSkeletons count={2} />
  if (found.isError && !found.data) return <EmptyState scene="offline" title={t('failed.title')} action={<Button onClick={() => void found.refetch()}>{t('refresh')}</Button>}>{found.error.message}</EmptyState>
  const pages = found.data?.pages ?? []
  const count = pages.reduce((sum, { items }) => sum + items.length, 0)
  return (
    <>
      <output className={classes.found}>{found.hasNextPage ? t('search.more', { count }) : t('search.results', { count })}</output>
      {count === 0
        ? <EmptyState scene="search" title={t('search.nothing', { words })}>{t('search.nothing_detail')}</EmptyState>
        : <CardList programme_id={programme_id} pages={pages} hasNextPage={found.hasNextPage} isFetchingNextPage={found.isFetchingNextPage} missed={found.isFetchNextPageError ? found.error : null} fetchNextPage={found.fetchNextPage} />}
    </>
  )
}
