import { CloseButton, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { localeOf } from '@portevoix/contract/locales'
import { useLocale, useTimeZone, useTranslations } from 'use-intl'
import { fromWall, toWall } from './zoned-time.ts'

const nameOf = (zone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? zone

interface Props {
  label: string
  /** ISO 8601 in UTC, or null. */
  value: string | null
  onChange: (instant: string | null) => void
  error?: ReactNode
  description?: ReactNode
  /** ISO 8601 in UTC. */
  min?: string
  required?: boolean
}

/** A date and time in the organisation's time zone, by the device's own picker. */
export const DateTimeField = ({ label, value, onChange, error, description, min, required }: Props) => {
  const t = useTranslations('ui.date_time')
  const locale = localeOf[useLocale()]
  const zone = useTimeZone() ?? 'UTC'
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={description ?? t('hint', { zone: nameOf(zone, locale) })}
      error={error}
      {...(required !== undefined && { required })}
      value={value ? toWall(value, zone) : ''}
      {...(min && { min: toWall(min, zone) })}
      onChange={(event) => onChange(fromWall(event.currentTarget.value, zone))}
      rightSection={value && !required ? <CloseButton size={36} aria-label={t('clear')} onClick={() => onChange(null)} /> : undefined}
    />
  )
}
