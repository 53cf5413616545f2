import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as Reach from './reach.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true })
  vi.resetModules()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** How long after an answer went astray, between others that came, it is worth asking again, in milliseconds. */
const waitAfter = async ({ noteReach, onReturn }: typeof Reach): Promise<number> => {
  const lost_at = performance.now()
  const back = new Promise<number>((resolve) => {
    const stop = onReturn(() => {
      stop()
      resolve(performance.now())
    })
  })
  noteReach(false)
  noteReach(true)
  await vi.advanceTimersToNextTimerAsync()
  return (await back) - lost_at
}

it('tells at once that the server gave no answer, and a while later that it is worth asking again', async () => {
  const { noteReach, whileAnswering } = await import('./reach.ts')
  const told: boolean[] = []
  whileAnswering((worth) => { told.push(worth) })
  noteReach(false)
  expect(told).toEqual([true, false])
  noteReach(true)
  await vi.advanceTimersByTimeAsync(900)
  expect(told).toEqual([true, false])
  await vi.advanceTimersByTimeAsync(200)
  expect(told).toEqual([true, false, true])
})

it('waits longer each time for a server that is lost again soon, so that what always goes astray is not asked for without end', async () => {
  const reach = await import('./reach.ts')
  const waits: number[] = []
  for (let turn = 0; turn < 7; turn += 1) waits.push(await waitAfter(reach))
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  await vi.advanceTimersByTimeAsync(61_000)
  expect(await waitAfter(reach)).toBe(1_000)
})
