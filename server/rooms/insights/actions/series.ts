import type { StepLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countActivityBy, countReadersBy } from '#room/content'
import { countClicksBy } from '#room/links'
import { countConnectedBy } from '#room/people'
import { countSharesBy } from '#room/sharing'
import { bySteps, stepsOf, type Period } from '../rules.ts'

/** The period step by step; people count once a step, so that steps do not add up to the period's people. */
export const seriesOf = async (ctx: Ctx, period: Period): Promise<StepLine[]> => {
  const { from, to, since, until, step, time_zone } = period
  const connected = new Map((await countConnectedBy(ctx, step, from, to)).map(({ key, members }) => [key, members]))
  const readers = new Map((await countReadersBy(ctx, step, { from: since, to: until }, time_zone)).map((row) => [row.key, row.readers]))
  const reads = bySteps(await countActivityBy(ctx, 'day', { from, to }), step, (row) => row.reads)
  const shares = bySteps(await countSharesBy(ctx, 'day', { from, to }), step, (row) => row.opened)
  const clicks = bySteps(await countClicksBy(ctx, 'day', { from, to }), step, (row) => row.clicks)
  return stepsOf(period).map(({ key, ...days }) => ({
    ...days, connected: connected.get(key) ?? 0, readers: readers.get(key) ?? 0, reads: reads.get(key) ?? 0, shares: shares.get(key) ?? 0, clicks: clicks.get(key) ?? 0,
  }))
}
