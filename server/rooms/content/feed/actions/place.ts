import type { Ctx } from '#kit/context'
import { themesOf } from '#room/programme'
import { heldPace, noTheme, publishedLately, setPace } from '../queries/paces.ts'
import { paceDays, rankAtPublication } from '../rules.ts'

/** Contents of no theme go at the pace of a theme of a tenth of the mix. */
const untargetedPercent = 10

/** Where a content that is published now stands in the feed: to be written in its `rank` with its publication. */
export const placeInFeed = async (ctx: Ctx, programme_id: string, theme_id: string | null, published_at: Date): Promise<number> => {
  const theme = theme_id === null ? null : (await themesOf(ctx, programme_id)).find(({ id }) => id === theme_id)
  const due_at = await heldPace(ctx, programme_id, theme_id ?? noTheme)
  const pace = paceDays(await publishedLately(ctx, programme_id, published_at), theme?.target_percent ?? untargetedPercent)
  const placed = rankAtPublication(published_at, due_at, pace)
  await setPace(ctx, programme_id, theme_id ?? noTheme, placed.due_at)
  return placed.rank
}
