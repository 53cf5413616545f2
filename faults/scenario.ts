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
}

/** One kind of fault. */
export interface Scenario {
  name: string
  database: 'own' | 'proxied'
  needs_clock?: boolean
  /** Links put into memory before each round. */
  warmed?: number
  /** Whether hits may be missing from the ledger as long as they are counted as lost. */
  may_lose?: boolean
  /** Why it cannot run here; null where it can. */
  hindrance?: () => string | null
  prepare?: (data_dir: string, undo: Undo) => void
  /** Breaks something under load and resolves when the cause has ended. */
  round(stage: Stage): Promise<void>
}
