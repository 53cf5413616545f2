import type { House } from './pages.ts'
import { createMemory } from './memory.ts'

/** Whose colours pages wear, remembered for a minute: an organisation's, or those of the only one of the installation. */
export type Houses = (organisation_id: string | null, then: (house: House | null) => void) => void

/** A page that says that something is missing must not wait long for its colours. */
const patience_ms = 500
const remembered_ms = 60_000

export const createHouses = (find: (organisation_id: string | null) => Promise<House | null>, clock: () => number): Houses => {
  const known = createMemory<{ house: House | null; until: number }>(1_000)
  const soon = () => new Promise<null>((resolve) => { setTimeout(resolve, patience_ms, null).unref() })
  const read = async (organisation_id: string | null): Promise<House | null> => {
    try {
      const house = await Promise.race([find(organisation_id), soon()])
      known.set(organisation_id ?? '', { house, until: clock() + remembered_ms })
      return house
    } catch {
      return null
    }
  }
  return (organisation_id, then) => {
    const memory = known.get(organisation_id ?? '')
    if (memory && clock() < memory.until) then(memory.house)
    else void read(organisation_id).then(then)
  }
}
