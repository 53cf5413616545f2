import type { Ctx } from '#kit/context'
import { activityByContent } from '#room/content'
import { clicksByContent } from '#room/links'
import { sharesByContent } from '#room/sharing'
import { onActivity, type Filters } from '../filters.ts'
import { readSpanContents, type ContentCount } from '../queries/spans.ts'
import { coverBy, type Days } from '../spans.ts'
import type { Kept } from './kept.ts'

/** What each content came to. */
export type ByContent = Map<string, ContentCount>

/** Counts them from each room's rows. */
export const countByContent = async (ctx: Ctx, days: Days, filters: Filters = {}, into: ByContent = new Map()): Promise<ByContent> => {
  const of = (id: string) => into.getOrInsertComputed(id, () => ({ reads: 0, likes: 0, shares: 0, clicks: 0 }))
  for (const { key, reads, likes } of await activityByContent(ctx, { ...days, ...onActivity(filters) })) {
    const content = of(key)
    content.reads += reads
    content.likes += likes
  }
  for (const { key, opened } of await sharesByContent(ctx, { ...days, ...filters })) of(key).shares += opened
  for (const { key, clicks } of await clicksByContent(ctx, days, filters)) of(key).clicks += clicks
  return into
}

/** What each content came to: from the spans that are kept where everybody is asked for, the days between them counted. */
export const figuresByContent = async (ctx: Ctx, days: Days, { spans: known }: Pick<Kept, 'spans'>, filters: Filters = {}): Promise<ByContent> => {
  const everything = Object.values(filters).every((filter) => filter === undefined)
  if (!everything) return countByContent(ctx, days, filters)
  const { spans, gaps } = coverBy(known, days)
  const counted = spans.length === 0 ? new Map<string, ContentCount>() : await readSpanContents(ctx, spans)
  for (const gap of gaps) await countByContent(ctx, gap, {}, counted)
  return counted
}
