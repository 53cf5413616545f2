import { addOrphans } from '../queries/redirect.ts'
import { utcDay } from '../rules.ts'
import type { Lane } from './lane.ts'

/** Counts requests for slugs that no link has, and writes the count down every few seconds: it may be a little short, never too high. */
export interface Orphans { count(at: number): void; close(): Promise<void> }

const rhythm_ms = 2_000

export const createOrphans = (lane: Lane): Orphans => {
  let counts = new Map<string, number>()

  const write = async () => {
    const written = counts
    counts = new Map()
    for (const [day, requests] of written) {
      await lane.query({ ...addOrphans, values: [day, requests] }).catch(() => undefined)
    }
  }
  const timer = setInterval(() => { void write() }, rhythm_ms)
  timer.unref()

  return {
    count(at) {
      const day = utcDay(at)
      counts.set(day, (counts.get(day) ?? 0) + 1)
    },
    async close() {
      clearInterval(timer)
      await write()
    },
  }
}
