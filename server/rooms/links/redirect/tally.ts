import type { Lane } from './lane.ts'
import { utcDay } from '../rules.ts'

/** Counts requests by UTC day, and writes the counts down every few seconds; they stay until the database says that it has them. */
export interface Tally { count(at: number, requests?: number): void; readonly total: number; close(): Promise<void> }

const rhythm_ms = 2_000

export const createTally = (lane: Lane, statement: { name: string; text: string }): Tally => {
  let counts = new Map<string, number>()
  let total = 0

  const write = async () => {
    if (!lane.up) return
    const written = counts
    counts = new Map()
    for (const [day, requests] of written) {
      await lane.query({ ...statement, values: [day, requests] }).catch(() => { counts.set(day, (counts.get(day) ?? 0) + requests) })
    }
  }
  const timer = setInterval(() => { void write() }, rhythm_ms)
  timer.unref()

  return {
    count(at, requests = 1) {
      const day = utcDay(at)
      counts.set(day, (counts.get(day) ?? 0) + requests)
      total += requests
    },
    get total() { return total },
    async close() {
      clearInterval(timer)
      await write()
    },
  }
}
