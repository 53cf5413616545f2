import { advise } from '@portevoix/contract/networks/advice'
import { networks } from '@portevoix/contract/networks/all'
import { networkIds, type NetworkId } from '@portevoix/contract/networks/shape'
import { ActionIcon, NativeSelect, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { countCaption } from './caption-counting.ts'
import type { CaptionDraft } from '../keeping/draft.ts'
import classes from '../editor.module.css'

interface Props {
  caption: CaptionDraft
  place: number
  last: boolean
  offered: readonly NetworkId[]
  hashtags: readonly string[]
  /** The programme's own. */
  disclosure_hashtag: string | null
  error: string | undefined
  onChange: (change: Partial<CaptionDraft>) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

/** One caption: its network, its language, its words, and how they measure up. */
export const Caption = ({ caption, place, last, offered, hashtags, disclosure_hashtag, error, onChange, onMove, onRemove }: Props) => {
  const t = useTranslations('editor.write')
  const sharing = useTranslations('sharing')
  const languages = useTranslations('content.desk.languages')
  const notes = useId()
  const { network, text, language } = caption
  const count = countCaption(caption, hashtags, disclosure_hashtag)
  const number = place + 1
  const names = networkIds.filter((id) => offered.includes(id) || id === network)
  return (
    <fieldset className={classes.caption}>
      <legend className={classes.legend}>{t('caption_title', { number })}</legend>
      <div className={classes.captionTop}>
        <NativeSelect
          label={t('caption_network')} value={network} data={names.map((id) => ({ value: id, label: sharing(`networks.${id}.name`) }))}
          onChange={(event) => { const chosen = networkIds.find((id) => id === event.currentTarget.value); if (chosen) onChange({ network: chosen }) }}
        />
        <NativeSelect
          label={t('caption_language')} value={language} data={[{ value: 'fr', label: languages('fr') }, { value: 'en', label: languages('en') }]}
          onChange={(event) => { onChange({ language: event.currentTarget.value === 'en' ? 'en' : 'fr' }) }}
        />
        <div className={classes.tools}>
          <ActionIcon variant="subtle" size={44} aria-label={t('caption_up', { number })} disabled={place === 0} onClick={() => { onMove(-1) }}><IconArrowUp size={20} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" size={44} aria-label={t('caption_down', { number })} disabled={last} onClick={() => { onMove(1) }}><IconArrowDown size={20} aria-hidden /></ActionIcon>
          <ActionIcon variant="subtle" color="red" size={44} aria-label={t('caption_remove', { number })} onClick={onRemove}><IconTrash size={20} aria-hidden /></ActionIcon>
        </div>
      </div>
      <Textarea
        data-field={`captions.${place}.text`} label={t('caption_text', { network: sharing(`networks.${network}.name`) })} value={text} lang={language} autosize minRows={3} maxRows={14} maxLength={70_000}
        error={error ?? (count.over ? sharing('composer.over', { network: sharing(`networks.${network}.name`) }) : undefined)}
        onChange={(event) => { onChange({ text: event.currentTarget.value }) }} aria-describedby={notes}
      />
      <div className={classes.notes} id={notes}>
        <output className={classes.count} data-over={count.over || undefined}>
          {count.limit === null ? t('counter_free', { used: count.used }) : t('counter', { used: count.used, limit: count.limit })}
          {count.remaining !== null && count.remaining < 0 && ` · ${t('counter_over', { over: -count.remaining })}`}
        </output>
        <span>{t('counter_with')}</span>
        <ul className={classes.advice}>
          {count.warnings.map(({ code, used, limit }) => <li key={code} data-warning>{sharing(`counter.warnings.${code}`, { used, limit })}</li>)}
          {text.trim() !== '' && advise(networks[network], text).filter(({ code }) => !code.startsWith('hashtags')).map(({ code, min, max }) => <li key={code}>{sharing(`networks.advice.${code}`, { min, max })}</li>)}
        </ul>
      </div>
    </fieldset>
  )
}
