import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { besideOf } from '#kit/within'
import { contentsPublished, readActivity } from '#room/content'
import { readClicks } from '#room/links'
import { readShares } from '#room/sharing'
import { onActivity, onContents, onPeople } from '../filters.ts'
import { contentsToGuard } from '../guards.ts'
import { daysOf, type Period } from '../rules.ts'
import { behindContents } from './behind-contents.ts'
import { figuresByContent } from './figures-by-content.ts'
import { isOpen, type Narrowing } from './filters.ts'
import { gather, unkeptOf } from './gather.ts'
import type { Kept } from './kept.ts'

/** What the figures of a period, and of the one before it, are made of. */
export const measure = async (ctx: Ctx, period: Period, narrowing: Narrowing, kept: Kept) => {
  const { filters } = narrowing
  const beside = besideOf(ctx)
  const compared = { from: period.previous.from, since: period.from, to: period.to }
  const unkept = unkeptOf(ctx, period, narrowing, kept)
  const by_content = figuresByContent(beside, daysOf(period), kept, filters)
  const looked = by_content.then((figures) => contentsToGuard(figures))
  const [people, with_contents, contents, foremost, { now, before }, activity, shares, clicks] = await together([
    unkept.then((asked) => gather(ctx, narrowing, asked)),
    together([unkept, looked]).then(([{ since }, ids]) => (isOpen(narrowing) ? [] : behindContents(ctx, period, narrowing, kept, since, ids))),
    by_content, looked,
    contentsPublished(beside, { from: period.previous.since, since: period.since, to: period.until }, { ...onContents(filters), ...onPeople(filters) }),
    readActivity(ctx, { ...compared, ...onActivity(filters) }),
    readShares(ctx, { ...compared, ...filters }),
    readClicks(ctx, compared, filters),
  ])
  return { people, published: { now, count: now.reduce((sum, { ids }) => sum + ids.length, 0), before }, activity, shares, clicks, contents, foremost, with_contents }
}
export type Measured = Awaited<ReturnType<typeof measure>>
