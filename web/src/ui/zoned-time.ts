const parts = (when: Date, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
      .formatToParts(when)
      .map(({ type, value }) => [type, value]),
  )

/** An instant as the wall of `timeZone` shows it, `YYYY-MM-DDTHH:mm`. */
export const toWall = (instant: string | Date, timeZone: string): string => {
  const { year, month, day, hour, minute } = parts(new Date(instant), timeZone)
  return `${year}-${month}-${day}T${hour}:${minute}`
}

/**
 * The instant, ISO 8601 in UTC, at which the wall of `timeZone` shows `wall`; null if `wall` is no date.
 * An hour that the change to summer time skips becomes the one after it; one that comes twice is the first.
 */
export const fromWall = (wall: string, timeZone: string): string | null => {
  const minute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.exec(wall)?.[0]
  const asUtc = Date.parse(`${minute}:00Z`)
  if (!minute || Number.isNaN(asUtc)) return null
  const offsetAt = (time: number) => Date.parse(`${toWall(new Date(time), timeZone)}:00Z`) - time
  const day = 86_400_000
  const candidates = [offsetAt(asUtc - day), offsetAt(asUtc + day)].map((offset) => asUtc - offset)
  const exact = candidates.filter((time) => toWall(new Date(time), timeZone) === minute)
  return new Date(exact.length ? Math.min(...exact) : Math.max(...candidates)).toISOString()
}
