import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { checkKey, keepKeyMark } from '#kit/key-mark'
import { prepareRoles } from '#kit/roles'
import { Refusal } from '#kit/refusal'

const folder = join(import.meta.dirname, '../migrations')
const lockKey = 7_620_118

export interface MigrationOptions { role_prefix: string; key: Buffer }

/** The migrations that the program carries, in order. */
export const migrations = () =>
  readdirSync(folder).filter((name) => /^\d{3}_[\w-]+\.sql$/.test(name)).sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8')
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
  })

/**
 * Brings the database to this version: one transaction a file, forward only, one process at a time.
 * Gives the names that were applied.
 * @throws Refusal when the key is another database's, a file that was applied has changed since, or the database is newer than the program.
 */
export const migrate = async (connection: pg.ClientConfig, { role_prefix, key }: MigrationOptions): Promise<string[]> => {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await checkKey(client, key)
    await prepareRoles(client, role_prefix, key)
    await keepKeyMark(client, key)
    await client.query('create table if not exists public.migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())')
    await client.query(`select set_config('portevoix.role_prefix', $1, false)`, [role_prefix])
    const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from public.migrations')
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    const known = migrations()
    for (const name of applied.keys()) {
      if (!known.some((migration) => migration.name === name)) {
        throw new Refusal(`The database was migrated by a newer Portevoix (it holds ${name}): start that version, or restore a backup.`)
      }
    }
    const done: string[] = []
    for (const { name, sql, checksum } of known) {
      const before = applied.get(name)
      if (before === checksum) continue
      if (before) throw new Refusal(`The migration ${name} has changed since it was applied: restore the file as it was released.`)
      await client.query('begin')
      await client.query(sql).catch((cause: unknown) => { throw new Error(`Migration ${name} failed: ${String(cause)}`, { cause }) })
      await client.query('insert into public.migrations (name, checksum) values ($1, $2)', [name, checksum])
      await client.query('commit')
      done.push(name)
    }
    return done
  } finally {
    await client.end()
  }
}
