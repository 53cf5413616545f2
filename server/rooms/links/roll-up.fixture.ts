import type { Kit } from '#kit/context'
import { within } from '#kit/within'
import { lockRollups } from './queries/rollups.ts'
import { recount, refresh } from './rollups.ts'
import { addDays } from './rules.ts'
import { firstCountableDay } from './zones.ts'

/** Adds up what waits, then counts a period again from the ledger, day by day, as a replay and a correction do; days whose hits are no longer kept stay as they are. */
export const rollUp = async (kit: Kit, period: { organisation_id: string; time_zone: string; from: string; to: string }): Promise<void> => {
  const { organisation_id, time_zone, to } = period
  const kept = await within(kit, organisation_id, (ctx) => firstCountableDay(ctx, time_zone))
  await refresh(kit, organisation_id, async () => time_zone)
  for (let day = period.from < kept ? kept : period.from; day <= to; day = addDays(day, 1)) {
    await within(kit, organisation_id, async (ctx) => {
      await lockRollups(ctx)
      await recount(ctx, time_zone, day)
    })
  }
}
