import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { migrate } from '../server/kit/migrate.ts'
import { startPostgres } from '../server/kit/postgres/start.ts'

/** Writes server/kit/schema.gen.ts, the types of every table, from a database that the migrations just made; `--verify` only compares. */
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'portevoix-codegen-'))
const postgres = await startPostgres({ data_dir: folder, password: 'codegen', log: pino({ level: 'silent' }) })
try {
  const { host, port, user, password, database } = postgres.connection
  await migrate({ host, port, user, password, database }, { role_prefix: 'portevoix', key: Buffer.alloc(32) })
  const url = `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
  execFileSync(join(root, 'node_modules/.bin/kysely-codegen'), [
    '--dialect', 'postgres', '--url', url, '--out-file', join(root, 'server/kit/schema.gen.ts'), '--date-parser', 'string',
    '--type-mapping', JSON.stringify({ int8: 'number' }), '--default-schema', 'none', '--exclude-pattern', 'public.*', '--log-level', 'error',
    ...process.argv.slice(2).filter((argument) => argument === '--verify'),
  ], { stdio: 'inherit' })
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
