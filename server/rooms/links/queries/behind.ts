import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** How many sharers are behind a figure of their links: in a part of the organisation, and in all. */
export interface SharersFollowed { measure: 'clicks' | 'left_out'; dimension: 'all' | 'network' | 'theme' | 'content'; key: string | null; now: boolean; part: number; whole: number }

export interface LinksAsked { theme_id?: string | null | undefined; network?: string | undefined; programme_id?: string | undefined }

/**
 * How many members had their links followed, or asked for by robots: by network, by theme, and of these contents; asked for by robots,
 * in all too. The period before begins on the day `from` and counts by network alone, the period on the day `since`; it ends with `to`.
 * `part`: of these members, `whole`: of everybody. Those who left are not among them.
 */
export const peopleBehindClicks = async ({ tx, organisation_id }: Ctx, { from, since, to }: { from: string; since: string; to: string }, { theme_id, network, programme_id }: LinksAsked, member_ids: readonly string[], content_ids: readonly string[]): Promise<SharersFollowed[]> => {
  const asked = sql.join([
    sql`true`, ...(theme_id === undefined ? [] : [sql`l.theme_id is not distinct from ${theme_id}::uuid`]), ...(network === undefined ? [] : [sql`l.network = ${network}`]),
    ...(programme_id === undefined ? [] : [sql`l.programme_id = ${programme_id}`]),
  ], sql` and `)
  const { rows } = await sql<Omit<SharersFollowed, 'measure'> & { part_asked: number; whole_asked: number }>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id)),
    linked as materialized (
      select link_id, day >= ${since} as now, bool_or(clicks > 0) as clicks, bool_or(drops > 0) as left_out from links.daily_link_clicks
      where organisation_id = ${organisation_id} and day between ${from} and ${to} group by 1, 2
    ), people as materialized (
      select l.sharer_id, p.id is not null as mine, d.now, l.network, l.theme_id, l.content_id, d.clicks, d.left_out
      from linked d join links.links l on l.id = d.link_id left join part p on p.id = l.sharer_id where l.sharer_id is not null and ${asked}
    ), cells as (
      select 'network' as dimension, network as key, now, sharer_id, mine, bool_or(clicks) as clicks, bool_or(left_out) as left_out from people group by network, now, sharer_id, mine
      union all
      select 'theme', theme_id::text, true, sharer_id, mine, bool_or(clicks), bool_or(left_out) from people where now group by theme_id, sharer_id, mine
      union all
      select 'content', content_id::text, true, sharer_id, mine, bool_or(clicks), bool_or(left_out) from people where now and content_id = any (${[...content_ids]}::uuid[]) group by content_id, sharer_id, mine
      union all
      select 'all', null, true, sharer_id, mine, bool_or(clicks), bool_or(left_out) from people where now group by sharer_id, mine
    )
    select dimension, key, now, count(*) filter (where mine and clicks) as part, count(*) filter (where clicks) as whole,
      count(*) filter (where mine and left_out) as part_asked, count(*) filter (where left_out) as whole_asked from cells group by dimension, key, now`.execute(tx)
  return rows.flatMap(({ part, whole, part_asked, whole_asked, ...cell }) => [
    { ...cell, measure: 'clicks' as const, part, whole }, { ...cell, measure: 'left_out' as const, part: part_asked, whole: whole_asked },
  ])
}
