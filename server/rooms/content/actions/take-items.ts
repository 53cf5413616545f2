import type { Ctx } from '#kit/context'
import { insertItems, type NewItem } from '../queries/items.ts'

/** Pages read after one poll; the rest is read when a curator makes a content of it. */
const mostPagesRead = 40

/**
 * Puts items in the inbox, those that are not there yet, and has their pages and pictures read one at a time, the newest
 * first: no site is asked for more at once, and none keeps more than one reader from the others.
 */
export const takeItems = async (ctx: Ctx, items: readonly NewItem[]): Promise<number> => {
  const taken = new Set(await insertItems(ctx, items))
  const item_ids = items.filter(({ id }) => taken.has(id)).reverse().slice(0, mostPagesRead).map(({ id }) => id)
  if (item_ids.length > 0) await ctx.kit.jobs.send(ctx.tx, 'content.enrich-items', { organisation_id: ctx.organisation_id, item_ids })
  return taken.size
}
