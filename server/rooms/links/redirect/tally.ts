import type { Logger } from 'pino'
import type { Lane } from './lane.ts'
import { utcDay } from '../rules.ts'

/** Counts requests by UTC day, and writes the counts down; they stay until the database says that it has them. A process that is killed forgets what it has not written yet. */
export interface Tally {
  count(at: number, requests?: number): void
  readonly total: number
  /** Gives how many could not be written down. */
  close(): Promise<number>
}

/** `rhythm_ms`: how often counts are written down, where there are any. */
export const createTally = (lane: Lane, statement: { name: string; text: string }, rhythm_ms: number): Tally => {
  let counts = new Map<string, number>()
  let total = 0
  let writing: Promise<void> | null = null

  const write = async () => {
    const written = counts
    counts = new Map()
    for (const [day, requests] of written) {
      await lane.query({ ...statement, values: [day, requests] }).catch(() => { counts.set(day, (counts.get(day) ?? 0) + requests) })
    }
    writing = null
  }
  const timer = setInterval(() => { if (lane.up && counts.size > 0) writing ??= write() }, rhythm_ms)
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
      await writing
      if (lane.up) await write()
      return counts.values().reduce((sum, requests) => sum + requests, 0)
    },
  }
}

const telling_ms = 10_000

/** Tells an operator in the log by how much a count has grown, now and then. Resolves, at its end, once all of it is told. */
export const tellGrowth = (tally: Tally, log: Logger, what: string): { close(): Promise<void> } => {
  let told = 0
  const tell = () => {
    if (tally.total > told) log.error({ requests: tally.total - told }, what)
    told = tally.total
  }
  const timer = setInterval(tell, telling_ms)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      tell()
      const unwritten = await tally.close()
      if (unwritten > 0) log.error({ requests: unwritten }, `${what}, and are counted nowhere but here: the database is away`)
    },
  }
}
