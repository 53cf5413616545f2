import { fingerprint, fingerprintOf } from '../fingerprint.ts'
import { houseWith } from '../visitor.ts'
import { createRecent } from './recent.ts'
import { createSwarm, swarmPrint, type IsSwarm } from './swarm.ts'
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

/** What one process remembers of the last minute or two. */
export interface Burst {
  /** The same visitor of the day again at once, or again and again. */
  isBurst(visitor: number, at: number): boolean
  /** More visitors from one address on one link than people there can be. */
  isCrowd(house: number, at: number): boolean
  /** More visitors from one network on one link, all of one agent, than people there can be. */
  isSwarm: IsSwarm
}

export const createBurst = (): Burst => {
  const visitors = createRecent(minute)
  const houses = createRecent(minute)
  return {
    isSwarm: createSwarm(),
    isBurst(visitor, at) {
      const place = visitors.find(visitor, at)
      const since = visitors.since(place, at)
      const counted = since < minute ? visitors.value(place) : 0
      const burst = since < sameVisit || counted >= visitsPerMinute
      visitors.note(place, at, burst ? counted : counted + 1)
      return burst
    },
    isCrowd(house, at) {
      const place = houses.find(house, at)
      const counted = houses.since(place, at) < minute ? houses.value(place) + 1 : 1
      const crowd = counted > visitorsPerAddress
      // a program that goes on is quiet for a minute before it is believed again; people are counted by the minute
      if (crowd || counted === 1) houses.note(place, at, counted)
      else houses.count(place, counted)
      return crowd
    },
  }
}

/** Visits that come too fast for people. */
export const burst: VisitorStep = (visit, { burst }, visitor) =>
  (burst.isBurst(fingerprintOf(visitor), visit.at) || burst.isCrowd(houseWith(fingerprint(visit.link.id), visit.ip), visit.at) || burst.isSwarm(swarmPrint(visit), visit.at) ? 'burst' : null)
