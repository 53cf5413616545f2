import type { VisitorStep } from './visit.ts'

/** Milliseconds during which the same visitor on the same link is the same visit: a double click, a reload, a retry. */
export const sameVisit = 10_000
/** More visits than this within a minute are a program's. */
export const visitsPerMinute = 5
const minute = 60_000
const remembered = 200_000

interface Trace { seen_at: number; counted: number }

/** What one process remembers of the last minute or two, by visitor of the day. */
export interface Burst {
  isBurst(visitor: string, at: number): boolean
  /** The hit could not be stored: the next one is the first. */
  forget(visitor: string): void
}

export const createBurst = (): Burst => {
  let recent = new Map<string, Trace>()
  let before = new Map<string, Trace>()
  let turned_at = 0

  const turn = (at: number) => {
    // a clock that jumped back would otherwise stop the turning
    if (Math.abs(at - turned_at) < minute && recent.size < remembered) return
    before = at - turned_at < 2 * minute ? recent : new Map()
    recent = new Map()
    turned_at = at
  }

  return {
    isBurst(visitor, at) {
      turn(at)
      const trace = recent.get(visitor) ?? before.get(visitor)
      if (trace === undefined) {
        recent.set(visitor, { seen_at: at, counted: 1 })
        return false
      }
      const since = Math.abs(at - trace.seen_at)
      const burst = since < sameVisit || (since < minute && trace.counted >= visitsPerMinute)
      recent.set(visitor, { seen_at: at, counted: since < minute ? trace.counted + (burst ? 0 : 1) : 1 })
      return burst
    },
    forget(visitor) {
      recent.delete(visitor)
      before.delete(visitor)
    },
  }
}

/** The same visitor again at once, or again and again. */
export const burst: VisitorStep = (visit, known, visitor) => (known.burst.isBurst(visitor, visit.at) ? 'burst' : null)
