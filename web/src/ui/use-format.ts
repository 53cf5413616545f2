import { datesOf } from '@portevoix/contract/dates'
import { localeOf } from '@portevoix/contract/locales'
import { useMemo } from 'react'
import { useFormatter, useLocale, useTimeZone } from 'use-intl'

type When = string | Date

const instant = (when: When): Date => (typeof when === 'string' ? new Date(when) : when)
/** A calendar day has no time zone: read at noon UTC and shown in UTC it is the same day everywhere. */
const calendarDay = (day: string): Date => new Date(`${day.slice(0, 10)}T12:00:00Z`)

const minus = (written: string): string => written.replace('-', '−')

const units = [['year', 31_557_600], ['month', 2_629_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]] as const

/** Formats of dates are dear to make: each is made once. */
const datesIn = (locale: string, timeZone: string | undefined) => {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const name = JSON.stringify(options)
    const known = made.get(name)
    if (known) return known
    const format = datesOf(locale, { timeZone, ...options })
    made.set(name, format)
    return format
  }
}

/** Numbers, dates and lists as the person's language writes them; instants are shown in the organisation's time zone. */
export const useFormat = () => {
  const language = useLocale()
  const zone = useTimeZone()
  const format = useFormatter()
  return useMemo(() => {
    const locale = localeOf[language]
    const dates = datesIn(locale, zone)
    return {
      number: (value: number) => format.number(value),
      /** 12 300 as 12 k; below 10,000 exactly. */
      compact: (value: number) => (Math.abs(value) < 10_000 ? format.number(value) : format.number(value, { notation: 'compact', maximumFractionDigits: 1 })),
      /** `share` is 0-1. */
      percent: (share: number, digits = 0) => format.number(share, { style: 'percent', maximumFractionDigits: digits }),
      signed: (value: number) => minus(format.number(value, { signDisplay: 'exceptZero' })),
      signedPercent: (share: number) => minus(format.number(share, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })),
      date: (when: When) => dates({ day: 'numeric', month: 'long', year: 'numeric' }).format(instant(when)),
      shortDate: (when: When) => dates({ day: 'numeric', month: 'short' }).format(instant(when)),
      dateTime: (when: When) => dates({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(instant(when)),
      time: (when: When) => dates({ hour: '2-digit', minute: '2-digit' }).format(instant(when)),
      /** `YYYY-MM-DD` */
      day: (day: string) => dates({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(calendarDay(day)),
      shortDay: (day: string) => dates({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(calendarDay(day)),
      month: (day: string) => dates({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(calendarDay(day)),
      dayRange: (from: string, to: string) => dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(calendarDay(from), calendarDay(to)),
      ago: (when: When, now: Date = new Date()) => format.relativeTime(instant(when), { now }),
      /** How long ago, as a length of time in its largest whole unit, a minute at least: `3 jours`. */
      elapsed: (since: When, now: Date = new Date()) => {
        const seconds = Math.max((now.getTime() - instant(since).getTime()) / 1000, 60)
        const [unit, length] = units.find(([, size]) => seconds >= size) ?? ['minute', 60]
        return format.number(Math.floor(seconds / length), { style: 'unit', unit, unitDisplay: 'long' })
      },
      /** A day of this year without its year. */
      dayAndMonth: (when: When, now: Date = new Date()) => dates({ day: 'numeric', month: 'long', ...(instant(when).getFullYear() !== now.getFullYear() && { year: 'numeric' }) }).format(instant(when)),
      list: (values: readonly string[]) => format.list(values, { type: 'conjunction' }),
      choice: (values: readonly string[]) => format.list(values, { type: 'disjunction' }),
      plural: (value: number) => new Intl.PluralRules(locale).select(value),
      languageName: (language: string) => format.displayName(language, { type: 'language' }),
    }
  }, [language, zone, format])
}
export type Format = ReturnType<typeof useFormat>
