import { z } from 'zod'
import { route } from '../route.ts'
import { address, id, instant, line } from '../shapes.ts'

/** `waiting`: not polled yet; `ailing`: its last tries failed, it is tried again less and less often; `stopped`: gone for good. */
export const sourceHealths = ['waiting', 'healthy', 'ailing', 'paused', 'stopped'] as const

export const source = z.object({
  id,
  programme_id: id,
  /** What was pasted. */
  address: z.string(),
  /** What is polled. */
  feed_address: z.string(),
  kind: z.enum(['feed', 'page']),
  title: z.string(),
  language: z.string().nullable(),
  health: z.enum(sourceHealths),
  /** Since when its health is that; null before the first reading, and where it was not written down. */
  since: instant.nullable(),
  failures: z.number().int(),
  /** Worded at desk.sources.errors.<code>; `status` is the site's answer where the code is `http`. */
  last_error: z.object({ code: z.string(), status: z.number().int().nullable(), at: instant }).nullable(),
  polled_at: instant.nullable(),
  succeeded_at: instant.nullable(),
  next_poll_at: instant.nullable(),
  last_item_at: instant.nullable(),
  poll_minutes: z.number().int(),
  items: z.object({ new: z.number().int(), kept: z.number().int(), used: z.number().int() }),
})
export type Source = z.infer<typeof source>

const tags = ['sources']
const one = z.object({ source_id: id })
const curate = { permission: 'content.curate' } as const

export const sources = {
  list: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/sources', summary: 'The sources of a programme and their health', tags })
    .input(z.object({ programme_id: id })).output(z.object({ items: z.array(source) })),
  add: route.meta(curate)
    .route({ method: 'POST', path: '/programmes/{programme_id}/sources', summary: 'Follow an address: its feed where one is found, the page itself otherwise', tags, successStatus: 201 })
    .input(z.object({ programme_id: id, address }))
    .output(z.object({ source, items_added: z.number().int() })),
  update: route.meta(curate)
    .route({ method: 'PATCH', path: '/sources/{source_id}', summary: 'Rename a source, or ask it less often', tags })
    .input(one.extend({ title: line(200).optional(), poll_minutes: z.number().int().min(60).max(10_080).optional() })).output(source),
  poll: route.meta(curate)
    .route({ method: 'POST', path: '/sources/{source_id}/poll', summary: 'Ask the source now', tags, successStatus: 202 })
    .input(one).output(source),
  pause: route.meta(curate)
    .route({ method: 'PUT', path: '/sources/{source_id}/pause', summary: 'Stop asking the source for a while', tags }).input(one).output(source),
  resume: route.meta(curate)
    .route({ method: 'DELETE', path: '/sources/{source_id}/pause', summary: 'Ask the source again', tags }).input(one).output(source),
  remove: route.meta(curate)
    .route({ method: 'POST', path: '/sources/{source_id}/removal', summary: 'Remove a source; its undecided items go with it or stay, as told', tags, successStatus: 204 })
    .input(one.extend({ items: z.enum(['keep', 'remove']) })).output(z.void()),
}
