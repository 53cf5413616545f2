import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import type { Days } from '#kit/days'
import { activityByContent } from '#room/content'
import { clicksByContent } from '#room/links'
import { sharesByContent } from '#room/sharing'
import { onActivity, type Filters } from '../filters.ts'
import { readSpanContents, type ContentCount } from '../queries/spans.ts'
import { coverBy } from '../spans.ts'
import type { Kept } from './kept.ts'

/** What each content came to. */
export type ByContent = Map<string, ContentCount>

const nothing = (): ContentCount => ({ reads: 0, likes: 0, shares: 0, clicks: 0 })

/** Each room's rows of some days. */
const readByContent = (ctx: Ctx, days: readonly Days[], filters: Filters) => together([
  activityByContent(ctx, days, onActivity(filters)), sharesByContent(ctx, days, filters), clicksByContent(ctx, days, filters),
])

const addTo = (into: ByContent, [activity, shared, clicked]: Awaited<ReturnType<typeof readByContent>>): ByContent => {
  const of = (id: string) => into.getOrInsertComputed(id, nothing)
  for (const { key, reads, likes } of activity) {
    const content = of(key)
    content.reads += reads
    content.likes += likes
  }
  for (const { key, opened } of shared) of(key).shares += opened
  for (const { key, clicks } of clicked) of(key).clicks += clicks
  return into
}

/** Counts them from each room's rows. */
export const countByContent = async (ctx: Ctx, days: Days, filters: Filters = {}): Promise<ByContent> => addTo(new Map(), await readByContent(ctx, [days], filters))

/** What each content came to: from the spans that are kept where everybody is asked for, or a whole tribe, the days between them counted. */
export const figuresByContent = async (ctx: Ctx, days: Days, { spans: known }: Pick<Kept, 'spans'>, filters: Filters = {}): Promise<ByContent> => {
  const { tribe, ...others } = filters
  if (Object.values(others).some((filter) => filter !== undefined)) return countByContent(ctx, days, filters)
  const { spans, gaps } = coverBy(known, days)
  const [kept, between] = await together([readSpanContents(ctx, spans, tribe), gaps.length === 0 ? null : readByContent(ctx, gaps, { tribe })])
  return between === null ? kept : addTo(kept, between)
}
