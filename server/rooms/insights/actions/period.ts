import type { Period as ShownPeriod } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { refuseField } from '#kit/problem'
import { organisation } from '#room/organisations'
import { periodOf, type Period, type PeriodAsked } from '../rules.ts'

/** The period that was asked for; 422 where its ends make none. */
export const askedPeriod = async (ctx: Ctx, asked: PeriodAsked): Promise<Period> => {
  const { time_zone } = await organisation(ctx)
  const period = periodOf(asked, ctx.now, time_zone)
  return 'field' in period ? refuseField(period.field, period.code) : period
}

export const shownPeriod = (ctx: Ctx, { from, to, days, previous, time_zone, step }: Period): ShownPeriod =>
  ({ from, to, days, previous_from: previous.from, previous_to: previous.to, time_zone, step, computed_at: ctx.now.toISOString() })
