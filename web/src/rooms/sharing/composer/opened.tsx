import { Alert, Button, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#ui/copy-button.tsx'
import { useNotice } from '#ui/undo.tsx'
import type { useShare } from './use-share.ts'
import classes from './composer.module.css'

interface Props {
  share: ReturnType<typeof useShare>
  name: string
  /** Where to go by hand: the browser blocked the window. */
  address: string | null
  /** What was copied, for another try. */
  text: string | null
  onClose: () => void
}

/** After the gesture: what is known, and what only the person can say. */
export const Opened = ({ share, name, address, text, onClose }: Props) => {
  const t = useTranslations('sharing.composer')
  const notice = useNotice()
  const { opened, tell, declare } = share
  const declared = () => {
    if (!opened) return
    declare.mutate(opened.share_id, { onSuccess: () => { notice(t('declared')); onClose() }, onError: (error) => notice(error.message, 'bad') })
  }
  return (
    <section className={classes.opened} aria-live="polite">
      {address && (
        <Alert color="yellow" title={t('blocked')}>
          <Button component="a" href={address} target="_blank" rel="noopener noreferrer" mt="xs">{t('open_again', { network: name })}</Button>
        </Alert>
      )}
      {tell.isError && opened && (
        <Alert color="red" title={t('not_told')}>
          {tell.error.message}
          <Button mt="xs" variant="default" onClick={() => tell.mutate(opened)}>{t('done')}</Button>
        </Alert>
      )}
      <Title order={3}>{t('opened_title', { network: name })}</Title>
      {text && <><p className={classes.how}>{t('copied', { network: name })}</p><CopyButton text={text} label={t('copy_caption')} /></>}
      <p className={classes.how}>{t('opened_detail')}</p>
      <div className={classes.buttons}>
        <Button variant="subtle" onClick={() => void share.begin()}>{t('another')}</Button>
        <Button variant="default" onClick={onClose}>{t('not_now')}</Button>
        <Button size="lg" loading={declare.isPending || tell.isPending} disabled={tell.isError} leftSection={<IconCheck size={20} aria-hidden />} onClick={declared}>{t('declare')}</Button>
      </div>
    </section>
  )
}
