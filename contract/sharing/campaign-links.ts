import { z } from 'zod'
import { campaignNetworks } from '../networks/campaign.ts'
import { route } from '../route.ts'
import { id, instant, line, qrCode } from '../shapes.ts'

const person = z.object({ name: z.string() }).nullable()

/** A link to a content on the team's own behalf, at an address that somebody chose; nobody's share. */
export const campaignLink = z.object({
  id,
  label: z.string(),
  network: z.enum(campaignNetworks),
  slug: z.string(),
  address: z.string(),
  /** The same to be read: an accented domain with its accents, where it cannot be taken for another. */
  shown_address: z.string(),
  /** Humans who came by it, robots left out; and what was left out. */
  clicks: z.number().int(),
  left_out: z.number().int(),
  created_at: instant,
  created_by: person,
  /** It answers that it leads nowhere since then. */
  removed_at: instant.nullable(),
})
export type CampaignLink = z.infer<typeof campaignLink>

const tags = ['sharing']
const curate = { permission: 'content.curate' } as const
const one = z.object({ id })

export const campaignLinks = {
  list: route.meta(curate)
    .route({ method: 'GET', path: '/contents/{content_id}/campaign-links', summary: 'The campaign links of a content and their clicks, latest first', tags })
    .input(z.object({ content_id: id }))
    /** `prefix`: what a shown address begins with before its slug. */
    .output(z.object({ items: z.array(campaignLink), prefix: z.string() })),
  make: route.meta(curate)
    .route({ method: 'POST', path: '/contents/{content_id}/campaign-links', summary: 'Make a link without a sharer, at an address of your choice', tags, successStatus: 201 })
    .input(z.object({ content_id: id, slug: line(200), label: line(80), network: z.enum(campaignNetworks) })).output(campaignLink),
  remove: route.meta(curate)
    .route({ method: 'PUT', path: '/campaign-links/{id}/removal', summary: 'Let the link lead nowhere; its address stays taken', tags }).input(one).output(campaignLink),
  restore: route.meta(curate)
    .route({ method: 'DELETE', path: '/campaign-links/{id}/removal', summary: 'Let the link lead to its content again', tags }).input(one).output(campaignLink),
  qr_code: route.meta(curate)
    .route({ method: 'GET', path: '/campaign-links/{id}/qr-code', summary: 'The QR code of a campaign link, as SVG and as PNG', tags }).input(one).output(qrCode),
}
