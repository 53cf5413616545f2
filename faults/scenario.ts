import type { Chance } from './chance.ts'
import type { Installation } from './installation/installation.ts'
import type { Load } from './load/load.ts'
import type { Undo } from './undo.ts'

/** Where a round takes place: an installation under load. */
export interface Stage {
  installation: Installation
  load: Load
  chance: Chance
  /** Which round, from 0. */
  round: number
  /** So many requests at most may be counted as lost although they are in the ledger: nobody could tell when they were answered. */
  doubt(requests: number): void
}

/** One kind of fault. */
export interface Scenario {
  name: string
  database: 'own' | 'proxied'
  needs_clock?: boolean
  /** A second worker beside the first. */
  two_workers?: boolean
  /** Links put into memory before each round. */
  warmed?: number
  /** Whether hits may be missing from the ledger as long as each is counted as lost, and none that is not, doubtful ones aside. */
  may_lose?: boolean
  /** Why it cannot run here; null where it can. */
  hindrance?: () => string | null
  prepare?: (data_dir: string, undo: Undo) => void
  /** Breaks something under load and resolves when the cause has ended. */
  round(stage: Stage): Promise<void>
}
