import type { LeftOut } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countDrops, sharersByReason } from '#room/links'
import type { Filters } from '../filters.ts'
import { isNobodys, shownTogether, type Guard } from '../guards.ts'
import type { Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { days } from './measure.ts'

type Counted = LeftOut['reasons']

/** Reasons that enough members' links are behind, less the one that would tell, with the total, what is held back. */
const toldReasons = async (ctx: Ctx, period: Period, counted: Counted): Promise<Counted> => {
  const sharers: ReadonlyMap<string, number> = await sharersByReason(ctx, days(period))
  // a reason that nobody is known of may still be somebody's: of days that were counted before sharers were
  const cells = counted.map((one) => ({ ...one, part: Math.max(1, sharers.get(one.reason) ?? 0) })).map((cell) => ({ ...cell, whole: cell.part, key: cell.reason }))
  const shown = shownTogether(cells)
  return cells.filter((cell) => shown.has(cell)).map(({ reason, hits }) => ({ reason, hits }))
}

const isWhole = (filters: Filters): boolean => Object.values(filters).every((filter) => filter === undefined)

/**
 * Visits that were left out, and why. Under a filter it is not known whose links are behind a reason: none is told there, but of those that nobody
 * is behind. Of a group none is, ever.
 */
export const leftOutOf = async (ctx: Ctx, period: Period, { filters, shown: { small } }: Narrowing, drops: number, guard: Guard): Promise<LeftOut> => {
  const hits = guard.total('left_out', drops)
  if (hits === null) return { hits, reasons: [], withheld: 0 }
  const exact = small || (filters.network !== undefined && isNobodys(filters.network))
  const { group_id, ...others } = filters
  if (group_id !== undefined || (!exact && !isWhole(filters))) return { hits, reasons: [], withheld: hits }
  const counted = await countDrops(ctx, days(period), others)
  const reasons = exact ? counted : await toldReasons(ctx, period, counted)
  return { hits, reasons, withheld: hits - reasons.reduce((total, one) => total + one.hits, 0) }
}
