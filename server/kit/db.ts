import { Kysely, PostgresDialect, sql, Transaction, type TransactionBuilder } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { keptAlive } from '#kit/connections'
import { together } from '#kit/together'
import type { DB } from './schema.gen.ts'
import { endSilent } from './silence.ts'

export type Db = Kysely<DB>
export type Tx = Transaction<DB>

// count(*) and sums are far below 2^53 here; days are calendar days, not instants in the server's zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day)

/** A pool that outlives a restart of PostgreSQL: a connection that dies, or goes silent, is replaced; an idle one is logged, one in use tells whoever uses it. */
export const createPool = (connection: pg.PoolConfig, log: Logger): pg.Pool => {
  const pool = new pg.Pool({ pipeline: true, max: 10, connectionTimeoutMillis: 10_000, ...keptAlive, ...connection })
  pool.on('error', (error) => { log.warn({ error: error.message }, 'idle database connection lost') })
  // the pool listens to idle connections alone; one that dies between two statements of its user would end the process
  pool.on('connect', (client) => { client.on('error', () => undefined) })
  endSilent(pool, connection, log)
  return pool
}

const pools = new WeakMap<Db, pg.Pool>()

export const createDb = (pool: pg.Pool): Db => {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

/** A connection that the pool has to give at once, as a database of one; null where there is none. Whoever holds a connection may wait for no other. */
const spare = (db: Db): Db | null => {
  const pool = pools.get(db)
  if (pool === undefined || pool.idleCount <= pool.waitingCount) return null
  const client = pool.connect()
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: { connect: () => client, end: async () => undefined, options: {} } }) })
}

// a transaction has its connection, and never asks for another
const dialect = new PostgresDialect({ pool: async () => { throw new Error('asked in a transaction for another connection') } })
const driver = dialect.createDriver()

/**
 * A transaction whose statements go to PostgreSQL as they are asked for, in that order: those that are asked for at once (`together`) do not wait
 * for each other's answers, and while one is read the next is being answered.
 */
const transaction = <T>(begun: TransactionBuilder<DB>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  begun.execute((waiting) => {
    const executor = waiting.getExecutor()
    return executor.provideConnection((connection) =>
      work(new Transaction({ config: { dialect }, dialect, driver, executor: executor.withConnectionProvider({ provideConnection: (consumer) => consumer(connection) }) })))
  })

const onBehalfOf = (tx: Tx, organisation_id: string) => sql`select set_config('portevoix.organisation_id', ${organisation_id}, true)`.execute(tx)

/** One transaction on behalf of an organisation: row-level security shows its rows and no others. */
export const withOrganisation = <T>(db: Db, organisation_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(db.transaction(), async (tx) => {
    await onBehalfOf(tx, organisation_id)
    return work(tx)
  })

const looking = (db: Db) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')

/**
 * Looks at an organisation's rows as they were at one moment, on two connections where the pool has a second one to give at once: two processes of
 * PostgreSQL answer. `beside` sees what `tx` sees, and is the same where there is none to spare. Both end together.
 */
export const lookingAt = <T>(db: Db, organisation_id: string, work: (tx: Tx, beside: Tx) => Promise<T>): Promise<T> =>
  transaction(looking(db), async (tx) => {
    const second = spare(db)
    if (second === null) {
      await onBehalfOf(tx, organisation_id)
      return work(tx, tx)
    }
    const moment = together([sql<{ name: string }>`select pg_export_snapshot() as name`.execute(tx), onBehalfOf(tx, organisation_id)])
    const [, told] = await together([moment, transaction(looking(second), async (beside) => {
      const [{ rows }] = await moment
      // once that has failed or ended, its moment is gone: nothing may fail there before it is taken over here
      await together([sql`set transaction snapshot ${sql.lit(rows[0]?.name ?? '')}`.execute(beside), onBehalfOf(beside, organisation_id)])
      return work(tx, beside)
    })])
    return told
  })

/** One transaction on behalf of an identity, across the organisations it belongs to. */
export const withIdentity = <T>(db: Db, identity_id: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(db.transaction(), async (tx) => {
    await sql`select set_config('portevoix.identity_id', ${identity_id}, true)`.execute(tx)
    return work(tx)
  })
