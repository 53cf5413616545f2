import type { StepLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import type { ActivityOver } from '#room/content'
import { countClicksBy } from '#room/links'
import type { SharesOver } from '#room/sharing'
import type { People } from '../people.ts'
import { bySteps, stepsOf, type Period } from '../rules.ts'

/** The period step by step; people count once a step, so that steps do not add up to the period's people. */
export const seriesOf = async (ctx: Ctx, period: Period, people: People['by_step'], by_day: { reads: ActivityOver['by_day']; shares: SharesOver['by_day'] }): Promise<StepLine[]> => {
  const { from, to, step } = period
  const reads = bySteps(by_day.reads, step, (row) => row.reads)
  const shares = bySteps(by_day.shares.map(({ day, opened }) => ({ key: day, opened })), step, (row) => row.opened)
  const clicks = bySteps(await countClicksBy(ctx, 'day', { from, to }), step, (row) => row.clicks)
  return stepsOf(period).map(({ key, ...days }, place) => ({
    ...days, connected: people[place]?.connected ?? 0, readers: people[place]?.readers ?? 0, reads: reads.get(key) ?? 0, shares: shares.get(key) ?? 0, clicks: clicks.get(key) ?? 0,
  }))
}
