import type { Ctx } from '#kit/context'

export interface CampaignLinkRow {
  id: string; content_id: string; link_id: string; slug: string; label: string; network: string
  created_at: Date; created_by: string | null; removed_at: Date | null
}

const columns = ['id', 'content_id', 'link_id', 'slug', 'label', 'network', 'created_at', 'created_by', 'removed_at'] as const

const all = ({ tx, organisation_id }: Ctx) => tx.selectFrom('sharing.campaign_links').select(columns).where('organisation_id', '=', organisation_id)

/** Those that lead somewhere first, then the latest first. */
export const readCampaignLinks = (ctx: Ctx, content_id: string): Promise<CampaignLinkRow[]> =>
  all(ctx).where('content_id', '=', content_id).orderBy((row) => row('removed_at', 'is not', null)).orderBy('id', 'desc').execute()

export const readCampaignLink = (ctx: Ctx, id: string): Promise<CampaignLinkRow | undefined> => all(ctx).where('id', '=', id).executeTakeFirst()

export interface NewCampaignLink { id: string; programme_id: string; content_id: string; link_id: string; slug: string; label: string; network: string }

export const insertCampaignLink = (ctx: Ctx, link: NewCampaignLink) =>
  ctx.tx.insertInto('sharing.campaign_links').values({ ...link, organisation_id: ctx.organisation_id, created_at: ctx.now, created_by: ctx.actor.member_id }).execute()

/** Who took the link away, and when; nobody where it leads on. */
export const setRemoved = ({ tx, organisation_id, now, actor }: Ctx, id: string, removed: boolean) =>
  tx.updateTable('sharing.campaign_links').set(removed ? { removed_at: now, removed_by: actor.member_id } : { removed_at: null, removed_by: null })
    .where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

/** Campaign links are the team's: who leaves takes their name off. */
export const unsignCampaignLinks = async ({ tx, organisation_id }: Ctx, member_id: string): Promise<void> => {
  for (const column of ['created_by', 'removed_by'] as const) {
    await tx.updateTable('sharing.campaign_links').set({ [column]: null }).where('organisation_id', '=', organisation_id).where(column, '=', member_id).execute()
  }
}

export const campaignLinksOf = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('sharing.campaign_links').select(['slug', 'label', 'network', 'content_id', 'created_at', 'created_by', 'removed_at', 'removed_by']).where('organisation_id', '=', organisation_id)
    .where((row) => row.or([row('created_by', '=', member_id), row('removed_by', '=', member_id)])).orderBy('id').execute()

/** Where the organisation's campaign links are put, or were. */
export const campaignNetworksUsed = async ({ tx, organisation_id }: Ctx): Promise<string[]> =>
  (await tx.selectFrom('sharing.campaign_links').select('network').distinct().where('organisation_id', '=', organisation_id).execute()).map(({ network }) => network)
