import type { Ctx } from '#kit/context'
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
  const { now, before } = await contentsPublished(ctx, { from: period.previous.since, since: period.since, to: period.until }, { ...onContents(filters), ...onPeople(filters) })
  const contents = await figuresByContent(ctx, days(period), kept, filters)
  return {
    people: await gather(ctx, period, narrowing, kept),
    published: { now, count: now.reduce((sum, { ids }) => sum + ids.length, 0), before },
    activity: await readActivity(ctx, { ...compared, ...onActivity(filters) }),
    shares: await readShares(ctx, { ...compared, ...filters }),
    clicks: await readClicks(ctx, compared, filters),
    contents, foremost: contentsToGuard(contents),
  }
}
export type Measured = Awaited<ReturnType<typeof measure>>
