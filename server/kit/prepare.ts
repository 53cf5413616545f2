import type { Database } from '#kit/database'
import { installJobs } from '#kit/jobs'
import { migrate } from '#kit/migrate'
import { roleName } from '#kit/roles'

/** Brings the database to this version, its job queues included; gives the names of the migrations that were applied. */
export const prepareDatabase = async ({ connections, role_prefix }: Database, key: Buffer, job_names: readonly string[]): Promise<string[]> => {
  const applied = await migrate(connections.owner, { role_prefix, key })
  await installJobs(connections.owner, roleName(role_prefix, 'app'), job_names)
  return applied
}
