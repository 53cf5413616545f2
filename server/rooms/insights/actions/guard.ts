import type { Ctx } from '#kit/context'
import { peopleBehindActivity } from '#room/content'
import { peopleBehindClicks } from '#room/links'
import { peopleBehindShares } from '#room/sharing'
import { onContents, onShares } from '../filters.ts'
import { contentsToGuard, guardFrom, open, type Behind, type Guard } from '../guards.ts'
import { stepsOf, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import type { Gathering, Kind } from './gather.ts'
import type { Measured } from './measure.ts'

/** Those who were gathered, over the two periods and step by step; steps by their place. */
const gathered = (people: Gathering, period: Period, measure: string, kind: Kind): Behind[] => [
  ...(['now', 'before'] as const).map((when) => ({ measure, dimension: 'all' as const, key: null, now: when === 'now', ...people.count(kind, when) })),
  ...stepsOf(period).map((_, place) => ({ measure, dimension: 'step' as const, key: String(place), now: true, ...people.step(kind, place) })),
]

/** What keeps figures of a part of the organisation from pointing at somebody in it. */
export const guardOf = async (ctx: Ctx, period: Period, { filters, member_ids }: Narrowing, { people, contents }: Measured): Promise<Guard> => {
  if (member_ids === null) return open
  const ids = contentsToGuard(contents)
  const moments = { from: period.previous.since, since: period.since, to: period.until }
  const days = { from: period.previous.from, since: period.from, to: period.to }
  return guardFrom([
    ...gathered(people, period, 'reads', 'readers'), ...gathered(people, period, 'shares', 'sharers'), ...gathered(people, period, 'clicks', 'followed'),
    ...await peopleBehindActivity(ctx, moments, onContents(filters), member_ids, ids),
    ...(await peopleBehindShares(ctx, moments, onShares(filters), member_ids, ids)).map((cell) => ({ ...cell, measure: 'shares' })),
    ...(await peopleBehindClicks(ctx, days, onShares(filters), member_ids, ids)).filter(({ measure, dimension }) => dimension !== 'all' || measure === 'left_out'),
  ])
}
