import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Settings } from '../env.ts'
import { connectionsOf, parseDatabaseUrl, type Connections } from '#kit/connections'
import { superuser } from '#kit/postgres/cluster'
import { database } from '#kit/postgres/launch'
import { AlreadyKept } from '#kit/postgres/lock'
import { startPostgres } from '#kit/postgres/start'
import { Refusal } from '#kit/refusal'
import { deriveKey } from '#kit/secret-key'

export interface Database {
  connections: Connections
  role_prefix: string
  /** Null where the database is not ours to stop. */
  stop(): Promise<void>
}

const oldest = 15
const rolePrefix = 'portevoix'

const checkVersion = async (owner: pg.ClientConfig): Promise<void> => {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
    const major = Math.floor((rows[0]?.version ?? 0) / 10_000)
    if (major < oldest) throw new Refusal(`The database is PostgreSQL ${major}: Portevoix needs ${oldest} or later. Upgrade it, or leave DATABASE_URL out to use the embedded one.`)
  } finally {
    await client.end()
  }
}

const embeddedPassword = (key: Buffer): string => deriveKey(key, 'embedded-postgres').toString('base64url')

/** The embedded server that a running Portevoix keeps, or null where none answers. */
const runningEmbedded = async (settings: Settings, key: Buffer): Promise<pg.ClientConfig | null> => {
  const socket = join(settings.data_dir, 'postgres', 'socket')
  if (!existsSync(socket)) return null
  const owner = { host: realpathSync(socket), port: 5432, user: superuser, password: embeddedPassword(key), database }
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 3_000 })
  return client.connect().then(() => client.end()).then(() => owner, () => null)
}

/** For how long a database that another process keeps may be starting, restarting or hung; that process itself may first have had to wait for the lock of a killed container. */
const patience_ms = 35_000

/**
 * For the command line, and for a process that runs some of the services: the database of a Portevoix that runs already,
 * else opened as at a start. One that is kept and does not answer is waited for for `patience` milliseconds.
 * @throws AlreadyKept when it does not answer then.
 */
export const joinDatabase = async (settings: Settings, key: Buffer, log: Logger, patience = patience_ms): Promise<Database> => {
  for (const begun = performance.now(); ;) {
    const owner = settings.database_url ? null : await runningEmbedded(settings, key)
    if (owner) return { connections: connectionsOf(owner, rolePrefix, key), role_prefix: rolePrefix, stop: async () => undefined }
    try {
      return await openDatabase(settings, key, log)
    } catch (error) {
      // another process was faster, or has not got it running again yet
      if (!(error instanceof AlreadyKept) || performance.now() - begun > patience) throw error
      await sleep(100)
    }
  }
}

/** How the operator's database is reached, whether it answers or not. */
export const connectionsTo = (database_url: string, key: Buffer): Connections => connectionsOf(parseDatabaseUrl(database_url), rolePrefix, key)

/** The database of this installation, reachable: the operator's where DATABASE_URL names one, else the embedded one, started here. */
export const openDatabase = async (settings: Settings, key: Buffer, log: Logger): Promise<Database> => {
  if (settings.database_url) {
    const owner = parseDatabaseUrl(settings.database_url)
    await checkVersion(owner)
    return { connections: connectionsOf(owner, rolePrefix, key), role_prefix: rolePrefix, stop: async () => undefined }
  }
  const postgres = await startPostgres({ data_dir: settings.data_dir, password: embeddedPassword(key), log, max_connections: 100 })
  return { connections: connectionsOf(postgres.connection, rolePrefix, key), role_prefix: rolePrefix, stop: () => postgres.stop() }
}
