import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { MyShare } from './my-share.tsx'
import { StatesBeside, StatesExplained } from './states-explained.tsx'
import classes from './my-shares.module.css'

const MyShares = () => {
  const t = useTranslations('sharing.mine')
  const ui = useTranslations('ui')
  const mine = useInfiniteQuery(api.sharing.mine.infiniteOptions({
    input: (cursor: string | undefined) => ({ ...(cursor && { cursor }), limit: 20 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  }))
  const shares = mine.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Page width="feed" beside={shares.length > 0 && <StatesBeside />}>
      <PageHeader title={t('title')} lead={t('lead')} />
      {mine.isPending ? <RowSkeletons /> : mine.isError && !mine.data ? (
        <EmptyState scene="offline" title={mine.error.message} action={<Button onClick={() => void mine.refetch()}>{ui('retry')}</Button>} />
      ) : shares.length === 0 ? (
        <EmptyState title={t('empty')} action={<Button component={Link} to="/">{t('browse')}</Button>}>{t('empty_detail')}</EmptyState>
      ) : (
        <>
          <StatesExplained />
          <ul className={classes.list}>{shares.map((share) => <li key={share.id}><MyShare share={share} /></li>)}</ul>
        </>
      )}
      {mine.hasNextPage && <Button variant="default" loading={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  )
}

export default MyShares
