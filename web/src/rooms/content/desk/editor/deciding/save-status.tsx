import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconDeviceFloppy, IconLoader2 } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useNotice } from '#ui/undo.tsx'
import { goToFirstRefused } from './go-to-field.ts'
import type { Editing } from '../keeping/use-keeper.ts'
import classes from '../editor.module.css'

const icons = { saved: IconCheck, waiting: IconLoader2, saving: IconLoader2, offline: IconCloudOff, failed: IconAlertTriangle, refused: IconAlertTriangle, held: IconDeviceFloppy, stopped: IconAlertTriangle }

interface Props {
  editing: Editing
  /** Shows the fields, where something else is on screen. */
  onRefused: () => void
}

/** Where one's words are: on the server, on their way, or on this device. */
export const SaveStatus = ({ editing: { content, status, keeper }, onRefused }: Props) => {
  const t = useTranslations('editor.write')
  const notice = useNotice()
  const Icon = icons[status]
  const update = async () => {
    if (await keeper.flush()) return notice(t('updated'))
    const { status: now, errors } = keeper.state.get()
    if (now !== 'refused') return undefined
    onRefused()
    return goToFirstRefused(errors)
  }
  // What readers see changes when the team says so.
  const asked = content.state === 'published' && status !== 'saved' && status !== 'saving' && status !== 'stopped'
  return (
    <div className={classes.status} data-status={status}>
      <output className={classes.statusWords}><Icon size={18} aria-hidden /><span>{t(status)}</span></output>
      {asked ? <Button onClick={() => { void update() }}>{t('update')}</Button> : (status === 'offline' || status === 'failed') && <Button variant="subtle" onClick={() => { void keeper.flush() }}>{t('save_now')}</Button>}
    </div>
  )
}
