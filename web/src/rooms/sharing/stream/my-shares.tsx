import type { OwnShare } from '@portevoix/contract/sharing'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
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
    <Page width="feed">
      <PageHeader title={t('title')} lead={t('lead')} />
      {mine.isPending ? <RowSkeletons /> : mine.isError && !mine.data ? (
        <EmptyState scene="offline" title={mine.error.message} action={<Button onClick={() => void mine.refetch()}>{ui('retry')}</Button>} />
      ) : shares.length === 0 ? (
        <EmptyState title={t('empty')} action={<Button component={Link} to="/">{t('browse')}</Button>}>{t('empty_detail')}</EmptyState>
      ) : (
        <ul className={classes.list}>{shares.map((share) => <li key={share.id}><Share share={share} /></li>)}</ul>
      )}
      {mine.hasNextPage && <Button variant="default" loading={mine.isFetchingNextPage} onClick={() => void mine.fetchNextPage()}>{t('more')}</Button>}
    </Page>
  )
}

const Share = ({ share }: { share: OwnShare }) => {
  const t = useTranslations('sharing')
  const format = useFormat()
  const name = t(`networks.${share.network}.name`)
  const { declare, undeclare } = useDeclaration(share.id)
  return (
    <article className={classes.share}>
      <div className={classes.head}>
        <strong>{name}</strong>
        <time dateTime={share.opened_at}>{format.dateTime(share.opened_at)}</time>
        <span className={classes.state} data-state={share.state}>{t(`states.${share.state}`)}</span>
      </div>
      <h2 className={classes.title}>
        {share.content_title === null ? t('mine.content_gone') : <Link to="/contents/$content_id" params={{ content_id: share.content_id }}>{share.content_title}</Link>}
      </h2>
      {share.caption && <p className={classes.caption}>{share.caption}</p>}
      <p className={classes.detail}>{t(`states.${share.state}_detail`)}</p>
      {share.link && <p className={classes.clicks}><strong>{t('mine.clicks', { count: share.clicks })}</strong> <span className={classes.detail}>{t('mine.clicks_detail', { network: name })}</span></p>}
      <div className={classes.actions}>
        {share.link && <CopyButton text={share.link} label={t('mine.copy_link')} variant="subtle" />}
        {share.state === 'opened' && <Button variant="default" onClick={declare}>{t('mine.declare')}</Button>}
        {share.state === 'declared' && <Button variant="subtle" onClick={undeclare}>{t('mine.undeclare')}</Button>}
      </div>
    </article>
  )
}

/** Saying that it was posted, and taking that back. */
const useDeclaration = (share_id: string) => {
  const t = useTranslations('sharing.mine')
  const queryClient = useQueryClient()
  const undoable = useUndo()
  const notice = useNotice()
  const change = useMutation({
    mutationFn: (declared: boolean) => (declared ? client.sharing.declare({ share_id }) : client.sharing.undeclare({ share_id })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: api.sharing.mine.key() }),
    onError: () => notice(t('change_failed'), 'bad'),
  })
  const to = (declared: boolean) => change.mutate(declared, {
    onSuccess: () => { undoable({ message: t(declared ? 'declared' : 'undeclared'), undo: () => change.mutateAsync(!declared) }) },
  })
  return { declare: () => to(true), undeclare: () => to(false) }
}

export default MyShares
