import type { Ctx } from '#kit/context'
import { themesOf } from '#room/programme'
import { holdTheme, latestOfTheme, lowerRank, publishedLately } from '../queries/ranks.ts'
import { mostBehindDays, paceDays, rankOf, ranksOfTheme } from '../rules.ts'

/** Contents of no theme go at the pace of a theme of a tenth of the mix. */
const untargetedPercent = 10

/**
 * Where a content that is published now stands in the feed: to be written in its `rank` with its publication. The theme's contents
 * just before it move down as far as the theme's pace asks; none ever moves up.
 */
export const placeInFeed = async (ctx: Ctx, programme_id: string, theme_id: string | null, published_at: Date): Promise<number> => {
  await holdTheme(ctx, programme_id, theme_id)
  const theme = theme_id === null ? null : (await themesOf(ctx, programme_id)).find(({ id }) => id === theme_id)
  const pace = paceDays(await publishedLately(ctx, programme_id, published_at), theme?.target_percent ?? untargetedPercent)
  const before = await latestOfTheme(ctx, programme_id, theme_id, published_at, 2 * mostBehindDays)
  const [, ...ranks] = ranksOfTheme([published_at, ...before.map((content) => content.published_at)], pace)
  for (const [place, { id, rank }] of before.entries()) {
    const lower = ranks[place]
    if (lower !== undefined && lower < rank) await lowerRank(ctx, id, lower)
  }
  return rankOf(published_at)
}
