import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { endJournal, storeHits } from '../queries/hits.ts'
import type { Lane } from '../redirect/lane.ts'
import { createAmendments } from './amendments.ts'
import { createAside } from './aside.ts'
import { codeOf } from './failures.ts'
import { removeFolder } from './folders.ts'
import type { Journal } from './journal.ts'
import type { Left, LeftJournal } from './left.ts'
import type { OwnFolder } from './own.ts'
import type { OwnSegment } from './segment.ts'
import { createTakeOver, type Lost } from './take-over.ts'

export interface DeliveryOptions { root: string; own: OwnFolder; left: Left; journal: Journal; lane: Lane; log: Logger; lost: Lost; hold_ms: number }

/** Takes journals over into the ledger: each segment whole, in one statement, exactly once. */
export interface Delivery {
  /** Stores hits that the journal could not take, as they would lie in it; false when they may not be in the ledger. */
  store(hits: Buffer): Promise<boolean>
  /** A click that was not delivered yet is left out for this reason, however long it waits; one that was stays a click. */
  amend(visitor: string, at: number, reason: number): void
  /** Segments and journals that wait for a person. */
  readonly set_aside: number
  /** Delivers what it can at once, then stops. */
  close(): Promise<void>
}

/** Looks after which a database that did not answer is asked more seldom; a journal that cannot be delivered is tried so often. */
const longestPause_ms = 2_000
/** After the first failure: most are over once the connection is another. */
const firstPause_ms = 250

export const createDelivery = ({ root, own, left, journal, lane, log, lost, hold_ms }: DeliveryOptions): Delivery => {
  const aside = createAside(root, log)
  const stopping = new AbortController()
  let ripe: OwnSegment[] = []
  /** Folders of this process that something stays in which can neither be delivered nor moved. */
  const staying = new Set<string>()
  const amendments = createAmendments(log)
  const takeOver = createTakeOver({ lane, log, aside, lost, amendRun: amendments.apply })

  const deliverRipe = async (): Promise<void> => {
    for (let segment = ripe[0]; segment !== undefined; segment = ripe[0]) {
      if (!await takeOver(segment, segment)) staying.add(segment.journal_id)
      journal.forget(segment)
      ripe.shift()
    }
  }

  const deliverLeft = async (one: LeftJournal): Promise<void> => {
    for (let segment = one.segments[0]; segment !== undefined; segment = one.segments[0]) {
      if (!await takeOver(segment)) one.stays = true
      one.segments.shift()
    }
    if (one.stays) {
      one.folder.release()
    } else {
      await lane.query(endJournal(one.folder.id))
      removeFolder(root, one.folder)
    }
    left.drop(one)
  }

  const told = new Set<string>()
  /** Says once what goes wrong, until it goes well; whether it does. */
  const attempt = async (what: string, message: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      told.delete(what)
      return true
    } catch (error) {
      if (!told.has(what)) log.warn({ journal: what, error: error instanceof Error ? error.message : String(error) }, message)
      told.add(what)
      return false
    }
  }

  const look = (): void => {
    left.look()
    try {
      aside.look()
      own.retry()
      journal.retry()
      told.delete(root)
    } catch (error) {
      if (!told.has(root)) log.error({ folder: root, problem: codeOf(error) }, 'the folder of the journals cannot be used')
      told.add(root)
    }
  }

  const run = async (): Promise<void> => {
    let failures = 0
    while (!stopping.signal.aborted) {
      look()
      if (lane.up) {
        const delivered = await attempt('own', 'the journal waits for the database', deliverRipe)
        for (const one of left.journals.slice()) {
          if (stopping.signal.aborted || !lane.up) break
          if (one.again_at > performance.now()) continue
          if (!await attempt(one.folder.path, 'a journal that was left waits for the database', () => deliverLeft(one))) one.again_at = performance.now() + longestPause_ms
        }
        // what is cut now has been held long enough the next time
        if (delivered) {
          amendments.turn()
          ripe = [...await journal.cut()]
        }
        failures = delivered ? 0 : failures + 1
      } else {
        failures = 0
      }
      await sleep(failures === 0 ? Math.max(hold_ms, 20) : Math.min(firstPause_ms * 2 ** (failures - 1), longestPause_ms), null, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()

  return {
    async store(hits) {
      try {
        await lane.query(storeHits([hits]))
        return true
      } catch {
        return false
      }
    },
    amend: amendments.add,
    get set_aside() { return aside.count + left.troubled + staying.size },
    async close() {
      stopping.abort()
      await running
      ripe = [...await journal.cut()]
      await attempt('own, ending', 'the journal is left for the next start', deliverRipe)
      for (const { folder } of left.journals) folder.release()
      const folder = own.current
      if (folder === null) return
      const isEmpty = journal.waiting_bytes === 0 && !staying.has(folder.id) && await folder.isOwn().catch(() => false)
      const ended = isEmpty && await lane.query(endJournal(folder.id)).then(() => true, () => false)
      if (ended) removeFolder(root, folder)
      else folder.release()
    },
  }
}
