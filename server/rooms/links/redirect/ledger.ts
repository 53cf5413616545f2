import type { Logger } from 'pino'
import { createDelivery } from '../journal/delivery.ts'
import { makeFolder } from '../journal/folders.ts'
import { groupHead } from '../journal/group.ts'
import { createJournal, type Group } from '../journal/journal.ts'
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
  record(head: Buffer, at: number, reason: number | null, visitor: string | null, settle: (durable: boolean) => void): void
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
}

export interface LedgerOptions {
  /** As the role `links`. */
  connection: pg.ClientConfig
  log: Logger
  /** The folder of the journals of all processes on this disk. */
  folder: string
  limit_bytes: number
  /** `heldFor`, unless a test has no use for it. */
  hold_ms?: number
}

/** Groups that go straight to the database at a time while the journal takes none; what comes on top is not stored. */
const directLimit = 4

export const createLedger = ({ connection, log, folder, limit_bytes, hold_ms = heldFor }: LedgerOptions): Ledger => {
  const lane = createLane({ connection, name: 'links ledger', log })
  let direct = 0

  const storeDirectly = async ({ buffer, end, settles }: Group): Promise<void> => {
    const reachable = lane.up && direct < directLimit && end > groupHead
    direct += 1
    const stored = reachable && await delivery.store(buffer.subarray(groupHead, end))
    direct -= 1
    for (const settle of settles) settle(stored)
  }

  const own = makeFolder(folder)
  const journal = createJournal({ folder: own.path, limit_bytes, log, refused: (group) => { void storeDirectly(group) } })
  const delivery = createDelivery({ root: folder, own, journal, lane, log, hold_ms })

  return {
    record: journal.append,
    amend: delivery.amend,
    get state() { return { waiting_bytes: journal.waiting_bytes + delivery.adopted_bytes, trouble: journal.trouble } },
    async close() {
      await journal.close()
      await delivery.close()
      await lane.close()
    },
  }
}
