import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { contentsPublished, readActivity } from '#room/content'
import { readClicks } from '#room/links'
import { readShares } from '#room/sharing'
import { onActivity, onContents, onPeople } from '../filters.ts'
import { contentsToGuard } from '../guards.ts'
import type { Period, Span } from '../rules.ts'
import { figuresByContent } from './figures-by-content.ts'
import type { Narrowing } from './filters.ts'
import { gather } from './gather.ts'
import type { Kept } from './kept.ts'

export const days = ({ from, to }: Span) => ({ from, to })

/** What the figures of a period, and of the one before it, are made of. */
export const measure = async (ctx: Ctx, period: Period, narrowing: Narrowing, kept: Kept) => {
  const { filters } = narrowing
  const compared = { from: period.previous.from, since: period.from, to: period.to }
  const [people, contents, { now, before }, activity, shares, clicks] = await together([
    gather(ctx, period, narrowing, kept),
    figuresByContent(ctx, days(period), kept, filters),
    contentsPublished(ctx, { from: period.previous.since, since: period.since, to: period.until }, { ...onContents(filters), ...onPeople(filters) }),
    readActivity(ctx, { ...compared, ...onActivity(filters) }),
    readShares(ctx, { ...compared, ...filters }),
    readClicks(ctx, compared, filters),
  ])
  return { people, published: { now, count: now.reduce((sum, { ids }) => sum + ids.length, 0), before }, activity, shares, clicks, contents, foremost: contentsToGuard(contents) }
}
export type Measured = Awaited<ReturnType<typeof measure>>
