import type { Dashboard } from '@portevoix/contract/insights'
import type { Crowd } from '../crowd.ts'
import { readersAndSharers, type Ways } from '../rules.ts'
import type { Guard } from '../guards.ts'
import type { Narrowing } from './filters.ts'
import type { Gathering } from './gather.ts'

const waysOf = (people: Gathering, part: Crowd | null): Ways => {
  const of = (kind: 'readers' | 'anywhere', when: 'now' | 'before') => (part === null ? people.crowd(kind, when) : people.crowd(kind, when).and(part))
  const [readers, sharers, read_before, shared_before] = [of('readers', 'now'), of('anywhere', 'now'), of('readers', 'before'), of('anywhere', 'before')]
  return {
    only_read: readers.without(sharers).size, both: readers.and(sharers).size, only_shared: sharers.without(readers).size,
    began_sharing: read_before.without(shared_before).and(sharers).size, stopped_sharing: shared_before.without(sharers).and(readers).size,
  }
}

/** Whoever read or shared, told apart, in the part that is asked for. */
export const readersAndSharersOf = (people: Gathering, { part, filters, shown }: Narrowing, guard: Guard): Dashboard['readers_and_sharers'] => {
  const whole = waysOf(people, null)
  const ways = readersAndSharers(part === null ? whole : waysOf(people, part.now), part === null && shown.small ? null : whole)
  // what a theme's figures would tell of another's is told here neither
  const told = filters.theme_id === undefined || (guard.total('reads', 1) !== null && guard.total('shares', 1) !== null)
  return told ? ways : { only_read: null, both: null, only_shared: null, began_sharing: null, stopped_sharing: null }
}
