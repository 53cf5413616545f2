import type { LeftOut } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countDrops, toldReasons, type DropReason } from '#room/links'
import type { Filters } from '../filters.ts'
import { isNobodys, type Guard } from '../guards.ts'
import { daysOf, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'

const isWhole = (filters: Filters): boolean => Object.values(filters).every((filter) => filter === undefined)

/** What is known of why visits were left out; null where none may be told. */
export type Reasons = Awaited<ReturnType<typeof toldReasons>> | null

/**
 * Why visits were left out. Under a filter it is not known whose links are behind a reason: none is told there, but of those that nobody
 * is behind. Of a group none is, ever.
 */
export const reasonsOf = async (ctx: Ctx, period: Period, { filters, shown: { small } }: Narrowing): Promise<Reasons> => {
  const exact = small || (filters.network !== undefined && isNobodys(filters.network))
  const { group_id, ...others } = filters
  if (group_id !== undefined || (!exact && !isWhole(filters))) return null
  return exact ? countDrops(ctx, daysOf(period), others) : toldReasons(ctx, daysOf(period))
}

/** Visits that were left out, why, and for which reasons none is. */
export const leftOutOf = (told: Reasons, counted: DropReason[], drops: number, guard: Guard): LeftOut => {
  const hits = guard.total('left_out', drops)
  const reasons = hits === null ? [] : told ?? []
  return { hits, reasons, withheld: (hits ?? 0) - reasons.reduce((total, one) => total + one.hits, 0), counted }
}
