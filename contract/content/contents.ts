import { z } from 'zod'
import { networkIds } from '../networks/shape.ts'
import { route } from '../route.ts'
import { address, id, instant, language, lineOrNothing, page, pageInput, text, tribe } from '../shapes.ts'

export const contentStates = ['draft', 'scheduled', 'published', 'expired'] as const
export type ContentState = (typeof contentStates)[number]

const visibility = z.enum(['internal', 'shareable'])
const person = z.object({ name: z.string() }).nullable()
const network = z.enum(networkIds)
const image = z.object({ media_id: id, width: z.number().int(), height: z.number().int() })

/** What stands in the way of publication, by field; worded at desk.editor.missing.<code>. */
export const obstacle = z.object({ field: z.string(), code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
export type Obstacle = z.infer<typeof obstacle>

/** A content as its editors see it. */
export const content = z.object({
  id,
  programme_id: id,
  kind: z.enum(['link', 'text']),
  state: z.enum(contentStates),
  visibility,
  language,
  title: z.string(),
  body_html: z.string(),
  address: z.string().nullable(),
  site_name: z.string().nullable(),
  image: image.nullable(),
  image_alt: z.string(),
  theme_id: id.nullable(),
  channel_id: id.nullable(),
  hashtags: z.array(z.string()),
  campaign: z.string().nullable(),
  reading_minutes: z.number().int(),
  /** Everyone where both are empty; an internal content is for employees whatever is asked. */
  tribes: z.array(tribe),
  group_ids: z.array(id),
  captions: z.array(z.object({ id, network, language, text: z.string() })),
  publish_at: instant.nullable(),
  published_at: instant.nullable(),
  expires_at: instant.nullable(),
  /** Grows at every change; a change names the version that it was made on. */
  version: z.number().int(),
  created_at: instant,
  created_by: person,
  updated_at: instant,
  updated_by: person,
  obstacles: z.array(obstacle),
  decisions: z.array(z.object({ verb: z.string(), by: person, at: instant })),
})
export type Content = z.infer<typeof content>

/** A content in the desk's lists. */
export const contentLine = content.pick({
  id: true, kind: true, state: true, visibility: true, language: true, title: true, image: true, image_alt: true, theme_id: true,
  publish_at: true, published_at: true, expires_at: true, updated_at: true, updated_by: true,
}).extend({ placed_at: instant, networks: z.array(network) })
export type ContentLine = z.infer<typeof contentLine>

/** What an editor may change; what is left out stays. */
export const contentChanges = z.object({
  kind: z.enum(['link', 'text']),
  visibility,
  language,
  title: lineOrNothing(300),
  body_html: text(200_000),
  address: address.nullable(),
  media_id: id.nullable(),
  image_alt: text(1000),
  theme_id: id.nullable(),
  channel_id: id.nullable(),
  hashtags: z.array(z.string().trim().min(1).max(100).regex(/^#?[\p{L}\p{N}_]+$/u)).max(20),
  campaign: lineOrNothing(80).nullable(),
  tribes: z.array(tribe).max(2),
  group_ids: z.array(id).max(200),
  captions: z.array(z.object({ id: id.optional(), network, language, text: text(70_000) })).max(100),
  expires_at: instant.nullable(),
}).partial()
export type ContentChanges = z.infer<typeof contentChanges>

const tags = ['contents']
const one = z.object({ content_id: id })
const curate = { permission: 'content.curate' } as const
const on = one.extend({ version: z.number().int() })

export const contents = {
  list: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/contents', summary: 'The contents in one state, by date, latest first', tags })
    .input(z.object({ programme_id: id, state: z.enum(contentStates).default('draft'), theme_id: id.optional(), words: text(200).optional(), ...pageInput }))
    .output(page(contentLine)),
  counts: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/content-counts', summary: 'How many contents are in each state', tags })
    .input(z.object({ programme_id: id })).output(z.object({ draft: z.number().int(), scheduled: z.number().int(), published: z.number().int(), expired: z.number().int() })),
  mix: route.meta(curate)
    .route({ method: 'GET', path: '/programmes/{programme_id}/mix', summary: 'What was published by theme against the target, and what to publish next', tags })
    .input(z.object({ programme_id: id, days: z.coerce.number().int().min(7).max(366).default(90) }))
    .output(z.object({
      days: z.number().int(), contents: z.number().int(), next_theme_id: id.nullable(),
      themes: z.array(z.object({ theme_id: id, contents: z.number().int(), actual_percent: z.number(), target_percent: z.number().int(), gap_points: z.number() })),
    })),
  create: route.meta(curate)
    .route({ method: 'POST', path: '/programmes/{programme_id}/contents', summary: 'Begin a content', tags, successStatus: 201 })
    .input(z.object({ programme_id: id, kind: z.enum(['link', 'text']), address: address.optional() })).output(content),
  read: route.meta(curate)
    .route({ method: 'GET', path: '/contents/{content_id}', summary: 'A content as its editors see it', tags }).input(one).output(content),
  save: route.meta(curate)
    .route({ method: 'PATCH', path: '/contents/{content_id}', summary: 'Change a content; refused with 409 when somebody else changed it since', tags })
    .input(on.extend({ changes: contentChanges })).output(content),
  publish: route.meta(curate)
    .route({ method: 'PUT', path: '/contents/{content_id}/publication', summary: 'Publish now, for the first time or again', tags })
    .input(on.extend({ expires_at: instant.nullable().optional() })).output(content),
  schedule: route.meta(curate)
    .route({ method: 'PUT', path: '/contents/{content_id}/schedule', summary: 'Publish later', tags }).input(on.extend({ publish_at: instant })).output(content),
  unschedule: route.meta(curate)
    .route({ method: 'DELETE', path: '/contents/{content_id}/schedule', summary: 'Back to draft', tags }).input(one).output(content),
  expire: route.meta(curate)
    .route({ method: 'PUT', path: '/contents/{content_id}/expiry', summary: 'Take the content out of the feeds now', tags }).input(one).output(content),
  discard: route.meta(curate)
    .route({ method: 'DELETE', path: '/contents/{content_id}', summary: 'Throw away a draft that was never published', tags, successStatus: 204 }).input(one).output(z.void()),
  upload: route.meta({ ...curate, form: true })
    .route({ method: 'POST', path: '/media', summary: 'Keep an image: resized, without its metadata', tags, successStatus: 201 })
    .input(z.object({ file: z.file().max(10_000_000) })).output(image),
}
