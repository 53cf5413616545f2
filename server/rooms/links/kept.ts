import type { Ctx, Kit } from '#kit/context'
import { dropDays, firstDay, ledgerSince, makeDays } from './queries/days.ts'
import { addDays, dayIn, daysBefore, utcDay } from './rules.ts'

/** Days of the ledger that are made before they come. */
const daysAhead = 3

/** Since when every hit is kept: for as long as the operator says, but for days that were dropped when that was less. */
export const hitsKeptSince = async (ctx: Ctx): Promise<Date> => {
  const since = daysBefore(ctx.now, ctx.kit.settings.hits_kept_days)
  const day = await ledgerSince(ctx)
  return day !== null && Date.parse(day) > since.getTime() ? new Date(day) : since
}

/** The first day of the organisation all of whose hits are kept. */
export const firstKeptDay = async (ctx: Ctx, time_zone: string): Promise<string> => addDays(dayIn(time_zone, await hitsKeptSince(ctx)), 1)

/** Drops what was kept for long enough. It gives way to whoever reads the ledger; what still waits on the day after asks for somebody. */
const drop = async (kit: Kit, oldest: string): Promise<void> => {
  try {
    await dropDays(kit, oldest)
  } catch (error) {
    const first = await firstDay(kit)
    kit.log[first !== null && first < addDays(oldest, -1) ? 'error' : 'warn']({ first, oldest, error: error instanceof Error ? error.message : String(error) }, 'days of the ledger not dropped')
    throw error
  }
}

/** Makes the days of the ledger that come, then drops those that were kept for long enough; neither keeps the other from being done. */
export const keepLedgerDays = async (kit: Kit): Promise<void> => {
  const now = kit.clock()
  const today = utcDay(now.getTime())
  const failures: unknown[] = []
  await makeDays(kit, addDays(today, -1), addDays(today, daysAhead)).catch((error: unknown) => { failures.push(error) })
  await drop(kit, utcDay(daysBefore(now, kit.settings.hits_kept_days).getTime())).catch((error: unknown) => { failures.push(error) })
  if (failures.length > 0) throw new AggregateError(failures, `days of the ledger: ${failures.map(String).join(', ')}`)
}
