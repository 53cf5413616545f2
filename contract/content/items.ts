import { z } from 'zod'
import { route } from '../route.ts'
import { id, instant, page, pageInput } from '../shapes.ts'

export const itemStates = ['new', 'kept', 'snoozed', 'dismissed', 'used'] as const
export type ItemState = (typeof itemStates)[number]

export const item = z.object({
  id,
  programme_id: id,
  source: z.object({ id, title: z.string() }).nullable(),
  address: z.string(),
  title: z.string(),
  summary: z.string(),
  author: z.string().nullable(),
  site_name: z.string().nullable(),
  language: z.string().nullable(),
  reading_minutes: z.number().int().nullable(),
  /** Our own copy of its picture, once made. */
  image: z.object({ media_id: id, width: z.number().int(), height: z.number().int() }).nullable(),
  published_at: instant.nullable(),
  found_at: instant,
  state: z.enum(itemStates),
  /** A page that is followed itself, and says something else than when it was last seen. */
  updated: z.boolean(),
  snoozed_until: instant.nullable(),
  decided_at: instant.nullable(),
  decided_by: z.object({ name: z.string() }).nullable(),
  /** The content made of it. */
  content_id: id.nullable(),
})
export type Item = z.infer<typeof item>

const counts = z.object({ new: z.number().int(), kept: z.number().int(), snoozed: z.number().int(), dismissed: z.number().int() })

const tags = ['inbox']
const curate = { permission: 'content.curate' } as const

export const items = {
  list: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/items', summary: 'What sources brought, newest first', tags })
    .input(z.object({ programme_id: id, state: z.enum(['new', 'kept', 'snoozed', 'dismissed']).default('new'), source_id: id.optional(), ...pageInput }))
    .output(page(item)),
  counts: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/item-counts', summary: 'How many items wait, in all and by source', tags })
    .input(z.object({ programme_id: id }))
    .output(counts.extend({ by_source: z.array(counts.extend({ source_id: id.nullable() })) })),
  decide: route.meta(curate)
    .route({ method: 'PUT', path: '/items/{item_id}/decision', summary: 'Keep, dismiss or snooze an item; putting back the former state undoes it', tags })
    .input(z.object({ item_id: id, state: z.enum(['new', 'kept', 'snoozed', 'dismissed']), snoozed_until: instant.optional() }))
    .output(item),
  makeContent: route.meta(curate)
    .route({ method: 'POST', path: '/items/{item_id}/content', summary: 'Make a content of an item: a draft with what its page says; the draft that exists is given again', tags, successStatus: 201 })
    .input(z.object({ item_id: id })).output(z.object({ content_id: id })),
}
