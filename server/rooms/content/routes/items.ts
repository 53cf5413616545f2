import { implement } from '@orpc/server'
import { content } from '@portevoix/contract/content'
import { z } from 'zod'
import type { Ctx } from '#kit/context'
import { readCursor, writeCursor } from '#kit/cursor'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found } from '#kit/problem'
import { programmeOf } from '#room/programme'
import { enrichItem } from '../actions/enrich-item.ts'
import { decideItem, makeContentOf, presentItems, readiness } from '../actions/items.ts'
import { countItems, readItems } from '../queries/items.ts'

const os = implement(content.items).$context<Request>().use(guard)

const position = z.object({ placed_at: z.iso.datetime(), id: z.uuid() })
const none = { new: 0, kept: 0, snoozed: 0, dismissed: 0 }
const states = ['new', 'kept', 'snoozed', 'dismissed'] as const

const counts = async (ctx: Ctx, programme_id: string) => {
  const rows = await countItems(ctx, programme_id)
  const of = (some: typeof rows) => some.reduce((sum, { state, items }) => {
    const known = states.find((one) => one === state)
    return known ? { ...sum, [known]: sum[known] + items } : sum
  }, { ...none })
  const source_ids = [...new Set(rows.map(({ source_id }) => source_id))]
  return { ...of(rows), by_source: source_ids.map((source_id) => ({ source_id, ...of(rows.filter((row) => row.source_id === source_id)) })) }
}

export const itemRoutes = os.router({
  list: os.list.handler(({ input: { cursor, limit, ...filter }, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, filter.programme_id)
    const rows = await readItems(ctx, filter, readCursor(cursor, position), limit + 1)
    const last = rows[limit - 1]
    return {
      items: await presentItems(ctx, rows.slice(0, limit)),
      next_cursor: rows.length > limit && last ? writeCursor({ placed_at: last.placed_at.toISOString(), id: last.id }) : null,
    }
  })),
  counts: os.counts.handler(({ input, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, input.programme_id)
    return counts(ctx, input.programme_id)
  })),
  decide: os.decide.handler(({ input: { item_id, state, snoozed_until }, context }) => context.within(async (ctx) => {
    const row = await decideItem(ctx, item_id, { state, ...(snoozed_until && { snoozed_until: new Date(snoozed_until) }) })
    return found((await presentItems(ctx, [row]))[0])
  })),
  makeContent: os.makeContent.handler(async ({ input: { item_id }, context }) => {
    const { enriched, made, organisation_id } = await context.within(async (ctx) => ({ ...(await readiness(ctx, item_id)), organisation_id: ctx.organisation_id }))
    if (!enriched && !made) await enrichItem(context.kit, organisation_id, item_id, true)
    return { content_id: await context.within((ctx) => makeContentOf(ctx, item_id)) }
  }),
})
