import { Kysely, PostgresDialect, sql, Transaction } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { DB } from './schema.gen.ts'
import { endSilent } from './silence.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

// count(*) and sums are far below 2^53 here; days are calendar days, not instants in the server's zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** A pool that outlives a restart of PostgreSQL: a connection that dies, or goes silent, is replaced; an idle one is logged, one in use tells whoever uses it. */
export const createPool = (connection: pg.PoolConfig, log: Logger): pg.Pool => {
  const pool = new pg.Pool({ pipeline: true, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true, ...connection })
  pool.on('error', (error) => { log.warn({ error: error.message }, 'idle database connection lost') })
  // the pool listens to idle connections alone; one that dies between two statements of its user would end the process
  pool.on('connect', (client) => { client.on('error', () => undefined) })
  endSilent(pool, connection, log)
  return pool
}

export const createDb = (pool: pg.Pool): Db => new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })

// a transaction has its connection, and never asks for another
const dialect = new PostgresDialect({ pool: async () => { throw new Error('asked in a transaction for another connection') } })
const driver = dialect.createDriver()

/**
 * A transaction whose statements go to PostgreSQL as they are asked for, in that order: those that are asked for at once (`together`) do not wait
 * for each other's answers, and while one is read the next is being answered.
 */
const transaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().execute((waiting) => {
    const executor = waiting.getExecutor()
    return executor.provideConnection((connection) =>
      work(new Transaction({ config: { dialect }, dialect, driver, executor: executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }) })))
  })

/** One transaction on behalf of an organisation: row-level security shows its rows and no others. */
export const withOrganisation = <T>(db: Db, organisation_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(db, async (tx) => {
    await sql`select set_config('portevoix.organisation_id', ${organisation_id}, true)`.execute(tx)
    return work(tx)
  })

/** One transaction on behalf of an identity, across the organisations it belongs to. */
export const withIdentity = <T>(db: Db, identity_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(db, async (tx) => {
    await sql`select set_config('portevoix.identity_id', ${identity_id}, true)`.execute(tx)
    return work(tx)
  })
