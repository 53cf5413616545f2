/** What one UTC day has of its own: the salt of its visitors, and the marks of the sharers seen in it. */
export interface Today { day: string; salt: Buffer; marks: Map<string, Set<string>> }

/**
 * `made`: the salt alone is there, of a day that is to come. `read`: the marks too. `own`: the salt is this process's, for as long as
 * the one of all nodes cannot be had.
 */
export interface Held { today: Today; origin: 'own' | 'made' | 'read' }

export interface Days {
  get(day: string): Held | undefined
  /** A day whose salt all nodes have is there: earlier ones, and those of this process, are forgotten. */
  keep(held: Held): void
  /** Forgets what must be over, whatever the clock says. */
  expire(): void
}

const day_ms = 86_400_000
/** A salt is made six hours before its day at most, and is needed for a moment after it. */
const longest_ms = 31 * 3_600_000
const after_ms = 3_600_000

export const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`)
export const endOf = (day: string): number => startOf(day) + day_ms

/**
 * Days in memory. A clock that leaps and comes back finds its day again; time that passes, which no clock changes, ends them: what is
 * destroyed elsewhere does not live on here. `passed`: milliseconds that only ever pass.
 */
export const createDays = (clock: () => number, passed: () => number): Days => {
  const days = new Map<string, Held & { until: number }>()
  return {
    get: (day) => days.get(day),
    keep(held) {
      const { today: { day }, origin } = held
      if (origin === 'read') for (const [other, { origin: its }] of days) if (other < day || its === 'own') days.delete(other)
      const until = days.get(day)?.until ?? passed() + Math.min(longest_ms, Math.max(0, endOf(day) - clock()) + after_ms)
      days.set(day, { ...held, until })
    },
    expire() {
      for (const [day, { until }] of days) if (until < passed()) days.delete(day)
    },
  }
}
