import { anonymityThreshold, atLeast } from '@portevoix/contract/anonymity'
import { longestPeriodDays } from '@portevoix/contract/insights'
import { usualPeriod, type PeriodPreset } from '@portevoix/contract/insights/choices'
import type { Days } from '#kit/days'
import { daysAfter } from './spans.ts'

/** A count of people of a part, or null where it, or what is left of the whole without it, could point at somebody. */
export const guardedCount = (part: number, whole: number): number | null =>
  part >= anonymityThreshold && (whole === part || whole - part >= anonymityThreshold) ? part : null

/** Of how many people did something, whole fives: that one more did is not told. Fewer than five: null. */
export const inFives = (count: number | null): number | null => (count === null ? null : atLeast(count))

/** A figure that `people` people made; shown only where their number is. */
export const guardedFigure = (figure: number, people: number | null): number | null => (people === null ? null : figure)

/** Days and moments of a period: both days are in it, `since` is in it, `until` is not. */
export interface Span { from: string; to: string; since: Date; until: Date }
export interface Period extends Span { days: number; time_zone: string; step: Step; steps: readonly StepDays[]; previous: Span }
/** The days of a period, without its moments. */
export const daysOf = ({ from, to }: Days): Days => ({ from, to })
export type Step = 'day' | 'week' | 'month'
/** A step by its first day (a week's is its Monday), and the days of it that lie in the period. */
export interface StepDays { key: string; from: string; to: string }

const day = (text: string) => Temporal.PlainDate.from(text)
const startOf = (date: Temporal.PlainDate, time_zone: string): Date => new Date(date.toZonedDateTime(time_zone).epochMilliseconds)
/** The day of a time zone that a moment is in. */
export const dayOf = (moment: Date, time_zone: string): string => Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(time_zone).toPlainDate().toString()
/** When a day of a time zone begins. */
export const startOfDay = (date: string, time_zone: string): Date => startOf(day(date), time_zone)
const spanOf = (from: Temporal.PlainDate, to: Temporal.PlainDate, time_zone: string): Span =>
  ({ from: from.toString(), to: to.toString(), since: startOf(from, time_zone), until: startOf(to.add({ days: 1 }), time_zone) })

/** As many points as a line can carry: days up to six weeks, weeks up to a year and a bit, months beyond. */
export const stepOf = (days: number): Step => (days <= 45 ? 'day' : days <= 400 ? 'week' : 'month')

export interface PeriodAsked { period?: PeriodPreset | undefined; from?: string | undefined; to?: string | undefined }
export type PeriodRefusal = { field: 'period' | 'from' | 'to'; code: 'required' | `insights.${'ends_before_start' | 'too_long' | 'too_early' | 'in_future' | 'period_or_dates'}` }

/** Nothing is older; and the period before a very early one would have no date that a calendar knows. */
const earliest = '2000-01-01'
type Ends = readonly [Temporal.PlainDate, Temporal.PlainDate]

const custom = (from: string, to: string, today: string): Ends | PeriodRefusal => {
  if (to < from) return { field: 'to', code: 'insights.ends_before_start' }
  if (from > today) return { field: 'from', code: 'insights.in_future' }
  if (to > today) return { field: 'to', code: 'insights.in_future' }
  if (from < earliest) return { field: 'from', code: 'insights.too_early' }
  const [first, last] = [day(from), day(to)]
  return first.until(last, { largestUnit: 'day' }).days >= longestPeriodDays ? { field: 'from', code: 'insights.too_long' } : [first, last]
}

/** The first and the last day asked for. Dates are a period of one's own choice, said or not; with another they must agree. */
const endsOf = ({ period, from, to }: PeriodAsked, today: Temporal.PlainDate): Ends | PeriodRefusal => {
  const dated = from !== undefined || to !== undefined
  if (period === 'custom' || (period === undefined && dated)) {
    if (from === undefined || to === undefined) return { field: from === undefined ? 'from' : 'to', code: 'required' }
    return custom(from, to, today.toString())
  }
  const ends = [today.subtract({ days: Number(period ?? usualPeriod) - 1 }), today] as const
  const agrees = (from ?? ends[0].toString()) === ends[0].toString() && (to ?? today.toString()) === today.toString()
  return agrees ? ends : { field: 'period', code: 'insights.period_or_dates' }
}

/** The period that was asked for, in the organisation's days, and the one before it of the same length. */
export const periodOf = (asked: PeriodAsked, now: Date, time_zone: string): Period | PeriodRefusal => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone).toPlainDate()
  const ends = endsOf(asked, today)
  if ('field' in ends) return ends
  const [first, last] = ends
  const days = first.until(last, { largestUnit: 'day' }).days + 1
  const span = spanOf(first, last, time_zone)
  const step = stepOf(days)
  return {
    ...span, days, time_zone, step, steps: stepsOf({ ...span, step }),
    previous: spanOf(first.subtract({ days }), first.subtract({ days: 1 }), time_zone),
  }
}

const stepStart = (date: Temporal.PlainDate, step: Step): Temporal.PlainDate =>
  step === 'day' ? date : step === 'week' ? date.subtract({ days: date.dayOfWeek - 1 }) : date.with({ day: 1 })

/** Every step of a period, the first and the last cut to the period. */
export const stepsOf = ({ from, to, step }: Pick<Period, 'from' | 'to' | 'step'>): StepDays[] => {
  const steps: StepDays[] = []
  for (let start = stepStart(day(from), step); start.toString() <= to;) {
    const next = start.add(step === 'day' ? { days: 1 } : step === 'week' ? { days: 7 } : { months: 1 })
    const [first, last] = [start.toString(), next.subtract({ days: 1 }).toString()]
    steps.push({ key: first, from: first < from ? from : first, to: last > to ? to : last })
    start = next
  }
  return steps
}

/** Adds daily counts up, step by step; days by their `key`. */
export const bySteps = <Row extends { key: string | null }>(rows: readonly Row[], steps: readonly StepDays[], count: (row: Row) => number): number[] => {
  const totals = steps.map(() => 0)
  for (const row of rows) {
    const { key } = row
    const place = key === null ? -1 : steps.findLastIndex(({ from, to }) => from <= key && key <= to)
    if (place >= 0) totals[place] = (totals[place] ?? 0) + count(row)
  }
  return totals
}

/** As far back as a period and the one before it may reach. */
export const daysKept = 2 * longestPeriodDays

/** What happened just before midnight is written down by then, and what was to be forgotten is. */
const settled_ms = 15 * 60_000

/** The last day of the organisation's that is over and settled. */
export const lastDayOver = (now: Date, time_zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime() - settled_ms).toZonedDateTimeISO(time_zone).toPlainDate().subtract({ days: 1 }).toString()

/** Which of the days asked for are kept, and which must be read. */
export const liveDays = ({ from, to }: Days, closed: Days | null): { kept: Days | null; live: Days[] } => {
  if (closed === null || closed.from > to || closed.to < from) return { kept: null, live: [{ from, to }] }
  const kept = { from: closed.from > from ? closed.from : from, to: closed.to < to ? closed.to : to }
  return {
    kept,
    live: [...(kept.from > from ? [{ from, to: daysAfter(kept.from, -1) }] : []), ...(kept.to < to ? [{ from: daysAfter(kept.to, 1), to }] : [])],
  }
}

/** How many only read, did both, only shared, and who moved since the period before. */
export interface Ways { only_read: number; both: number; only_shared: number; began_sharing: number; stopped_sharing: number }

/** Whoever read or shared, told apart; and who moved since the period before, from the threshold on. `whole`: everybody, where these are a part. */
export const readersAndSharers = (part: Ways, whole: Ways | null) => {
  const way = (name: keyof Ways) => (whole === null ? part[name] : guardedCount(part[name], whole[name]))
  const move = (name: keyof Ways) => (part[name] >= anonymityThreshold ? way(name) : null)
  return { only_read: way('only_read'), both: way('both'), only_shared: way('only_shared'), began_sharing: move('began_sharing'), stopped_sharing: move('stopped_sharing') }
}
