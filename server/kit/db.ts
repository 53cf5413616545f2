import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { DB } from './schema.gen.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

// count(*) and sums are far below 2^53 here; days are calendar days, not instants in the server's zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** A pool that outlives a restart of PostgreSQL: a connection that dies is replaced; an idle one is logged, one in use tells whoever uses it. */
export const createPool = (connection: pg.PoolConfig, log: Logger): pg.Pool => {
  const pool = new pg.Pool({ max: 10, connectionTimeoutMillis: 10_000, ...connection })
  pool.on('error', (error) => { log.warn({ error: error.message }, 'idle database connection lost') })
  // the pool listens to idle connections alone; one that dies between two statements of its user would end the process
  pool.on('connect', (client) => { client.on('error', () => undefined) })
  return pool
}

export const createDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })

/** One transaction on behalf of an organisation: row-level security shows its rows and no others. */
export const withOrganisation = <T>(db: Db, organisation_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await sql`select set_config('portevoix.organisation_id', ${organisation_id}, true)`.execute(tx)
    return work(tx)
  })

/** One transaction on behalf of an identity, across the organisations it belongs to. */
export const withIdentity = <T>(db: Db, identity_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await sql`select set_config('portevoix.identity_id', ${identity_id}, true)`.execute(tx)
    return work(tx)
  })
