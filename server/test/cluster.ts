import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { installJobs } from '#kit/jobs'
import { migrate } from '#kit/migrate'
import { startPostgres } from '#kit/postgres/start'
import { roleName } from '#kit/roles'
import { jobNames } from '../rooms.ts'

export const testKey = Buffer.alloc(32, 7)
export const rolePrefix = 'portevoix'

declare module 'vitest' {
  interface ProvidedContext { cluster: { host: string; port: number; user: string; password: string; template: string } }
}

/** One PostgreSQL for the whole run; each test file takes a copy of its migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'portevoix-test-'))
  const postgres = await startPostgres({ data_dir: folder, password: 'test', log: pino({ level: 'silent' }), max_connections: 200 })
  const { host, port, user, password, database } = postgres.connection
  const owner = { host, port, user, password, database }
  await migrate(owner, { role_prefix: rolePrefix, key: testKey })
  await installJobs(owner, roleName(rolePrefix, 'app'), jobNames)
  project.provide('cluster', { host, port, user, password, template: database })
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
