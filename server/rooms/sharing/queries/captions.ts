import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** How often each caption of a content was taken. */
export const captionUses = async (ctx: Ctx, content_id: string): Promise<Map<string, number>> => {
  const rows = await ctx.tx.selectFrom('sharing.caption_uses').select(['caption_id', 'uses']).where('content_id', '=', content_id).execute()
  return new Map(rows.map(({ caption_id, uses }) => [caption_id, uses]))
}

export const countCaptionUse = (ctx: Ctx, content_id: string, caption_id: string) =>
  ctx.tx.insertInto('sharing.caption_uses').values({ caption_id, content_id, organisation_id: ctx.organisation_id, uses: 1 })
    .onConflict((conflict) => conflict.column('caption_id').doUpdateSet({ uses: sql`caption_uses.uses + 1` })).execute()

/** The servers where a member has their accounts, by network. */
export const instancesOf = async (ctx: Ctx, member_id: string): Promise<Map<string, string>> => {
  const rows = await ctx.tx.selectFrom('sharing.instances').select(['network', 'host']).where('member_id', '=', member_id).execute()
  return new Map(rows.map(({ network, host }) => [network, host]))
}

export const rememberInstance = (ctx: Ctx, member_id: string, network: string, host: string) =>
  ctx.tx.insertInto('sharing.instances').values({ organisation_id: ctx.organisation_id, member_id, network, host, used_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['member_id', 'network']).doUpdateSet({ host, used_at: ctx.now })).execute()

export const forgetInstances = (ctx: Ctx, member_id: string) => ctx.tx.deleteFrom('sharing.instances').where('member_id', '=', member_id).execute()
