import type { Job } from '#kit/jobs'
import { destroySaltsBefore } from './queries/salts.ts'
import { recomputeLastDays, refreshAll, type TimeZoneOf } from './rollups.ts'
import { utcDay } from './rules.ts'

/** The room's jobs; organisations' time zones come from the room that knows them. */
export const jobs = (timeZoneOf: TimeZoneOf): readonly Job[] => [
  { name: 'links.refresh-rollups', every_seconds: 2, run: (kit) => refreshAll(kit, timeZoneOf) },
  { name: 'links.recompute-last-days', schedule: '7 * * * *', run: (kit) => recomputeLastDays(kit, timeZoneOf) },
  { name: 'links.destroy-salts', every_seconds: 600, run: (kit) => destroySaltsBefore(kit, utcDay(kit.clock().getTime())) },
]
