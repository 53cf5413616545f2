import { z } from 'zod'
import { networkIds } from './networks/shape.ts'
import { route } from './route.ts'
import { id, instant, page, pageInput, qrCode, text } from './shapes.ts'
import { campaignLinks } from './sharing/campaign-links.ts'

const network = z.enum(networkIds)

/** What is known of a share, and no more: its dialog was opened, its member says it is posted, a human came by its link. */
export const shareStates = ['opened', 'declared', 'confirmed'] as const
export type ShareState = (typeof shareStates)[number]

const caption = z.object({ id, language: z.string(), text: z.string() })

export const composition = z.object({
  content: z.object({
    id,
    title: z.string(),
    excerpt: z.string(),
    language: z.string(),
    hashtags: z.array(z.string()),
    image: z.object({ media_id: id, alt: z.string() }).nullable(),
  }),
  /** Added to every post where the programme wants readers to know that an ambassador is speaking. */
  disclosure_hashtag: z.string().nullable(),
  networks: z.array(z.object({
    network,
    /** In the reader's language before others; the least used on days that are over first, where five people or more took one, and otherwise as it falls for each member. */
    captions: z.array(caption),
    /** The server where the member has their account, for a network of many. */
    instance: z.string().nullable(),
  })),
})
export type Composition = z.infer<typeof composition>

/** A share whose link is ready and that is not opened yet. */
export const preparedShare = z.object({ id, network, link: z.string() })
export type PreparedShare = z.infer<typeof preparedShare>

export const ownShare = z.object({
  id,
  content_id: id,
  /** Null once the content is no longer offered to the member. */
  content_title: z.string().nullable(),
  network,
  caption: z.string(),
  /** Null for a text shared before texts had pages of their own. */
  link: z.string().nullable(),
  /** The link no longer leads to the content: it was made internal, or its text was withdrawn. */
  link_ended: z.boolean(),
  state: z.enum(shareStates),
  opened_at: instant,
  declared_at: instant.nullable(),
  confirmed_at: instant.nullable(),
  /** Humans who came by the link, robots left out. */
  clicks: z.number().int(),
})
export type OwnShare = z.infer<typeof ownShare>

const tags = ['sharing']

export const sharing = {
  campaign_links: campaignLinks,
  compose: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/contents/{content_id}/composition', summary: 'What the composer needs to pass a content on', tags })
    .input(z.object({ content_id: id }))
    .output(composition),
  prepare: route
    .meta({ permission: 'member' })
    .route({ method: 'POST', path: '/shares', summary: 'Prepare a share on one network: makes its tracked link', tags, successStatus: 201 })
    .input(z.object({ content_id: id, network }))
    .output(preparedShare),
  open: route
    .meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/shares/{share_id}/opening', summary: 'The network’s dialog was opened with this caption', tags })
    .input(z.object({ share_id: id, caption: text(70_000), caption_id: id.nullable().default(null), instance: z.string().max(253).optional() }))
    .output(ownShare),
  declare: route
    .meta({ permission: 'member' })
    .route({ method: 'PUT', path: '/shares/{share_id}/declaration', summary: '“I have posted it”', tags })
    .input(z.object({ share_id: id }))
    .output(ownShare),
  undeclare: route
    .meta({ permission: 'member' })
    .route({ method: 'DELETE', path: '/shares/{share_id}/declaration', summary: 'Take the declaration back', tags })
    .input(z.object({ share_id: id }))
    .output(ownShare),
  count: route
    .meta({ permission: 'content.curate' })
    .route({ method: 'GET', path: '/contents/{content_id}/share-count', summary: 'How many shares of a content have a link out there: what ending its links touches; null: fewer than five people’s, or nobody’s', tags })
    .input(z.object({ content_id: id }))
    .output(z.object({ shares: z.number().int().nullable() })),
  qr_code: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/shares/{share_id}/qr-code', summary: 'The QR code of the member’s own share, as SVG and as PNG', tags })
    .input(z.object({ share_id: id }))
    .output(qrCode),
  mine: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/shares', summary: 'The member’s own shares, latest first; nobody else sees them', tags })
    .input(z.object({ ...pageInput, content_id: id.optional() }))
    .output(page(ownShare)),
}
