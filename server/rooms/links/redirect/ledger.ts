import type { Logger } from 'pino'
import { hitValues, insertHits, type Hit } from '../queries/hits.ts'
import type { Lane } from './lane.ts'

/** Stores hits, those of many requests together. */
export interface Ledger {
  /** `settle(true)` once the hit is durable; `settle(false)` when it is not known to be, and must not be promised. */
  record(hit: Hit, settle: (stored: boolean) => void): void
  /** Batches and hits stored so far. */
  readonly stored: { batches: number; hits: number }
  /** Resolves once everything recorded is settled. */
  close(): Promise<void>
}

/** More than this in one statement gains nothing; more than this waiting means that the database is not keeping up. */
const batchLimit = 1_000
const waitingLimit = 20_000

export const createLedger = (lane: Lane, log: Logger): Ledger => {
  let hits: Hit[] = []
  let settles: ((stored: boolean) => void)[] = []
  let writing: Promise<void> | null = null
  const stored = { batches: 0, hits: 0 }

  const write = async () => {
    while (hits.length > 0) {
      // a turn of the event loop lets all requests that arrived together into the batch
      await new Promise((resolve) => { setImmediate(resolve) })
      const batch = hits.splice(0, batchLimit)
      const waiting = settles.splice(0, batchLimit)
      const done = await lane.query({ name: 'insert-hits', text: insertHits, values: hitValues(batch) })
        .then(() => true, (error: unknown) => {
          log.warn({ hits: batch.length, error: error instanceof Error ? error.message : String(error) }, 'hits were not stored')
          return false
        })
      if (done) {
        stored.batches += 1
        stored.hits += batch.length
      }
      for (const settle of waiting) {
        try {
          settle(done)
        } catch (error) {
          // one answer that cannot be written must not keep the others waiting for ever
          log.error({ error: error instanceof Error ? error.message : String(error) }, 'an answer failed')
        }
      }
    }
    writing = null
  }

  return {
    stored,
    record(hit, settle) {
      if (hits.length >= waitingLimit) {
        settle(false)
        return
      }
      hits.push(hit)
      settles.push(settle)
      writing ??= write()
    },
    async close() {
      await writing
    },
  }
}
