import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { dropReasonNames, type DropReason } from '../rules.ts'

/** How far back the counts beside the switches go. */
export const daysShown = 30

/** A visit of a link that was withdrawn arrived nowhere: whoever followed it read nothing, and no opinion about robots makes it a click. */
export const isFixed = (reason: DropReason): boolean => reason === 'removed'

/** Hits that were left out for a reason. */
export interface Dropped { reason: DropReason; hits: number }

/**
 * The reasons whose hits may be told of some that add up to a total that is told: those that enough members' links are behind (`sharers`). What the
 * others leave of the total is told with it: where there are any, one that could be told is held back as well. It is the first in the order of the
 * rules, which begins with what comes every day, however many are behind it: one here and another there would tell both.
 */
export const toldTogether = (dropped: readonly Dropped[], sharers: ReadonlyMap<DropReason, number>): Dropped[] => {
  const told = dropped.filter(({ reason }) => (sharers.get(reason) ?? 0) >= anonymityThreshold)
  if (told.length === dropped.length) return told
  const first = dropReasonNames.find((reason) => told.some((one) => one.reason === reason))
  return told.filter(({ reason }) => reason !== first)
}
