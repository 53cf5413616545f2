import { campaignNetworks, type CampaignNetwork } from '@portevoix/contract/networks/campaign'
import type { CampaignLink } from '@portevoix/contract/sharing/campaign-links'
import type { QrCode } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { found, problem, refuseField } from '#kit/problem'
import { drawQrCode } from '#kit/qr'
import { shownAddress } from '#kit/shown-host'
import { contentStanding, publicContent } from '#room/content'
import { addressPrefix, campaignClicks, createCampaignLink, linkAddresses, reinstateLink, withdrawLink } from '#room/links'
import { audit } from '#room/organisations'
import { memberNames } from '#room/people'
import { programmeOf } from '#room/programme'
import { insertCampaignLink, readCampaignLink, readCampaignLinks, setRemoved, type CampaignLinkRow } from '../queries/campaign-links.ts'
import { previewOf, targetsOf } from './link.ts'

const present = async (ctx: Ctx, rows: readonly CampaignLinkRow[]): Promise<CampaignLink[]> => {
  const ids = rows.map(({ link_id }) => link_id)
  const [addresses, clicks, names] = [await linkAddresses(ctx, ids), await campaignClicks(ctx, ids), await memberNames(ctx, rows.flatMap(({ created_by }) => created_by ?? []))]
  return rows.map((row) => ({
    id: row.id, label: row.label, slug: row.slug, network: found(campaignNetworks.find((network) => network === row.network)),
    address: found(addresses.get(row.link_id)), shown_address: shownAddress(found(addresses.get(row.link_id))),
    clicks: clicks.get(row.link_id)?.clicks ?? 0, left_out: clicks.get(row.link_id)?.drops ?? 0,
    created_at: row.created_at.toISOString(), created_by: row.created_by === null ? null : { name: names.get(row.created_by) ?? '' }, removed_at: row.removed_at?.toISOString() ?? null,
  }))
}

export const shownCampaignLink = async (ctx: Ctx, id: string): Promise<CampaignLink> => {
  const [link] = await present(ctx, [found(await readCampaignLink(ctx, id))])
  return found(link)
}

/** The campaign links of a content, and what the address of the next one will begin with. */
export const shownCampaignLinks = async (ctx: Ctx, content_id: string): Promise<{ items: CampaignLink[]; prefix: string }> => {
  found(await contentStanding(ctx, content_id))
  return { items: await present(ctx, await readCampaignLinks(ctx, content_id)), prefix: shownAddress(await addressPrefix(ctx)) }
}

export interface CampaignLinkDraft { content_id: string; slug: string; label: string; network: CampaignNetwork }

/** Makes a link to a published, shareable content that no ambassador shared. @throws Problem 422 where its slug cannot be had. */
export const makeCampaignLink = async (ctx: Ctx, { content_id, slug, label, network }: CampaignLinkDraft): Promise<string> => {
  const standing = found(await contentStanding(ctx, content_id))
  const content = await publicContent(ctx, content_id)
  if (standing.state !== 'published' || !content) return problem(409, 'sharing.not_public')
  const targetOn = await targetsOf(ctx, content, await programmeOf(ctx, content.programme_id))
  const link = await createCampaignLink(ctx, {
    slug, target: targetOn(network), programme_id: content.programme_id, content_id, theme_id: standing.theme_id, network,
    preview: await previewOf(ctx, content_id, content),
  })
  if (!link.ok) return refuseField('slug', `sharing.slug_${link.reason}`, link.reason === 'look_alike' ? { other: link.other } : {})
  const id = newId()
  await insertCampaignLink(ctx, { id, programme_id: content.programme_id, content_id, link_id: link.id, slug, label, network })
  await audit(ctx, 'campaign_link.made', id, { slug })
  return id
}

/** It leads nowhere from now on; its clicks stay counted and its address stays taken. */
export const removeCampaignLink = async (ctx: Ctx, id: string): Promise<void> => {
  const { link_id, removed_at, slug } = found(await readCampaignLink(ctx, id))
  if (removed_at !== null) return
  await withdrawLink(ctx, link_id)
  await setRemoved(ctx, id, true)
  await audit(ctx, 'campaign_link.removed', id, { slug })
}

export const restoreCampaignLink = async (ctx: Ctx, id: string): Promise<void> => {
  const { link_id, removed_at, slug } = found(await readCampaignLink(ctx, id))
  if (removed_at === null) return
  await reinstateLink(ctx, link_id)
  await setRemoved(ctx, id, false)
  await audit(ctx, 'campaign_link.restored', id, { slug })
}

export const qrCodeOfCampaignLink = async (ctx: Ctx, id: string): Promise<QrCode> => {
  const { address } = await shownCampaignLink(ctx, id)
  return { address, ...await drawQrCode(address) }
}
