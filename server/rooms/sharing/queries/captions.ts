import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** A caption, and the part that it is compared in. */
export interface ComparedCaption { id: string; part: string }

/** How often a caption was taken, and how many people took any of its part; who has left is counted with none. */
export interface CaptionUses { caption_id: string; uses: number; people: number }

/** How often these captions of a content were taken on days before this one, as days are in that zone. */
export const captionUses = async (ctx: Ctx, content_id: string, captions: readonly ComparedCaption[], { day, time_zone }: { day: string; time_zone: string }): Promise<CaptionUses[]> => {
  const { rows } = await sql<CaptionUses>`
    with taken as (
      select c.part, c.id, s.member_id from sharing.shares s
        join unnest(${captions.map(({ id }) => id)}::uuid[], ${captions.map(({ part }) => part)}::text[]) as c (id, part) on c.id = s.caption_id
      where s.content_id = ${content_id} and s.opened_at < (${day}::date)::timestamp at time zone ${time_zone}
    ), behind as (select part, count(distinct member_id)::integer as people from taken group by part)
    select t.id as caption_id, count(*)::integer as uses, b.people from taken t join behind b using (part) group by t.id, b.people`.execute(ctx.tx)
  return rows
}

/** The servers where a member has their accounts, by network. */
export const instancesOf = async (ctx: Ctx, member_id: string): Promise<Map<string, string>> => {
  const rows = await ctx.tx.selectFrom('sharing.instances').select(['network', 'host']).where('member_id', '=', member_id).execute()
  return new Map(rows.map(({ network, host }) => [network, host]))
}

export const rememberInstance = (ctx: Ctx, member_id: string, network: string, host: string) =>
  ctx.tx.insertInto('sharing.instances').values({ organisation_id: ctx.organisation_id, member_id, network, host, used_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['member_id', 'network']).doUpdateSet({ host, used_at: ctx.now })).execute()

export const forgetInstances = (ctx: Ctx, member_id: string) => ctx.tx.deleteFrom('sharing.instances').where('member_id', '=', member_id).execute()
