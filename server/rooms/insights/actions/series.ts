import type { StepLine } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { countClicksBy } from '#room/links'
import type { Guard } from '../guards.ts'
import type { People } from '../people.ts'
import { bySteps, stepsOf, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { days, type Measured } from './measure.ts'

/** The period step by step; people count once a step, so that steps do not add up to the period's people. */
export const seriesOf = async (ctx: Ctx, period: Period, { filters }: Narrowing, guard: Guard, people: { part: People; whole: People }, { activity, shares }: Measured): Promise<StepLine[]> => {
  const { step } = period
  const reads = bySteps(activity.by_day, step, (row) => row.reads)
  const opened = bySteps(shares.by_day.map((row) => ({ key: row.day, opened: row.opened })), step, (row) => row.opened)
  const clicks = bySteps(await countClicksBy(ctx, 'day', { ...days(period), ...filters }), step, (row) => row.clicks)
  const counted = (place: number, name: 'connected' | 'readers') => guard.people(people.part.by_step[place]?.[name] ?? 0, people.whole.by_step[place]?.[name] ?? 0)
  return stepsOf(period).map(({ key, ...ends }, place) => ({
    ...ends, connected: counted(place, 'connected'), readers: counted(place, 'readers'),
    reads: guard.cell('reads', 'step', place, reads.get(key) ?? 0), shares: guard.cell('shares', 'step', place, opened.get(key) ?? 0), clicks: guard.cell('clicks', 'step', place, clicks.get(key) ?? 0),
  }))
}
