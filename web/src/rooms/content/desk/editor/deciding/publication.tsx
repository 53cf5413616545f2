import { isEndOver, lastExpiry } from '@portevoix/contract/content/end'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DateTimeField } from '#ui/date-time-field.tsx'
import { Section } from '#ui/page.tsx'
import { useFormat } from '#ui/use-format.ts'
import { Discard } from './discard.tsx'
import { Obstacles } from './obstacles.tsx'
import { PublicationButtons } from './publication-buttons.tsx'
import type { Editing } from '../keeping/use-keeper.ts'
import classes from '../editor.module.css'

/** Where the content stands, and what may be decided of it. */
export const Publication = ({ editing }: { editing: Editing }) => {
  const { content, draft, errors, keeper } = editing
  const t = useTranslations('editor.write')
  const desk = useTranslations('content.desk')
  const format = useFormat()
  const { state, publish_at, published_at, expires_at, decisions } = content
  const expired_at = lastExpiry(decisions)
  // the end of a publication that is over is not the next one's; what is being typed is, be it on its way to a date
  const [typing_since, setTypingSince] = useState<string>()
  const isOver = typing_since !== (expired_at ?? '') && isEndOver({ ...content, expires_at: draft.expires_at }, decisions)
  const standing = state === 'scheduled' && publish_at !== null ? t('will_publish', { date: format.dateTime(publish_at) })
    : state === 'published' && published_at !== null ? t('is_published', { date: format.dateTime(published_at) })
    : state === 'expired' && expires_at !== null ? t('is_expired', { date: format.dateTime(expired_at ?? expires_at) })
    : t('is_draft')
  return (
    <Section title={t('when')}>
      <p className={classes.state}><span className={classes.badge} data-state={state}>{desk(`state.${state}`)}</span> {standing}</p>
      {state !== 'published' && <Obstacles obstacles={content.obstacles} />}
      <PublicationButtons editing={editing} />
      <div data-field="expires_at">
        <DateTimeField label={t('expires')} description={t(draft.visibility === 'internal' ? 'expires_hint_internal' : draft.kind === 'text' ? 'expires_hint_text' : 'expires_hint')} value={isOver ? null : draft.expires_at} error={errors['expires_at']} onChange={(expires) => { setTypingSince(expired_at ?? ''); keeper.change({ expires_at: expires }) }} />
      </div>
      {state === 'draft' && published_at === null && <Discard content_id={content.id} />}
    </Section>
  )
}
