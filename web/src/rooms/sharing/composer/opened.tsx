import type { Network } from '@portevoix/contract/networks/shape'
import { Alert, Button, Textarea, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#ui/copy-button.tsx'
import { useNotice } from '#ui/undo.tsx'
import type { useShare } from './use-share.ts'
import classes from './composer.module.css'

/** What the gesture did, as far as this page knows. */
export interface Passing {
  /** The network's own window, or the system's share sheet. */
  way: 'window' | 'system'
  /** What the person has to paste; null for nothing. */
  copy: string | null
  /** Whether it is on the clipboard; null while that is not known. */
  copied: boolean | null
  /** What may have opened nothing, for all we know: a mail program; the whole text, to take along. */
  message: string | null
  /** Where to go by hand: the browser kept the window from opening. */
  blocked: string | null
}

interface Props {
  share: ReturnType<typeof useShare>
  network: Network
  name: string
  link: string | null
  passing: Passing
  onCopied: () => void
  /** The person opened by hand what had been blocked. */
  onOpened: () => void
  onAgain: () => void
  onClose: () => void
}

/** After the gesture: what is known, and what only the person can say. */
export const Opened = ({ share, network, name, link, passing, onCopied, onOpened, onAgain, onClose }: Props) => {
  const t = useTranslations('sharing.composer')
  const notice = useNotice()
  const title = useRef<HTMLHeadingElement>(null)
  const { opened, tell, declare } = share
  const { copy, copied, message, blocked } = passing
  const said = { network: name, id: network.id }
  useEffect(() => { title.current?.focus() }, [])
  const declared = () => {
    if (!opened) return
    declare.mutate(opened.share_id, { onSuccess: () => { notice(t('declared')); onClose() }, onError: (error) => notice(error.message, 'bad') })
  }
  return (
    <section className={classes.opened}>
      <Title order={3} ref={title} tabIndex={-1}>{t(blocked ? 'blocked' : passing.way === 'system' ? 'handed_over' : 'opened_title', said)}</Title>
      <div className={classes.known} aria-live="polite">
        {copy !== null && copied === true && <p className={classes.how}>{t('copied', { network: name })}</p>}
        {copy !== null && copied === false && <NotCopied text={copy} name={name} onCopied={onCopied} />}
      </div>
      {copy !== null && copied === true && <CopyButton text={copy} label={t('copy_caption')} />}
      {message !== null && <><p className={classes.how}>{t('nothing_opened')}</p><CopyButton text={message} label={t('copy_message')} /></>}
      {network.how === 'assisted' && link && <><p className={classes.how}>{t('link_elsewhere', { network: name })}</p><CopyButton text={link} label={t('copy_link')} /></>}
      {blocked && <Button component="a" href={blocked} target="_blank" rel="noopener noreferrer" size="lg" onClick={onOpened}>{t('open_again', said)}</Button>}
      {tell.isError && opened && (
        <Alert color="red" title={t('not_told')}>
          {tell.error.message}
          <Button mt="xs" variant="default" onClick={() => tell.mutate(opened)}>{t('tell_again')}</Button>
        </Alert>
      )}
      {!blocked && <p className={classes.how}>{t('opened_detail', said)}</p>}
      <div className={classes.buttons}>
        {!blocked && <Button variant="subtle" onClick={onAgain}>{t('another')}</Button>}
        <Button variant="default" onClick={onClose}>{t('not_now')}</Button>
        {!blocked && <Button size="lg" loading={declare.isPending || tell.isPending} disabled={tell.isError} leftSection={<IconCheck size={20} aria-hidden />} onClick={declared}>{t('declare', said)}</Button>}
      </div>
    </section>
  )
}

/** The browser did not let us copy: the text, selected, for the person's own hand. */
const NotCopied = ({ text, name, onCopied }: { text: string; name: string; onCopied: () => void }) => {
  const t = useTranslations('sharing.composer')
  const field = useRef<HTMLTextAreaElement>(null)
  const select = () => {
    field.current?.focus()
    field.current?.setSelectionRange(0, text.length)
  }
  useEffect(select, [text])
  return (
    <>
      <Textarea ref={field} label={t('not_copied', { network: name })} value={text} readOnly autosize minRows={3} maxRows={10} onFocus={select} />
      <CopyButton text={text} label={t('copy_caption')} onCopy={(done) => { if (done) onCopied(); else select() }} />
    </>
  )
}
