import { sql } from 'kysely'
import type { ShareState } from '@portevoix/contract/sharing'
import type { Ctx } from '#kit/context'

/** Adds to the day's totals of a share's content and network, for its tribe and for each of its groups. */
export const countShare = async (ctx: Ctx, share_id: string, state: ShareState, day: string, by: 1 | -1 = 1): Promise<void> => {
  const column = sql.ref(state)
  const change = sql`greatest(totals.${column} + ${by}::integer, 0)`
  await sql`
    insert into sharing.daily_shares as totals (organisation_id, programme_id, day, content_id, network, theme_id, tribe, ${column})
    select organisation_id, programme_id, ${day}::date, content_id, network, theme_id, tribe, greatest(${by}::integer, 0)
    from sharing.shares where id = ${share_id}
    on conflict (content_id, day, network, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
  await sql`
    insert into sharing.daily_group_shares as totals (organisation_id, programme_id, day, group_id, content_id, network, theme_id, tribe, ${column})
    select s.organisation_id, s.programme_id, ${day}::date, g.id, s.content_id, s.network, s.theme_id, s.tribe, greatest(${by}::integer, 0)
    from sharing.shares s cross join unnest(s.group_ids) as g (id) where s.id = ${share_id} order by g.id
    on conflict (content_id, day, network, group_id, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
}
