import type { Logger } from 'pino'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import type { Settings } from '../env.ts'
import type { Clock } from '#kit/clock'
import type { Db, Tx } from '#kit/db'
import type { Jobs } from '#kit/jobs'
import type { Mail } from '#kit/mail'
import type { Outbound } from '#kit/outbound'
import type { Subscriptions } from '#kit/bus'

/** What every room works with; made once a process in main.ts. */
export interface Kit {
  settings: Settings
  /** The installation's secret key; rooms derive theirs with `deriveKey`. */
  key: Buffer
  log: Logger
  db: Db
  jobs: Jobs
  mail: Mail
  outbound: Outbound
  subscriptions: Subscriptions
  clock: Clock
}

/** On whose behalf something is done. */
export interface Actor {
  identity_id: string | null
  member_id: string | null
  roles: readonly Role[]
  tribe: Tribe | null
  group_ids: readonly string[]
  language: Language
}

/** The first argument of every action: an open transaction on behalf of one organisation. */
export interface Ctx {
  kit: Kit
  organisation_id: string
  actor: Actor
  tx: Tx
  /** A transaction that sees the same at the same moment, on a second connection (`atOneMoment`). */
  beside?: Tx
  now: Date
}

/** The platform itself, in jobs. */
export const systemActor: Actor = { identity_id: null, member_id: null, roles: [], tribe: null, group_ids: [], language: 'fr' }
