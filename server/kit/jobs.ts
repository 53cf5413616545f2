import { sql } from 'kysely'
import pg from 'pg'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import { keptAlive, standstill_ms } from '#kit/connections'
import type { Kit } from '#kit/context'
import type { Tx } from '#kit/db'
import { observeJob } from '#kit/metrics'

/** A piece of work done later by the worker; it may run twice. */
export interface Job {
  name: string
  /** A cron line in UTC: the worker starts the job by itself. */
  schedule?: string
  /** Shorter rhythms than a minute; one process at a time. */
  every_seconds?: number
  run: (kit: Kit, data: unknown) => Promise<void>
}

/** A job whose data is checked before it runs. */
export const job = <Data>(definition: Omit<Job, 'run'> & { input: { parse(data: unknown): Data }; run: (kit: Kit, data: Data) => Promise<void> }): Job => {
  const { input, run, ...rest } = definition
  return { ...rest, run: (kit, data) => run(kit, input.parse(data)) }
}

export interface SendOptions { start_after?: Date; singleton_key?: string }

export interface Jobs {
  /** Adds a job in the caller's transaction. */
  send(tx: Tx, name: string, data: object, options?: SendOptions): Promise<void>
  /** Adds many of one name, in one statement. */
  sendAll(tx: Tx, name: string, data: readonly object[]): Promise<void>
  /** Starts working on these jobs. */
  work(kit: Kit, jobs: readonly Job[]): Promise<void>
  stop(): Promise<void>
}

const schema = 'jobs'

/** How often a process that does a job every so many seconds says that it still does, in milliseconds. */
const alive_ms = 1_000
/** A question of the queue's that is not answered for so long got lost. */
const lost_ms = 15_000

const observed = async (job: Job, kit: Kit, data: unknown): Promise<void> => {
  try {
    await job.run(kit, data)
    observeJob(job.name, 'completed')
  } catch (error) {
    observeJob(job.name, 'failed')
    throw error
  }
}

/** Makes or upgrades the queue's own schema, as the owner of the database, and lets the application use it. */
export const installJobs = async (connection: pg.ClientConfig, application_role: string, names: readonly string[]): Promise<void> => {
  const boss = new PgBoss({ ...connection, password: text(connection.password), schema, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => undefined)
  await boss.start()
  for (const name of names) {
    await boss.createQueue(name, { notify: true, retryLimit: 8, retryDelay: 2, retryBackoff: true, retryDelayMax: 3600 })
  }
  await boss.stop({ graceful: false })
  const client = new pg.Client(connection)
  await client.connect()
  const role = pg.escapeIdentifier(application_role)
  await client.query(`grant usage on schema ${schema} to ${role}; grant all on all tables in schema ${schema} to ${role};
    grant all on all sequences in schema ${schema} to ${role}; grant execute on all functions in schema ${schema} to ${role}`)
  await client.end()
}

const text = (password: pg.ClientConfig['password']) => (typeof password === 'string' ? password : undefined)

/** The queue as web and worker use it. `supervise` on for the worker, off where jobs are only sent. */
export const startJobs = async (connection: pg.ClientConfig, log: Logger, options: { works: boolean }): Promise<Jobs> => {
  const patient: pg.ClientConfig = { ...connection, ...keptAlive, query_timeout: lost_ms }
  const boss = new PgBoss({
    ...patient, password: text(connection.password), schema, migrate: false, createSchema: false,
    useListenNotify: options.works, supervise: options.works, schedule: options.works, max: 4, reindex: false, monitorVacuum: false,
  })
  boss.on('error', (error) => { log.warn({ error: error.message }, 'jobs') })
  await boss.start()
  const timers: NodeJS.Timeout[] = []
  const running = new Set<Promise<void>>()

  const tick = async (kit: Kit, job: Job) => {
    await kit.db.connection().execute(async (db) => {
      const lock = sql<{ taken: boolean }>`select pg_try_advisory_lock(hashtextextended(${job.name}, 0)) as taken`
      if (!(await lock.execute(db)).rows[0]?.taken) return
      // a process that stands still says nothing: its turn ends, and the job is another's
      await sql`select set_config('idle_session_timeout', ${String(standstill_ms)}, false)`.execute(db)
      const alive = setInterval(() => { void sql`select 1`.execute(db).catch(() => undefined) }, alive_ms)
      try {
        await observed(job, kit, {})
      } finally {
        clearInterval(alive)
        await sql`select pg_advisory_unlock(hashtextextended(${job.name}, 0)), set_config('idle_session_timeout', '0', false)`.execute(db)
      }
    })
  }

  const repeat = (kit: Kit, job: Job, seconds: number) => {
    let busy = false
    timers.push(setInterval(() => {
      if (busy) return
      busy = true
      const turn = tick(kit, job).catch((error: unknown) => { log.warn({ job: job.name, error: String(error) }, 'job failed') })
        .finally(() => { busy = false; running.delete(turn) })
      running.add(turn)
    }, seconds * 1000))
  }

  return {
    async send(tx, name, data, { start_after, singleton_key } = {}) {
      await boss.send(name, data, { db: fromKysely(tx), ...(start_after && { startAfter: start_after }), ...(singleton_key && { singletonKey: singleton_key, singletonSeconds: 30 }) })
    },
    async sendAll(tx, name, all) {
      if (all.length > 0) await boss.insert(name, all.map((data) => ({ data })), { db: fromKysely(tx) })
    },
    async work(kit, jobs) {
      for (const job of jobs) {
        if (job.every_seconds) { repeat(kit, job, job.every_seconds); continue }
        if (job.schedule) await boss.schedule(job.name, job.schedule, {}, { tz: 'UTC' })
        await boss.work<object>(job.name, { batchSize: 10, burstWhenBatchFull: true, perJobResults: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2 }, async (batch) =>
          Promise.all(batch.map(async ({ id, data }) => {
            try {
              await observed(job, kit, data)
              return { id, status: 'completed' as const }
            } catch (error) {
              log.warn({ job: job.name, id, error: error instanceof Error ? error.message : String(error) }, 'job failed')
              return { id, status: 'failed' as const, output: { error: String(error) } }
            }
          })))
      }
    },
    async stop() {
      timers.forEach((timer) => { clearInterval(timer) })
      await Promise.all(running)
      await boss.stop({ graceful: true, timeout: 5_000 })
    },
  }
}
