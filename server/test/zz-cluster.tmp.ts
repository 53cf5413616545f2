import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { installJobs } from '#kit/jobs'
import { migrate } from '#kit/migrate'
import { startPostgres } from '#kit/postgres/start'
import { roleName } from '#kit/roles'
export default async function setup(project: any) {
  const folder = mkdtempSync(join(tmpdir(), 'portevoix-test-'))
  const postgres = await startPostgres({ data_dir: folder, password: 'test', log: pino({ level: 'silent' }), max_connections: 200 })
  const { host, port, user, password, database } = postgres.connection
  const owner = { host, port, user, password, database }
  await migrate(owner, { role_prefix: 'portevoix', key: Buffer.alloc(32, 7) })
  await installJobs(owner, roleName('portevoix', 'app'), ['kit.send-mail', 'kit.deliver-event', 'people.send-sign-in-link', 'people.forget-expired'])
  project.provide('cluster', { host, port, user, password, template: database })
  return async () => { await postgres.stop(); rmSync(folder, { recursive: true, force: true }) }
}
export const testKey = Buffer.alloc(32, 7)
export const rolePrefix = 'portevoix'
