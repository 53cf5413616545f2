import { setTimeout } from 'node:timers/promises'
import type { Progress } from '@portevoix/contract/demonstration'
import type { Kit } from '#kit/context'
import { makeDemonstration, type Wishes } from './make.ts'

interface Making { progress: Progress; over: boolean; done: Promise<void> }

const makings = new WeakMap<Kit, Making>()
const glance_ms = 120

/** Starts making the demonstration, or joins whoever is making it in this process. */
const makingOf = (kit: Kit, wishes: Wishes): Making => {
  const under_way = makings.get(kit)
  if (under_way) return under_way
  const making: Making = { progress: { step: 'pictures', percent: 0 }, over: false, done: Promise.resolve() }
  makings.set(kit, making)
  making.done = makeDemonstration(kit, { ...wishes, onProgress: (step, percent) => { making.progress = { step, percent } } })
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
export async function* makeAndTell(kit: Kit, wishes: Wishes): AsyncGenerator<Progress, void, void> {
  const making = makingOf(kit, wishes)
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
