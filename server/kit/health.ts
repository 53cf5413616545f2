import { statfs } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Gauge, Registry } from 'prom-client'
import type { Kit } from '#kit/context'

export interface Health { ready: boolean; database: boolean; disk_free_bytes: number | null }

const patience_ms = 2_000

/** How much room there is where a folder lies, in octets; null where that cannot be told. */
export const freeBytes = (folder: string): Promise<number | null> => statfs(folder).then((stats) => stats.bavail * stats.bsize, () => null)

/** The same as a figure. */
export const roomFigure = (folder: string): { metrics: Registry } => {
  const metrics = new Registry()
  metrics.registerMetric(new Gauge({
    name: 'portevoix_disk_free_bytes', help: 'Octets that are free where DATA_DIR lies', registers: [],
    async collect() { this.set(await freeBytes(folder) ?? Number.NaN) },
  }))
  return { metrics }
}

/** Whether the process can serve: the database answers, and how much room the data folder has. */
export const health = async (kit: Pick<Kit, 'db' | 'settings'>): Promise<Health> => {
  // a database that hangs answers nothing, and whoever watches waits for no more than this
  const database = await Promise.race([sql`select 1`.execute(kit.db).then(() => true, () => false), sleep(patience_ms, false, { ref: false })])
  return { ready: database, database, disk_free_bytes: await freeBytes(kit.settings.data_dir) }
}
