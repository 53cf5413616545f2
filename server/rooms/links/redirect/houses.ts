import { readableOn } from '@portevoix/contract/colour'
import type { Lane } from './lane.ts'
import { createMemory } from './memory.ts'
import type { House } from './pages.ts'

/** Whose colours pages wear: an organisation's, or those of the only one of the installation. */
export interface Houses {
  /** Remembered for a minute, and for as long as the database is away. */
  find(organisation_id: string | null, then: (house: House | null) => void): void
  /** Reads those of all organisations, so that a page that says that the database is away can wear them. */
  learn(): void
}

/** A page that says that something is missing must not wait long for its colours. */
const patience_ms = 500
const remembered_ms = 60_000
/** Organisations kept in memory: between so many and twice as many, some 300 octets each. */
const capacity = 10_000

interface Statement { name: string; text: string }
/** `all` is asked with how many there may be. */
export interface HouseStatements { of: Statement; only: Statement; all: Statement }

interface Look { name: string; colour: string }
const houseOf = ({ name, colour }: Look): House => ({ name, colour, on_colour: readableOn(colour) })

export const createHouses = (lane: Lane, { of, only, all }: HouseStatements, passed: () => number): Houses => {
  const known = createMemory<{ house: House | null; until: number }>(capacity)
  // a crowd that comes to one page asks one question
  const asked = new Map<string, Promise<House | null>>()
  const keep = (key: string, house: House | null) => { known.set(key, { house, until: passed() + remembered_ms }) }
  const soon = () => new Promise<null>((resolve) => { setTimeout(resolve, patience_ms, null).unref() })

  const read = async (organisation_id: string | null): Promise<House | null> => {
    const [row] = await lane.query<Look>(organisation_id === null ? only : { ...of, values: [organisation_id] })
    const house = row ? houseOf(row) : null
    keep(organisation_id ?? '', house)
    return house
  }

  const ask = (organisation_id: string | null): Promise<House | null> => {
    const key = organisation_id ?? ''
    const pending = asked.get(key)
    if (pending) return pending
    const turn = Promise.race([read(organisation_id), soon()]).catch(() => null).finally(() => { asked.delete(key) })
    asked.set(key, turn)
    return turn
  }

  const learn = async (): Promise<void> => {
    await read(null)
    for (const { id, ...look } of await lane.query<Look & { id: string }>({ ...all, values: [capacity] })) keep(id, houseOf(look))
  }

  return {
    find(organisation_id, then) {
      const memory = known.get(organisation_id ?? '')
      if (memory && (passed() < memory.until || !lane.up)) then(memory.house)
      else if (!lane.up) then(null)
      else void ask(organisation_id).then((house) => { then(house ?? memory?.house ?? null) })
    },
    learn() { learn().catch(() => undefined) },
  }
}
