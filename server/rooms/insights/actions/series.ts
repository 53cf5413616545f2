import type { StepLine } from '@portevoix/contract/insights'
import type { Guard } from '../guards.ts'
import { bySteps, type Period } from '../rules.ts'
import type { Measured } from './measure.ts'

/** The period step by step; people count once a step, so that steps do not add up to the period's people. */
export const seriesOf = (period: Period, guard: Guard, { people, activity, shares, clicks }: Measured): StepLine[] => {
  const { steps } = period
  const reads = bySteps(activity.now.by_day, steps, (row) => row.reads)
  const opened = bySteps(shares.now.by_day, steps, (row) => row.opened)
  const followed = bySteps(clicks.now.by_day, steps, (row) => row.clicks)
  const counted = (kind: 'connected' | 'readers', measure: 'connected' | 'reads', place: number) => {
    const { part, whole } = people.step(kind, place)
    return guard.people(measure, part, whole)
  }
  return steps.map(({ from, to }, place) => ({
    from, to, connected: counted('connected', 'connected', place), readers: counted('readers', 'reads', place),
    reads: guard.cell('reads', 'step', place, reads[place] ?? 0), shares: guard.cell('shares', 'step', place, opened[place] ?? 0), clicks: guard.cell('clicks', 'step', place, followed[place] ?? 0),
  }))
}
