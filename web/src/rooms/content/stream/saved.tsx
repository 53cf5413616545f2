import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { CardList } from './card-list.tsx'
import { FeedBeside } from './feed-beside.tsx'
import { ProgrammeDoor } from './programme-door.tsx'
import { useProgramme } from './use-programme.ts'

const Saved = () => {
  const t = useTranslations('feed.saved')
  const { programme } = useProgramme()
  return (
    <Page width="feed" beside={programme && !programme.charter_to_accept && <FeedBeside programme_id={programme.id} without="saved" />}>
      <PageHeader title={t('title')} lead={t('lead')} back="/" />
      <ProgrammeDoor>{(programme_id) => <SavedList programme_id={programme_id} />}</ProgrammeDoor>
    </Page>
  )
}

const SavedList = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('feed')
  const saved = useInfiniteQuery(api.feed.saved.infiniteOptions({
    input: (cursor: string | undefined) => ({ programme_id, ...(cursor && { cursor }), limit: 12 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  }))
  if (saved.isPending) return <CardSkeletons count={2} />
  if (saved.isError && !saved.data) return <EmptyState scene="offline" title={t('failed.title')} action={<Button onClick={() => void saved.refetch()}>{t('refresh')}</Button>}>{saved.error.message}</EmptyState>
  // What was just taken off the list leaves it at once; undoing brings it back.
  const pages = (saved.data?.pages ?? []).map(({ items }) => ({ items: items.filter((card) => card.saved) }))
  if (pages.every(({ items }) => items.length === 0) && !saved.hasNextPage) {
    return <EmptyState title={t('saved.empty')} action={<Button component={Link} to="/" variant="default">{t('content.back')}</Button>}>{t('saved.empty_detail')}</EmptyState>
  }
  return <CardList programme_id={programme_id} pages={pages} hasNextPage={saved.hasNextPage} isFetchingNextPage={saved.isFetchingNextPage} missed={saved.isFetchNextPageError ? saved.error : null} fetchNextPage={saved.fetchNextPage} />
}

export default Saved
