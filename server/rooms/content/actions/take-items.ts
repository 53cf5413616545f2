import type { Ctx } from '#kit/context'
import { insertItems, type NewItem } from '../queries/items.ts'

/** Pages read after one poll; the rest is read when a curator makes a content of it. */
const mostPagesRead = 40

/** A site is asked for so many pages at once, and no more. */
const lanes = 4

/** Puts items in the inbox, those that are not there yet, and has their pages and pictures read, the newest first. */
export const takeItems = async (ctx: Ctx, items: readonly NewItem[]): Promise<number> => {
  const taken = new Set(await insertItems(ctx, items))
  const newest = items.filter(({ id }) => taken.has(id)).reverse().slice(0, mostPagesRead)
  for (let lane = 0; lane < Math.min(lanes, newest.length); lane += 1) {
    const item_ids = newest.filter((_item, index) => index % lanes === lane).map(({ id }) => id)
    await ctx.kit.jobs.send(ctx.tx, 'content.enrich-items', { organisation_id: ctx.organisation_id, item_ids })
  }
  return taken.size
}
