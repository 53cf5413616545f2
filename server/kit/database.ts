import pg from 'pg'
import type { Logger } from 'pino'
import type { Settings } from '../env.ts'
import { connectionsOf, parseDatabaseUrl, type Connections } from '#kit/connections'
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

/** The database of this installation, reachable: the operator's where DATABASE_URL names one, else the embedded one, started here. */
export const openDatabase = async (settings: Settings, key: Buffer, log: Logger): Promise<Database> => {
  const role_prefix = 'portevoix'
  if (settings.database_url) {
    const owner = parseDatabaseUrl(settings.database_url)
    await checkVersion(owner)
    return { connections: connectionsOf(owner, role_prefix, key), role_prefix, stop: async () => undefined }
  }
  const postgres = await startPostgres({ data_dir: settings.data_dir, password: deriveKey(key, 'embedded-postgres').toString('base64url'), log, max_connections: 100 })
  return { connections: connectionsOf(postgres.connection, role_prefix, key), role_prefix, stop: () => postgres.stop() }
}
