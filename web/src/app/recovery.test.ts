import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as Client from './queries.ts'
import type * as Problems from './problem.ts'

let well = false
let hidden = false
const asked = vi.fn<(address: string) => void>()

beforeEach(() => {
  well = false
  hidden = false
  asked.mockClear()
  vi.useFakeTimers()
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('document', { get visibilityState() { return hidden ? 'hidden' : 'visible' }, querySelector: () => null })
  vi.stubGlobal('fetch', (address: string) => {
    asked(address)
    return Promise.resolve(new Response(null, { status: well ? 200 : 503 }))
  })
  vi.resetModules()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const problem = ({ Problem }: typeof Problems, status: number) => new Problem({ type: 'about:blank', title: 'Away', status, code: 'unavailable', detail: 'Away.' })

/** A query that somebody looks at and that is refused with a status as long as the server is not well. */
const openQuery = async (status: number) => {
  const problems = await import('./problem.ts')
  const { queryClient }: typeof Client = await import('./queries.ts')
  const query = new QueryObserver<string>(queryClient, { queryKey: ['figures'], queryFn: () => (well ? Promise.resolve('figures') : Promise.reject(problem(problems, status))) })
  query.subscribe(() => undefined)
  return Object.assign(() => query.getCurrentResult(), { again: () => query.refetch() })
}

it('asks again by itself for what the server had no answer to, once it has', async () => {
  const result = await openQuery(503)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(result()).toMatchObject({ status: 'error', fetchStatus: 'idle' })
  expect(asked.mock.calls.length).toBeGreaterThan(2)
  well = true
  await vi.advanceTimersByTimeAsync(30_000)
  expect(result()).toMatchObject({ status: 'success', data: 'figures' })
})

it('keeps what had come meanwhile, and asks for it again too', async () => {
  well = true
  const result = await openQuery(503)
  await vi.advanceTimersByTimeAsync(10)
  well = false
  void result.again()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(result()).toMatchObject({ status: 'error', data: 'figures' })
  well = true
  await vi.advanceTimersByTimeAsync(30_000)
  expect(result()).toMatchObject({ status: 'success', data: 'figures' })
})

it('leaves what was refused refused, and looks for nothing', async () => {
  const result = await openQuery(404)
  await vi.advanceTimersByTimeAsync(60_000)
  expect([result().status, asked.mock.calls.length]).toEqual(['error', 0])
})

it('waits longer each time where the same fails again at once, and asks nothing while nobody looks', async () => {
  const { noteTrouble, onRecovery } = await import('./recovery.ts')
  well = true
  const waits: number[] = []
  let lost_at = performance.now()
  onRecovery(() => {
    waits.push(performance.now() - lost_at)
    if (waits.length === 7) return
    lost_at = performance.now()
    noteTrouble()
  })
  noteTrouble()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  asked.mockClear()
  hidden = true
  noteTrouble()
  await vi.advanceTimersByTimeAsync(300_000)
  expect([asked.mock.calls.length, waits.length]).toEqual([0, 7])
})
