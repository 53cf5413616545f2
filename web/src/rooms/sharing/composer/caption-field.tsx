import { advise } from '@portevoix/contract/networks/advice'
import type { Count, Network } from '@portevoix/contract/networks/shape'
import type { Composition } from '@portevoix/contract/sharing'
import { Textarea } from '@mantine/core'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import type { Writing } from './compose.tsx'
import { startingText } from '@portevoix/contract/networks/post'
import { shownDisclosure } from './draft.ts'
import classes from './composer.module.css'

interface Props { composition: Composition; network: Network; writing: Writing; count: Count; onWrite: (change: Partial<Writing>) => void }

/** The team's captions to begin with, the person's own words, and how they measure up on that network. */
export const CaptionField = ({ composition, network, writing, count, onWrite }: Props) => {
  const t = useTranslations('sharing')
  const notes = useId()
  const captions = composition.networks.find((offered) => offered.network === network.id)?.captions ?? []
  const take = (caption: string, caption_id: string | null) => onWrite({ text: startingText(network, caption, composition.content.hashtags), caption_id })
  const disclosure = shownDisclosure(network, composition.disclosure_hashtag)
  const name = t(`networks.${network.id}.name`)
  return (
    <>
      {captions.length > 0 && (
        <fieldset className={classes.captions}>
          <legend>{t('composer.captions')}</legend>
          <div className={classes.choices}>
            {captions.map(({ id, text, language }, place) => (
              <button key={id} type="button" className={classes.choice} lang={language} aria-pressed={writing.caption_id === id} aria-label={`${t('composer.caption_number', { number: place + 1 })}, ${text}`} onClick={() => take(text, id)}><span className={classes.words}>{text}</span></button>
            ))}
            <button type="button" className={classes.choice} aria-pressed={writing.caption_id === null} onClick={() => take('', null)}>{t('composer.own')}</button>
          </div>
        </fieldset>
      )}
      <Textarea
        label={t('composer.caption')}
        description={t('composer.caption_hint')}
        value={writing.text}
        onChange={(event) => onWrite({ text: event.currentTarget.value })}
        minRows={4}
        maxRows={14}
        error={count.over ? t('composer.over', { network: name }) : undefined}
        aria-describedby={notes}
      />
      <div className={classes.notes} id={notes}>
        <output className={classes.count} data-over={count.over || undefined}>
          {count.limit === null ? t('counter.used_without_limit', { used: count.used })
            : count.remaining !== null && count.remaining < 0 ? t('counter.over', { over: -count.remaining })
            : t('counter.used', { used: count.used, limit: count.limit })}
        </output>
        {disclosure && <p>{t('composer.disclosure', { hashtag: disclosure })}</p>}
        <ul className={classes.advice}>
          {count.warnings.map(({ code, used, limit }) => <li key={code} data-warning>{t(`counter.warnings.${code}`, { used, limit })}</li>)}
          {writing.text.trim() !== '' && advise(network, writing.text).map(({ code, min, max }) => <li key={code}>{t(`networks.advice.${code}`, { min, max })}</li>)}
        </ul>
      </div>
    </>
  )
}
