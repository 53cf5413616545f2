import { houseOnLink } from '../visitor.ts'
import { createTraces } from './traces.ts'
import type { VisitorStep } from './visit.ts'

/** Milliseconds during which the same visitor on the same link is the same visit: a double click, a reload, a retry. */
export const sameVisit = 10_000
/** More visits than this within a minute are a program's. */
export const visitsPerMinute = 5
/**
 * Visitors of one link from one address within a minute; more are one program that changes its name. A company whose people
 * share an address is counted short by those above it, in a minute in which so many follow the same colleague.
 */
export const visitorsPerAddress = 12
const minute = 60_000

interface Trace { seen_at: number; counted: number }

/** What one process remembers of the last minute or two. */
export interface Burst {
  /** The same visitor of the day again at once, or again and again. */
  isBurst(visitor: string, at: number): boolean
  /** More visitors from one address on one link than people there can be. */
  isCrowd(house: string, at: number): boolean
}

export const createBurst = (): Burst => {
  const visitors = createTraces<Trace>(minute)
  const houses = createTraces<Trace>(minute)
  return {
    isBurst(visitor, at) {
      visitors.turn(at)
      const trace = visitors.get(visitor)
      if (trace === undefined) {
        visitors.set(visitor, { seen_at: at, counted: 1 })
        return false
      }
      const since = Math.abs(at - trace.seen_at)
      const burst = since < sameVisit || (since < minute && trace.counted >= visitsPerMinute)
      visitors.set(visitor, { seen_at: at, counted: since < minute ? trace.counted + (burst ? 0 : 1) : 1 })
      return burst
    },
    isCrowd(house, at) {
      houses.turn(at)
      const trace = houses.get(house)
      const counted = trace !== undefined && Math.abs(at - trace.seen_at) < minute ? trace.counted + 1 : 1
      const crowd = counted > visitorsPerAddress
      // a program that goes on is quiet for a minute before it is believed again; people are counted by the minute
      houses.set(house, { seen_at: crowd || counted === 1 ? at : (trace?.seen_at ?? at), counted })
      return crowd
    },
  }
}

/** Visits that come too fast for people. */
export const burst: VisitorStep = (visit, { burst, salt }, visitor) =>
  (burst.isBurst(visitor, visit.at) || burst.isCrowd(houseOnLink(salt, visit.link.id, visit.ip), visit.at) ? 'burst' : null)
