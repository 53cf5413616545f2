import { z } from 'zod'
import { anonymityThreshold } from './anonymity.ts'
import { route } from './route.ts'
import { id, instant, page, pageInput, searchWords } from './shapes.ts'

/** `to_read`: internal, there to be read; `to_share`: may be passed on; `unread`: of both, what the reader has not read yet. */
export const shows = ['all', 'unread', 'to_read', 'to_share'] as const
export type Show = (typeof shows)[number]

const theme = z.object({ id, name: z.string(), colour: z.string() })

/** Served at `/media/<id>/<width>` in the widths 320, 640 and 1280. */
const image = z.object({ media_id: id, width: z.number().int(), height: z.number().int(), alt: z.string() })

/** Null: fewer people than the anonymity threshold, nobody included; whoever asks, and whether or not they are one of them. */
const likes = z.number().int().min(anonymityThreshold).nullable()

export const card = z.object({
  id,
  programme_id: id,
  kind: z.string(),
  visibility: z.enum(['internal', 'shareable']),
  language: z.string(),
  title: z.string(),
  excerpt: z.string(),
  /** Where a link content leads, and that site's name. */
  address: z.string().nullable(),
  site_name: z.string().nullable(),
  image: image.nullable(),
  theme: theme.nullable(),
  reading_minutes: z.number().int(),
  published_at: instant,
  expires_at: instant.nullable(),
  likes,
  /** What the reader did with it. */
  liked: z.boolean(),
  saved: z.boolean(),
  read: z.boolean(),
})
export type Card = z.infer<typeof card>

export const contentPage = card.extend({
  body_html: z.string(),
  hashtags: z.array(z.string()),
  channel_name: z.string().nullable(),
  /** When the page counts as read: visible that long, or scrolled to its end after the shorter time. */
  read_after_seconds: z.number().int(),
  end_after_seconds: z.number().int(),
})
export type ContentPage = z.infer<typeof contentPage>

const tags = ['feed']
const inProgramme = z.object({ programme_id: id })
const oneContent = z.object({ content_id: id })
const liked = z.object({ liked: z.boolean(), likes })
const saved = z.object({ saved: z.boolean() })

export const feed = {
  list: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/feed', summary: 'The contents meant for the ambassador: unread and fresh first, themes in turn', tags })
    .input(inProgramme.extend({ theme_id: id.optional(), show: z.enum(shows).default('all'), ...pageInput }))
    .output(page(card)),
  themes: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/feed-themes', summary: 'The themes the feed may be narrowed to', tags })
    .input(inProgramme)
    .output(z.object({ items: z.array(theme) })),
  search: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/feed-matches', summary: 'The contents meant for the ambassador that hold these words, best match first', tags })
    .input(inProgramme.extend({ words: searchWords(200), ...pageInput }))
    .output(page(card)),
  saved: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/programmes/{programme_id}/saves', summary: 'The contents the ambassador saved for later, latest first', tags })
    .input(inProgramme.extend(pageInput))
    .output(page(card)),
  content: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/feed/{content_id}', summary: 'One content, as its reader sees it', tags })
    .input(oneContent)
    .output(contentPage),
  view: route
    .meta({ permission: 'member' })
    .route({ method: 'POST', path: '/programmes/{programme_id}/views', summary: 'These contents were shown; a view is not a read', tags, successStatus: 204 })
    .input(inProgramme.extend({ content_ids: z.array(id).min(1).max(100) }))
    .output(z.void()),
  open: route
    .meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/feed/{content_id}/opening', summary: 'The content’s page was opened; its reading begins', tags })
    .input(oneContent)
    .output(z.object({ read: z.boolean() })),
  read: route
    .meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/feed/{content_id}/reading', summary: 'How far the reading since the opening has come', tags })
    .input(oneContent.extend({
      visible_seconds: z.number().int().min(0).max(86_400),
      scrolled_percent: z.number().int().min(0).max(100),
      /** The original page was opened from this one. */
      followed: z.boolean().default(false),
    }))
    .output(z.object({ read: z.boolean() })),
  like: route.meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/feed/{content_id}/like', summary: 'Like a content', tags }).input(oneContent).output(liked),
  unlike: route.meta({ permission: 'member' })
    .route({ method: 'DELETE', path: '/feed/{content_id}/like', summary: 'Take a like back', tags }).input(oneContent).output(liked),
  save: route.meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/feed/{content_id}/save', summary: 'Save a content for later', tags }).input(oneContent).output(saved),
  unsave: route.meta({ permission: 'member' })
    .route({ method: 'DELETE', path: '/feed/{content_id}/save', summary: 'Take a content off those saved for later', tags }).input(oneContent).output(saved),
}
