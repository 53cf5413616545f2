import type { OwnShare } from '@portevoix/contract/sharing'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './my-shares.module.css'
import { ShareCode } from './share-code.tsx'

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

/** One share: what it was about, in whose words, what is known of it and what it brought. */
export const MyShare = ({ share }: { share: OwnShare }) => {
  const t = useTranslations('sharing')
  const format = useFormat()
  const { declare, undeclare } = useDeclaration(share.id)
  return (
    <article className={classes.share}>
      <p className={classes.head}>
        <strong>{t(`networks.${share.network}.name`)}</strong>
        <time dateTime={share.opened_at}>{format.dateTime(share.opened_at)}</time>
      </p>
      {share.link && <p className={classes.clicks} data-none={share.clicks === 0 || undefined}>{t('mine.clicks', { count: share.clicks })}</p>}
      <h2 className={classes.title}>
        {share.content_title === null ? t('mine.content_gone') : <Link to="/contents/$content_id" params={{ content_id: share.content_id }}>{share.content_title}</Link>}
      </h2>
      {share.caption && <p className={classes.caption}>{share.caption}</p>}
      {share.link_ended && <p className={classes.ended}>{t('mine.link_ended')}</p>}
      <div className={classes.foot}>
        <span className={classes.state} data-state={share.state}>{t(`states.${share.state}`, { id: share.network })}</span>
        <div className={classes.acts}>
          {share.link && !share.link_ended && <CopyButton text={share.link} label={t('mine.copy_link')} variant="subtle" />}
          {share.link && !share.link_ended && <ShareCode share={share} />}
          {share.state === 'opened' && <Button variant="light" onClick={declare}>{t('mine.declare', { id: share.network })}</Button>}
          {share.state === 'declared' && <Button variant="subtle" onClick={undeclare}>{t('mine.undeclare', { id: share.network })}</Button>}
        </div>
      </div>
    </article>
  )
}
