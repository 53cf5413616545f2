import type { Dice } from './dice.ts'

const hour_ms = 3_600_000
export const day_ms = 86_400_000

/** A day of the story, as alive as people were on it. */
export interface Day {
  /** `YYYY-MM-DD`, where the organisation is. */
  date: string
  starts_at: number
  /** 1 is Monday. */
  weekday: number
  /** Of the weekday, the season and the programme's own story together; around 1 on a good day. */
  liveliness: number
}

const weekdays = [1, 1.2, 1.05, 1.15, 0.85, 0.2, 0.15]

/** People are away in August and at the year's end, and half away around them. */
export const seasonOf = (month: number, day: number): number => {
  if (month === 8) return 0.4
  if ((month === 12 && day >= 21) || (month === 1 && day <= 3)) return 0.3
  if (month === 7 && day >= 14) return 0.7
  if (month === 5) return 0.88
  return 1
}

/**
 * How the programme went: a launch that everybody talks about, cruising, a sag when nobody animated it, and a second wind in
 * the last month, which is what a visitor sees first.
 */
const story: readonly (readonly [number, number])[] = [[0, 0.5], [0.04, 1], [0.12, 1.3], [0.25, 1.15], [0.42, 1], [0.54, 0.7], [0.66, 0.5], [0.74, 0.62], [0.82, 0.95], [0.915, 1.05], [0.95, 1.25], [1, 1.3]]

/** From the first day (0) to today (1). */
export const storyAt = (progress: number): number => {
  const after = story.findIndex(([at]) => at >= progress)
  const [to, from] = [story[Math.max(after, 0)], story[Math.max(after - 1, 0)]]
  if (!to || !from || to[0] === from[0]) return to?.[1] ?? 1
  return from[1] + ((progress - from[0]) / (to[0] - from[0])) * (to[1] - from[1])
}

/** The year up to today, the oldest day first. */
export const calendarOf = (now: Date, time_zone: string, days = 365): Day[] => {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone).toPlainDate()
  return Array.from({ length: days }, (_, index) => {
    const date = today.subtract({ days: days - 1 - index })
    return {
      date: date.toString(), starts_at: date.toZonedDateTime(time_zone).epochMilliseconds, weekday: date.dayOfWeek,
      liveliness: (weekdays[date.dayOfWeek - 1] ?? 1) * seasonOf(date.month, date.day) * storyAt(index / (days - 1)),
    }
  })
}

/** When people look at their telephones on a working day, by hour; later on days off. */
const hours = [1, 0, 0, 0, 0, 1, 3, 9, 14, 10, 7, 6, 11, 9, 6, 5, 6, 9, 8, 5, 6, 7, 5, 2]
const idleHours = [2, 1, 0, 0, 0, 0, 1, 2, 4, 8, 10, 10, 8, 7, 6, 6, 6, 6, 7, 7, 8, 9, 7, 4]
const everyHour = hours.map((_, hour) => hour)

/** A moment of that day, at an hour when people are there. */
export const momentOf = (dice: Dice, { starts_at, weekday }: Day): number => {
  const weights = weekday > 5 ? idleHours : hours
  return starts_at + (dice.weighted(everyHour, (hour) => weights[hour] ?? 0) + dice.next()) * hour_ms
}

/** The day of the story that a moment lies in; undefined before its beginning and after today. */
export const dayAt = (days: readonly Day[], at: number): Day | undefined => {
  const [first] = days
  if (!first || at < first.starts_at) return undefined
  const guess = Math.min(Math.floor((at - first.starts_at) / day_ms), days.length - 1)
  const near = [days[guess + 1], days[guess], days[guess - 1]]
  const found = near.find((day) => day && day.starts_at <= at && at < day.starts_at + 25 * hour_ms)
  return found
}

/**
 * When something happens that comes some days after `from`, `mean_days` on average: on a day when people are there, at an hour
 * when they are. Null where that would be after `until`, or people did not come back to it.
 */
export const momentAfter = (dice: Dice, days: readonly Day[], from: number, mean_days: number, until: number): number | null => {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const wait = dice.wait(mean_days)
    const day = dayAt(days, from + wait * day_ms)
    if (!day || !dice.chance(Math.min(0.25 + day.liveliness * 0.75, 1))) continue
    const at = wait < 0.35 ? from + wait * day_ms : momentOf(dice, day)
    if (at > from && at < until) return at
  }
  return null
}
