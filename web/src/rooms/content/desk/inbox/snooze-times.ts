import { fromWall, toWall } from '#ui/zoned-time.ts'

export const snoozes = ['tomorrow', 'monday', 'week'] as const
export type Snooze = (typeof snoozes)[number]

const morning = '08:00'

/** A day of the wall calendar, some days later. */
const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Eight in the morning where the organisation is: tomorrow, next Monday, or in a week. ISO 8601 in UTC. */
export const snoozeUntil = (snooze: Snooze, now: Date, zone: string): string => {
  const today = toWall(now.toISOString(), zone).slice(0, 10)
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  const days = { tomorrow: 1, monday: ((8 - weekday) % 7) || 7, week: 7 }[snooze]
  return fromWall(`${dayAfter(today, days)}T${morning}`, zone) ?? now.toISOString()
}
