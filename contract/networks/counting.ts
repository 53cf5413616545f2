import type { Count, Unit, Warning } from './shape.ts'

/** A count from what was measured; a warning listed in `refusing` makes the text too much even within the limit. */
export const counted = (
  used: number,
  limit: number | null,
  unit: Unit,
  warnings: readonly Warning[] = [],
  refusing: readonly Warning['code'][] = [],
): Count => ({
  used,
  limit,
  remaining: limit === null ? null : limit - used,
  unit,
  over: (limit !== null && used > limit) || warnings.some(({ code }) => refusing.includes(code)),
  warnings,
})

/** The warning, when more is used than allowed. */
export const beyond = (code: Warning['code'], used: number, limit: number): Warning[] =>
  used > limit ? [{ code, used, limit }] : []
