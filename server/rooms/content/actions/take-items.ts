import type { Ctx } from '#kit/context'
import { insertItems, type NewItem } from '../queries/items.ts'

/** Pages read at once for one poll; the rest is read when a curator makes a content of it. */
const mostPagesRead = 40
const atOnce = 4

/**
 * Puts items in the inbox, those that are not there yet, and has their pages and pictures read little by little:
 * a site is not asked for everything in one second.
 */
export const takeItems = async (ctx: Ctx, items: readonly NewItem[]): Promise<number> => {
  const taken = new Set(await insertItems(ctx, items))
  const newest = items.filter(({ id }) => taken.has(id)).reverse().slice(0, mostPagesRead)
  for (const [index, { id }] of newest.entries()) {
    const seconds = Math.floor(index / atOnce) * 2
    await ctx.kit.jobs.send(ctx.tx, 'content.enrich-item', { organisation_id: ctx.organisation_id, item_id: id },
      seconds > 0 ? { start_after: new Date(ctx.now.getTime() + seconds * 1000) } : {})
  }
  return taken.size
}
