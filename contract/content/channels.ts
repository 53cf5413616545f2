import { z } from 'zod'
import { route } from '../route.ts'
import { id, line } from '../shapes.ts'

const tags = ['contents']
const curate = { permission: 'content.curate' } as const
const name = line(80)

export const channel = z.object({ id, name: z.string(), contents: z.number().int(), closed: z.boolean() })
export type Channel = z.infer<typeof channel>

export const channels = {
  list: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/channels', summary: 'The named streams of a programme: the open ones, and those that are closed and that contents still bear', tags })
    .input(z.object({ programme_id: id })).output(z.object({ items: z.array(channel) })),
  create: route.meta(curate)
    .route({ method: 'POST', path: '/programmes/{programme_id}/channels', summary: 'Open a named stream', tags, successStatus: 201 })
    .input(z.object({ programme_id: id, name })).output(channel),
  rename: route.meta(curate)
    .route({ method: 'PATCH', path: '/channels/{channel_id}', summary: 'Rename an open stream', tags })
    .input(z.object({ channel_id: id, name })).output(channel),
  close: route.meta(curate)
    .route({
      method: 'POST', path: '/channels/{channel_id}/closure', summary: 'Close a stream: it can be chosen no more', tags,
      description: 'Its contents stay: in it, under its name, where `move_to` is left out; in another open stream of the programme where that is named; in none where it is `null`.',
    })
    .input(z.object({ channel_id: id, move_to: id.nullable().optional() })).output(z.object({ contents: z.number().int() })),
}
