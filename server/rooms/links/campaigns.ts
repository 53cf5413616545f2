import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { checkedTarget, type LinkDraft } from './actions.ts'
import { insertCampaignLink, readCampaignClicks, readLookAlike, setWithdrawn } from './queries/campaigns.ts'
import type { ClickCount } from './queries/clicks.ts'
import { linkAddress } from './rules.ts'
import { likenessOf, slugTrouble, type SlugTrouble } from './slugs.ts'

/** A link without a sharer, at an address that somebody chose. */
export interface CampaignDraft extends Omit<LinkDraft, 'share_id' | 'sharer_id' | 'tribe' | 'group_ids'> { slug: string }

export type CampaignLink = { ok: true; id: string; address: string } | { ok: false; reason: SlugTrouble | 'taken' } | { ok: false; reason: 'look_alike'; other: string }

/**
 * Makes a campaign link on the domain that the organisation prefers. Links of all organisations are reached at the
 * installation's own address too, so that a slug is unique among all of them; whose it is otherwise is not told.
 */
export const createCampaignLink = async (ctx: Ctx, { slug, ...draft }: CampaignDraft): Promise<CampaignLink> => {
  const reason = slugTrouble(slug)
  if (reason !== null) return { ok: false, reason }
  const id = newId()
  const likeness = likenessOf(slug)
  const made = await insertCampaignLink(ctx, { ...draft, id, slug, likeness, target: checkedTarget(draft.target) })
  if (made) return { ok: true, id, address: linkAddress(ctx.kit.settings, slug, made.host) }
  const other = await readLookAlike(ctx, likeness)
  return other === null || other === slug ? { ok: false, reason: 'taken' } : { ok: false, reason: 'look_alike', other }
}

/** The link answers that it leads nowhere; its slug stays taken, so that what was printed never leads elsewhere. */
export const withdrawLink = (ctx: Ctx, id: string): Promise<void> => setWithdrawn(ctx, id, ctx.now)

export const reinstateLink = (ctx: Ctx, id: string): Promise<void> => setWithdrawn(ctx, id, null)

/** What each campaign link brought since it was made. */
export const campaignClicks = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, ClickCount>> => readCampaignClicks(ctx, ids)
