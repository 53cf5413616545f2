import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import type { Period } from '@portevoix/contract/insights'
import { periodPresets, usualPeriod, type PeriodPreset } from '@portevoix/contract/insights/choices'
import { FieldError } from '#ui/field-error.tsx'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useFormat } from '#ui/use-format.ts'
import type { PeriodAsked } from './period.ts'
import classes from './period-picker.module.css'

interface Props {
  asked: PeriodAsked
  onChange: (asked: PeriodAsked) => void
  /** What the server made of it. */
  period: Period | undefined
  /** Refused fields, with their sentences. */
  errors?: Record<string, string>
  /** False where figures are not set against the period before. */
  compares?: boolean
}

/** Which days a screen tells of: the last so many, or days of one's own choice. */
export const PeriodPicker = ({ asked, onChange, period, errors = {}, compares = true }: Props) => {
  const t = useTranslations('insights.period')
  const format = useFormat()
  const dated = asked.from !== undefined || asked.to !== undefined
  const [choosing, setChoosing] = useState(dated)
  const [from, setFrom] = useState(asked.from ?? '')
  const [to, setTo] = useState(asked.to ?? '')
  // Back, or a link, asks for another period than the one that was chosen here
  const [followed, setFollowed] = useState(asked)
  if (followed.period !== asked.period || followed.from !== asked.from || followed.to !== asked.to) {
    setFollowed(asked)
    setChoosing(dated)
    setFrom(asked.from ?? '')
    setTo(asked.to ?? '')
  }
  const timeZone = useTimeZone() ?? 'UTC'
  const [today] = useState(() => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date()))
  const [empty, setEmpty] = useState(false)
  // what the server refused is said of the days it was asked for, not of those that are typed since
  const isAsked = from === (asked.from ?? '') && to === (asked.to ?? '')
  const show = (event: React.FormEvent) => {
    event.preventDefault()
    setEmpty(from === '' || to === '')
    if (from !== '' && to !== '') return onChange({ from, to })
    return goToFirstWrong()
  }
  const choose = (preset: PeriodPreset) => {
    setChoosing(preset === 'custom')
    if (preset !== 'custom') return onChange({ period: preset })
    setFrom(period?.from ?? '')
    setTo(period?.to ?? '')
  }
  return (
    <div className={classes.picker}>
      <SegmentedFilter label={t('label')} value={choosing ? 'custom' : asked.period ?? usualPeriod} options={periodPresets.map((value) => ({ value, label: t(value) }))} onChange={choose} />
      {choosing && (
        <form className={classes.custom} onSubmit={show} noValidate>
          <TextInput type="date" label={t('from')} required withAsterisk={false} value={from} max={today} error={empty && from === '' ? t('day_required') : isAsked && errors.from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput type="date" label={t('to')} required withAsterisk={false} value={to} max={today} error={empty && to === '' ? t('day_required') : isAsked && errors.to} onChange={(event) => setTo(event.currentTarget.value)} />
          <Button type="submit" variant="light">{t('show')}</Button>
        </form>
      )}
      <FieldError>{errors.period}</FieldError>
      {period && <p className={classes.said} aria-live="polite">{compares ? t('compared', { range: format.dayRange(period.from, period.to), before: format.dayRange(period.previous_from, period.previous_to) }) : format.dayRange(period.from, period.to)}</p>}
    </div>
  )
}
