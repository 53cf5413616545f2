import type { Ctx } from '#kit/context'
import { peopleBehindActivity } from '#room/content'
import { peopleBehindClicks } from '#room/links'
import { peopleBehindShares } from '#room/sharing'
import { onContents, onShares } from '../filters.ts'
import { guardFrom, open, type Guard } from '../guards.ts'
import { startOfDay, stepsOf, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'

/** What keeps figures of a part of the organisation from pointing at somebody in it. */
export const guardOf = async (ctx: Ctx, period: Period, { filters, member_ids }: Narrowing): Promise<Guard> => {
  if (member_ids === null) return open
  const days = [period.previous.from, ...stepsOf(period).map(({ from }) => from)]
  const moments = { starts: days.map((day) => startOfDay(day, period.time_zone)), until: period.until }
  return guardFrom([
    ...await peopleBehindActivity(ctx, moments, onContents(filters), member_ids),
    ...(await peopleBehindShares(ctx, moments, onShares(filters), member_ids)).map((cell) => ({ ...cell, measure: 'shares' })),
    ...await peopleBehindClicks(ctx, { starts: days, to: period.to }, onShares(filters), member_ids),
  ])
}
