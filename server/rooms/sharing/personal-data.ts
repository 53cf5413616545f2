import type { PersonalData } from '#kit/personal-data'
import { forgetInstances } from './queries/captions.ts'
import { campaignLinksOf, unsignCampaignLinks } from './queries/campaign-links.ts'
import { anonymiseShares, forgetPreparations, sharesOf } from './queries/shares.ts'
import { preparationsKeptSince } from './rules.ts'

/** What a member shared is theirs: when they go, that something was shared stays in the totals, without who or what they wrote. */
export const personalData: PersonalData = {
  columns: ['sharing.shares.member_id', 'sharing.instances.member_id', 'sharing.campaign_links.created_by', 'sharing.campaign_links.removed_by'],
  export: async (ctx, member_id) => ({ shares: await sharesOf(ctx, member_id), campaign_links: await campaignLinksOf(ctx, member_id) }),
  erase: async (ctx, member_id) => {
    await anonymiseShares(ctx, member_id, null)
    await forgetInstances(ctx, member_id)
    await unsignCampaignLinks(ctx, member_id)
  },
  retain: (ctx) => forgetPreparations(ctx, preparationsKeptSince(ctx.now)),
}
