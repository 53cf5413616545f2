import type { Ctx } from '#kit/context'
import { contentsPublished, readActivity, readerParts } from '#room/content'
import { countClicks } from '#room/links'
import { presenceParts } from '#room/people'
import { readShares, sharerIds } from '#room/sharing'
import { onActivity, onContents, onPeople, onShares, type Filters } from '../filters.ts'
import { peopleOf, type People } from '../people.ts'
import { startOfDay, stepsOf, type Period, type Span } from '../rules.ts'
import type { Narrowing } from './filters.ts'

export const moments = ({ since, until }: Span) => ({ from: since, to: until })
export const days = ({ from, to }: Span) => ({ from, to })

/** Who was there and who read, in the period, in each of its steps and before: in the part that is asked for, and in the whole organisation. */
export const peopleIn = async (ctx: Ctx, period: Period, { filters, member_ids }: Narrowing): Promise<{ part: People; whole: People }> => {
  const starts = [period.previous.from, ...stepsOf(period).map(({ from }) => from)]
  const sets = {
    present: await presenceParts(ctx, starts, period.to),
    readers: await readerParts(ctx, starts.map((day) => startOfDay(day, period.time_zone)), period.until, onContents(filters)),
  }
  const whole = peopleOf(sets, starts.length - 1)
  return { whole, part: member_ids === null ? whole : peopleOf(sets, starts.length - 1, member_ids) }
}

export interface Sharers { part: ReadonlySet<string>; whole: ReadonlySet<string> }

const sharersIn = async (ctx: Ctx, span: Span, filters: Filters, member_ids: Narrowing['member_ids']): Promise<Sharers> => {
  const whole = new Set(await sharerIds(ctx, moments(span), onShares(filters)))
  return { whole, part: member_ids === null ? whole : whole.intersection(member_ids) }
}

/** What the figures of one period are made of. `on_any_network`: those who shared, wherever. */
export const measure = async (ctx: Ctx, span: Span, { filters, member_ids }: Narrowing) => {
  const sharers = await sharersIn(ctx, span, filters, member_ids)
  return {
    sharers,
    on_any_network: filters.network === undefined ? sharers : await sharersIn(ctx, span, { ...filters, network: undefined }, member_ids),
    published: await contentsPublished(ctx, moments(span), { ...onContents(filters), ...onPeople(filters) }),
    activity: await readActivity(ctx, { ...days(span), ...onActivity(filters) }),
    shares: await readShares(ctx, { ...days(span), ...filters }),
    clicks: await countClicks(ctx, { ...days(span), ...filters }),
  }
}
export type Measured = Awaited<ReturnType<typeof measure>>
