import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Who did it, as far as totals go. */
export interface Counted { day: string; tribe: string; group_ids: readonly string[] }

/** Adds to the day's totals of these contents, for the tribe and for each group; always in the same order, so that two never wait for each other. */
export const countActivity = async (ctx: Ctx, measure: 'views' | 'saves', content_ids: readonly string[], { day, tribe, group_ids }: Counted, by: 1 | -1 = 1): Promise<void> => {
  if (content_ids.length === 0) return
  const column = sql.ref(measure)
  const change = sql`greatest(totals.${column} + ${by}::integer, 0)`
  await sql`
    insert into content.daily_content_activity as totals (organisation_id, programme_id, day, content_id, theme_id, tribe, ${column})
    select organisation_id, programme_id, ${day}::date, id, theme_id, ${tribe}, greatest(${by}::integer, 0)
    from content.contents where id = any (${[...content_ids]}::uuid[]) order by id
    on conflict (content_id, day, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
  if (group_ids.length === 0) return
  await sql`
    insert into content.daily_group_content_activity as totals (organisation_id, programme_id, day, group_id, content_id, theme_id, tribe, ${column})
    select c.organisation_id, c.programme_id, ${day}::date, g.id, c.id, c.theme_id, ${tribe}, greatest(${by}::integer, 0)
    from content.contents c cross join unnest(${[...group_ids]}::uuid[]) as g (id) where c.id = any (${[...content_ids]}::uuid[]) order by c.id, g.id
    on conflict (content_id, day, group_id, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
}

/**
 * Counts a reading or a like, or (-1) a like that is taken back: on its content, for the tribe and for each group, and in the totals
 * without contents, which keep the theme that the content's day was filed under.
 */
export const countMark = async (ctx: Ctx, measure: 'reads' | 'likes', content_id: string, { day, tribe, group_ids }: Counted, by: 1 | -1 = 1): Promise<void> => {
  const column = sql.ref(measure)
  const first = sql`greatest(${by}::integer, 0)`
  const change = sql`greatest(totals.${column} + ${by}::integer, 0)`
  const both = measure === 'reads' ? sql`${first}, 0` : sql`0, ${first}`
  await sql`
    with told as (
      insert into content.daily_content_activity as totals (organisation_id, programme_id, day, content_id, theme_id, tribe, ${column})
      select organisation_id, programme_id, ${day}::date, id, theme_id, ${tribe}, ${first} from content.contents where id = ${content_id}
      on conflict (content_id, day, tribe) do update set ${column} = ${change} returning totals.organisation_id, totals.programme_id, totals.theme_id
    )
    insert into content.daily_totals as totals (organisation_id, day, programme_id, theme_id, tribe, reads, likes)
    select organisation_id, ${day}::date, programme_id, theme_id, ${tribe}, ${both} from told
    on conflict (organisation_id, day, programme_id, theme_id, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
  if (group_ids.length > 0) {
    await sql`
      with told as (
        insert into content.daily_group_content_activity as totals (organisation_id, programme_id, day, group_id, content_id, theme_id, tribe, ${column})
        select c.organisation_id, c.programme_id, ${day}::date, g.id, c.id, c.theme_id, ${tribe}, ${first}
        from content.contents c cross join unnest(${[...group_ids]}::uuid[]) as g (id) where c.id = ${content_id} order by g.id
        on conflict (content_id, day, group_id, tribe) do update set ${column} = ${change} returning totals.organisation_id, totals.programme_id, totals.group_id
      )
      insert into content.daily_group_totals as totals (organisation_id, day, group_id, programme_id, tribe, reads, likes)
      select organisation_id, ${day}::date, group_id, programme_id, ${tribe}, ${both} from told order by group_id
      on conflict (organisation_id, day, group_id, programme_id, tribe) do update set ${column} = ${change}`.execute(ctx.tx)
  }
  if (by < 0) await sql`insert into content.changed_days (organisation_id, day) values (${ctx.organisation_id}, ${day}) on conflict do nothing`.execute(ctx.tx)
}

/** To how many ambassadors a content is meant, by tribe and by group; said once, on the day of its publication. */
export const setOffered = async (ctx: Ctx, content_id: string, day: string, counts: readonly { tribe: string; group_id: string | null; members: number }[]): Promise<void> => {
  for (const group of [false, true]) {
    const told = counts.filter(({ group_id }) => (group_id !== null) === group)
    if (told.length === 0) continue
    await sql`
      insert into ${sql.table(group ? 'content.daily_group_content_activity' : 'content.daily_content_activity')} (organisation_id, programme_id, day, ${group ? sql`group_id, ` : sql``}content_id, theme_id, tribe, offered)
      select c.organisation_id, c.programme_id, ${day}::date, ${group ? sql`told.group_id, ` : sql``}c.id, c.theme_id, told.tribe, told.members
      from content.contents c, unnest(${told.map(({ tribe }) => tribe)}::text[], ${told.map(({ group_id }) => group_id)}::uuid[], ${told.map(({ members }) => members)}::integer[]) as told (tribe, group_id, members)
      where c.id = ${content_id} order by told.group_id, told.tribe
      on conflict (content_id, day, ${group ? sql`group_id, ` : sql``}tribe) do update set offered = excluded.offered`.execute(ctx.tx)
  }
}
