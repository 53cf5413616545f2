import { setTimeout } from 'node:timers/promises'
import type { Progress } from '@portevoix/contract/demonstration'
import { demonstrationIds } from '#room/organisations'
import { dissolve } from '#room/people'
import type { Kit } from '#kit/context'
import { makeDemonstration, type Wishes } from './make.ts'

interface Making { progress: Progress; over: boolean; done: Promise<void> }

const makings = new WeakMap<Kit, Making>()
const glance_ms = 120

/** Removes the demonstration, if there is one, with everything in it; gives how many were removed. */
export const removeDemonstrations = async (kit: Kit): Promise<number> => {
  const ids = await demonstrationIds(kit)
  for (const id of ids) await dissolve(kit, id)
  return ids.length
}

/** `again`: in the place of the demonstration that is there; otherwise that one stays, and is ready at once. */
interface Asked extends Wishes { again: boolean }

/** Starts making the demonstration, or joins whoever is making it in this process. */
const makingOf = (kit: Kit, { again, ...wishes }: Asked): Making => {
  const under_way = makings.get(kit)
  if (under_way) return under_way
  const making: Making = { progress: { step: 'pictures', percent: 0 }, over: false, done: Promise.resolve() }
  makings.set(kit, making)
  making.done = (again ? removeDemonstrations(kit) : Promise.resolve(0))
    .then(() => makeDemonstration(kit, { ...wishes, onProgress: (step, percent) => { making.progress = { step, percent } } }))
    .then(() => { making.progress = { step: 'ready', percent: 100 } })
    .finally(() => {
      making.over = true
      makings.delete(kit)
    })
  // whoever follows hears of a failure; it must not end the process when nobody does any more
  making.done.catch((error: unknown) => { kit.log.error({ error: error instanceof Error ? error.stack : String(error) }, 'the demonstration could not be made') })
  return making
}

/** Makes the demonstration and tells how far it is, until it is ready; it goes on where nobody listens. */
export async function* makeAndTell(kit: Kit, asked: Asked): AsyncGenerator<Progress, void, void> {
  const making = makingOf(kit, asked)
  for (let told: Progress | null = null; ;) {
    if (making.progress !== told) {
      told = making.progress
      yield told
    }
    if (making.over) break
    await Promise.race([setTimeout(glance_ms), making.done.catch(() => undefined)])
  }
  await making.done
}
