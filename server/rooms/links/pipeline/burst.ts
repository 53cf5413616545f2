import { fingerprint, fingerprintOf } from '../fingerprint.ts'
import { houseWith } from '../visitor.ts'
import { createRecent } from './recent.ts'
import { createSwarm, swarmPrint, type IsSwarm } from './swarm.ts'
import type { VisitorStep } from './visit.ts'

/**
 * Milliseconds after a counted visit during which the same visitor on the same link is the same visit: a double click, a reload, a retry.
 * What is left out renews nothing: colleagues whose managed browsers have one name and leave by one address are one visitor to us, and
 * a steady trickle of them would otherwise never end what one of them began. Each of these seconds costs such an office clicks
 * (behaviour.test.ts: of 480 who come through a working day five cost 33, ten cost twice as many), while a double click, or an
 * impatient second one, comes within the first few.
 */
export const sameVisit = 5_000
/** Visits of one visitor that count within a minute; more are a program's. */
export const visitsPerMinute = 5
/**
 * Visits of one link from one address that count within a minute, whatever their agents; more are one program that changes its name.
 * A company whose people share an address is counted short by those above it, in a minute in which so many follow the same colleague.
 */
export const visitorsPerAddress = 12
/** A minute begins with the first visit that counts after the last one was over. So many of each count, whatever else comes in it. */
const minute = 60_000

/** What one process remembers of the last minute or two. */
export interface Burst {
  /** Why a visitor of the day is here too soon: the same visit again at once, or one too many of a minute; null: they are not. */
  again(visitor: number, at: number): 'repeat' | 'burst' | null
  /** More visitors from one address on one link than people there can be. */
  isCrowd(house: number, at: number): boolean
  /** More visitors from one network on one link, all of one agent, than people there can be. */
  isSwarm: IsSwarm
}

// how many of a visitor's minute counted, and how long after its first the last of them came: one number of 32 bits
const counts = 8
const countedOf = (value: number) => value % counts
const lastOf = (value: number) => Math.floor(value / counts)

export const createBurst = (): Burst => {
  const visitors = createRecent(minute)
  const houses = createRecent(minute)
  return {
    isSwarm: createSwarm(),
    again(visitor, at) {
      const place = visitors.find(visitor, at)
      // what is noted is the last visit that counted
      const since = visitors.since(place, at)
      if (since < sameVisit) return 'repeat'
      const value = visitors.value(place)
      const began = lastOf(value) + since
      const goesOn = began < minute
      if (goesOn && countedOf(value) >= visitsPerMinute) return 'burst'
      visitors.note(place, at, goesOn ? began * counts + countedOf(value) + 1 : 1)
      return null
    },
    isCrowd(house, at) {
      const place = houses.find(house, at)
      // what is noted is when the minute began
      const counted = houses.since(place, at) < minute ? houses.value(place) : 0
      if (counted >= visitorsPerAddress) return true
      if (counted === 0) houses.note(place, at, 1)
      else houses.count(place, counted + 1)
      return false
    },
  }
}

/** Visits that come too fast for people: a visitor's, those from one address, those from one network. */
export const burst: VisitorStep = (visit, { burst }, visitor) => {
  const again = burst.again(fingerprintOf(visitor), visit.at)
  if (again !== null) return again
  if (burst.isCrowd(houseWith(fingerprint(visit.link.id), visit.ip), visit.at)) return 'crowd'
  return burst.isSwarm(swarmPrint(visit), visit.at) ? 'swarm' : null
}
