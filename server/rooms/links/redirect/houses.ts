import { readableOn } from '@portevoix/contract/colour'
import type { Lane } from './lane.ts'
import { createMemory } from './memory.ts'
import type { House } from './pages.ts'

/** Whose colours pages wear, remembered for a minute: an organisation's, or those of the only one of the installation. */
export type Houses = (organisation_id: string | null, then: (house: House | null) => void) => void

/** A page that says that something is missing must not wait long for its colours. */
const patience_ms = 500
const remembered_ms = 60_000

interface Statement { name: string; text: string }
export interface HouseStatements { of: Statement; only: Statement }

export const createHouses = (lane: Lane, { of, only }: HouseStatements, passed: () => number): Houses => {
  const known = createMemory<{ house: House | null; until: number }>(1_000)
  const soon = () => new Promise<null>((resolve) => { setTimeout(resolve, patience_ms, null).unref() })
  const find = async (organisation_id: string | null): Promise<House | null> => {
    if (!lane.up) return null
    const [row] = await lane.query<{ name: string; colour: string }>(organisation_id === null ? only : { ...of, values: [organisation_id] })
    const house = row ? { ...row, on_colour: readableOn(row.colour) } : null
    known.set(organisation_id ?? '', { house, until: passed() + remembered_ms })
    return house
  }
  return (organisation_id, then) => {
    const memory = known.get(organisation_id ?? '')
    if (memory && passed() < memory.until) then(memory.house)
    else void Promise.race([find(organisation_id), soon()]).catch(() => null).then((house) => { then(house ?? memory?.house ?? null) })
  }
}
