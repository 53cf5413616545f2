import type { Logger } from 'pino'
import { createDelivery } from '../journal/delivery.ts'
import { groupHead } from '../journal/group.ts'
import { createJournal, settleAll, type Group } from '../journal/journal.ts'
import { createLeft } from '../journal/left.ts'
import { createOwnFolder } from '../journal/own.ts'
import type { Lost } from '../journal/take-over.ts'
import { scanSpan } from '../pipeline/scanner.ts'
import { createLane } from './lane.ts'
import type pg from 'pg'

/** How long hits stay in the journal at least before they are delivered: as long as what comes next may tell what they were. */
export const heldFor = scanSpan

/** Where hits are made durable: the node's journal, which the database takes over. */
export interface Ledger {
  /**
   * `settle(true)` once the hit is on the disk, or in the database where the disk takes nothing; `settle(false)` when it is
   * known in neither.
   */
  record(head: Buffer, at: number, reason: number | null, visitor: string | null, origin: number | null, settle: (durable: boolean) => void): void
  /** A click of the last second or two turned out to be left out for this reason. */
  amend(visitor: string, at: number, reason: number): void
  readonly state: LedgerState
  /** Resolves once everything recorded is settled, and in the database if that can be reached. */
  close(): Promise<void>
}

export interface LedgerState {
  /** Octets of journals, own and adopted, that wait for the database. */
  waiting_bytes: number
  /** Why the journal takes no hits; null when it does. */
  trouble: string | null
  /** Segments and journals on this disk that can be neither delivered nor read without a person; the others go on. */
  set_aside: number
}

export interface LedgerOptions {
  /** As the role `links`. */
  connection: pg.ClientConfig
  log: Logger
  /** The folder of the journals of all processes on this disk. */
  folder: string
  /** Octets that may wait on this disk, adopted ones included. */
  limit_bytes: number
  /** Hits that were settled as durable and are lost. */
  lost: Lost
  /** `heldFor`, unless a test has no use for it. */
  hold_ms?: number
}

/** Groups that go straight to the database at a time while the journal takes none; what comes on top is not stored. */
const directLimit = 4

export const createLedger = ({ connection, log, folder, limit_bytes, lost, hold_ms = heldFor }: LedgerOptions): Ledger => {
  const lane = createLane({ connection, name: 'links ledger', log })
  let direct = 0

  const storeDirectly = async (group: Group): Promise<void> => {
    const { buffer, end } = group
    const reachable = lane.up && direct < directLimit && end > groupHead
    direct += 1
    const stored = reachable && await delivery.store(buffer.subarray(groupHead, end))
    direct -= 1
    settleAll(group, stored, log)
  }

  const own = createOwnFolder(folder, log)
  const left = createLeft(folder, log)
  const journal = createJournal({ hold: own.hold, limit_bytes, elsewhere: () => left.bytes, log, refused: (group) => { void storeDirectly(group) } })
  const delivery = createDelivery({ root: folder, own, left, journal, lane, log, lost, hold_ms })

  return {
    record: journal.append,
    amend: delivery.amend,
    get state() { return { waiting_bytes: journal.waiting_bytes + left.bytes, trouble: own.trouble ?? journal.trouble, set_aside: delivery.set_aside } },
    async close() {
      lane.hurry()
      await journal.close()
      await delivery.close()
      await lane.close()
    },
  }
}
