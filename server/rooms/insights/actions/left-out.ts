import type { LeftOut } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countDrops, toldReasons } from '#room/links'
import type { Filters } from '../filters.ts'
import { isNobodys, type Guard } from '../guards.ts'
import type { Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { days } from './measure.ts'

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
  const reasons = exact ? await countDrops(ctx, days(period), others) : await toldReasons(ctx, days(period))
  return { hits, reasons, withheld: hits - reasons.reduce((total, one) => total + one.hits, 0) }
}
