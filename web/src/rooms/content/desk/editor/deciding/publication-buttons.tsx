import { Button } from '@mantine/core'
import { IconCalendarClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { remembered } from '#app/store.ts'
import { DateTimeField } from '#ui/date-time-field.tsx'
import type { Editing } from '../keeping/use-keeper.ts'
import { useShareCount } from '../keeping/use-share-count.ts'
import { useDecisions } from './use-decisions.ts'
import classes from '../editor.module.css'

/** What may be decided, by where the content stands. */
export const PublicationButtons = ({ editing }: { editing: Editing }) => {
  const { content, errors, keeper } = editing
  const t = useTranslations('editor.write')
  const { pending, publish, schedule, unschedule, expire } = useDecisions(editing)
  const typed = remembered(`schedule ${content.id}`)
  const [at, keepAt] = useState(content.publish_at ?? typed.read())
  // typed, and not decided yet: it is this person's, on this device, until they do
  const setAt = (instant: string | null) => { typed.write(instant); keepAt(instant) }
  const { state } = content
  const shares = useShareCount(content)
  const plan = () => { if (at === null) keeper.complain({ publish_at: t('schedule_missing') }); else void schedule(at).then(() => { typed.write(null) }) }
  if (state === 'published') {
    return (
      <>
        <Button variant="default" loading={pending === 'expire'} onClick={() => { void expire() }}>{t('expire')}</Button>
        {content.kind === 'text' && content.visibility === 'shareable' && shares !== 0 && shares !== -1 && <p className={classes.hint}>{t('expire_text', { count: shares })}</p>}
      </>
    )
  }
  return (
    <div className={classes.decisions}>
      <Button size="md" leftSection={<IconSend size={18} aria-hidden />} loading={pending === 'publish'} onClick={() => { void publish() }}>{state === 'expired' ? t('republish') : t('publish')}</Button>
      {state !== 'expired' && (
        <>
          <DateTimeField label={t('schedule_at')} value={at} error={errors['publish_at']} onChange={(instant) => { setAt(instant); keeper.complain({ publish_at: '' }) }} />
          <div className={classes.buttons}>
            <Button variant="default" leftSection={<IconCalendarClock size={18} aria-hidden />} loading={pending === 'schedule'} onClick={plan}>{t('schedule')}</Button>
            {state === 'scheduled' && <Button variant="subtle" loading={pending === 'unschedule'} onClick={() => { void unschedule() }}>{t('unschedule')}</Button>}
          </div>
        </>
      )}
    </div>
  )
}
