import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Kit } from '#kit/context'

export interface Health { ready: boolean; database: boolean; disk_free_bytes: number | null }

/** Whether the process can serve: the database answers, and how much room the data folder has. */
export const health = async (kit: Pick<Kit, 'db' | 'settings'>): Promise<Health> => {
  const database = await sql`select 1`.execute(kit.db).then(() => true, () => false)
  const disk = await statfs(kit.settings.data_dir).then((stats) => stats.bavail * stats.bsize, () => null)
  return { ready: database, database, disk_free_bytes: disk }
}
