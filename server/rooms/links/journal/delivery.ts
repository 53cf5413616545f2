import { readFile, rm } from 'node:fs/promises'
import type { Logger } from 'pino'
import { endJournal, storeHits, storeSegment } from '../queries/hits.ts'
import { createTraces } from '../pipeline/traces.ts'
import type { Lane } from '../redirect/lane.ts'
import { groupHead, readGroups } from './group.ts'
import { hitSize, places } from './hit.ts'
import { readOctets } from '../octets.ts'
import { createAdoption, removeFolder, segmentsOf, type JournalFolder } from './folders.ts'
import type { Journal } from './journal.ts'
import type { Segment } from './segment.ts'

export interface DeliveryOptions { root: string; own: JournalFolder; journal: Journal; lane: Lane; log: Logger; hold_ms: number }

/** Takes journals over into the ledger: each segment whole, in one statement, exactly once. */
export interface Delivery {
  /** Stores hits that the journal could not take, as they would lie in it; false when they may not be in the ledger. */
  store(hits: Buffer): Promise<boolean>
  /** A click that was not delivered yet is left out for this reason; one that was stays a click. */
  amend(visitor: string, at: number, reason: number): void
  /** Hits that journals left by ended processes still hold, in octets. */
  readonly adopted_bytes: number
  /** Delivers what it can at once, then stops. */
  close(): Promise<void>
}

/** Looks after which a database that did not answer is asked more seldom. */
const longestPause_ms = 2_000

export const createDelivery = ({ root, own, journal, lane, log, hold_ms }: DeliveryOptions): Delivery => {
  const adopted: { folder: JournalFolder; segments: Segment[] }[] = []
  const adopt = createAdoption(root)
  const stopping = new AbortController()
  let ripe: Segment[] = []
  const amendments = createTraces<number>(60_000)
  let wake: () => void = () => undefined

  const applyAmendments = (run: Buffer): void => {
    for (let offset = 0; offset < run.length; offset += hitSize) {
      if (run.readUInt16LE(offset + places.reason) !== 0) continue
      const reason = amendments.get(`${readOctets(run, offset + places.visitor)} ${run.readDoubleLE(offset + places.at)}`)
      if (reason !== undefined) run.writeUInt16LE(reason, offset + places.reason)
    }
  }

  const deliver = async (journal_id: string, segment: Segment): Promise<void> => {
    const bytes = await readFile(segment.path)
    const { runs, whole } = readGroups(bytes)
    if (!amendments.isEmpty) runs.forEach(applyAmendments)
    if (bytes.subarray(whole, whole + groupHead).some((byte) => byte !== 0)) log.warn({ segment: segment.path, at: whole }, 'the end of a segment was never promised to anybody, and is left out')
    if (runs.length > 0) await lane.query(storeSegment(journal_id, segment.number, runs))
    await rm(segment.path, { force: true })
  }

  const deliverRipe = async (): Promise<void> => {
    for (let segment = ripe[0]; segment !== undefined; segment = ripe[0]) {
      await deliver(own.id, segment)
      journal.forget(segment)
      ripe.shift()
    }
  }

  const deliverAdopted = async (): Promise<void> => {
    adopted.push(...adopt().map((folder) => ({ folder, segments: segmentsOf(folder) })))
    for (let left = adopted[0]; left !== undefined; left = adopted[0]) {
      for (let segment = left.segments[0]; segment !== undefined; segment = left.segments[0]) {
        await deliver(left.folder.id, segment)
        left.segments.shift()
      }
      await lane.query(endJournal(left.folder.id))
      removeFolder(root, left.folder)
      adopted.shift()
    }
  }

  const pause = (milliseconds: number) => new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    wake = () => { clearTimeout(timer); resolve() }
  })

  const run = async (): Promise<void> => {
    let failures = 0
    while (!stopping.signal.aborted) {
      try {
        if (lane.up) {
          await deliverRipe()
          await deliverAdopted()
          // what is cut now has been held long enough the next time
          ripe = [...await journal.cut()]
        }
        failures = 0
      } catch (error) {
        failures += 1
        if (failures === 1) log.warn({ error: error instanceof Error ? error.message : String(error) }, 'the journal waits for the database')
      }
      if (!stopping.signal.aborted) await pause(Math.min(Math.max(hold_ms, 20) * 2 ** failures, longestPause_ms))
    }
  }
  const running = run()

  return {
    store: (hits) => lane.query(storeHits([hits])).then(() => true, () => false),
    amend(visitor, at, reason) {
      amendments.turn(at)
      amendments.set(`${visitor} ${at}`, reason)
    },
    get adopted_bytes() { return adopted.flatMap(({ segments }) => segments).reduce((sum, { bytes }) => sum + bytes, 0) },
    async close() {
      stopping.abort()
      wake()
      await running
      ripe = [...await journal.cut()]
      await deliverRipe().catch((error: unknown) => { log.warn({ error: String(error) }, 'the journal is left for the next start') })
      for (const { folder } of adopted) folder.release()
      const ended = journal.waiting_bytes === 0 && await lane.query(endJournal(own.id)).then(() => true, () => false)
      if (ended) removeFolder(root, own)
      else own.release()
    },
  }
}
