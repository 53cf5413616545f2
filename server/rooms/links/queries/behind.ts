import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** How many sharers are behind a figure: of some members (`part`) and of everybody (`whole`). */
export interface SharersClicked { measure: 'clicks' | 'left_out'; dimension: 'all' | 'network' | 'theme' | 'content' | 'step'; key: string; now: boolean; part: number; whole: number }

export interface LinksAsked { theme_id?: string | null | undefined; network?: string | undefined; programme_id?: string | undefined }

/**
 * How many members had their links followed, or asked for by robots, in all and by network, theme, content and step: what clicks
 * of a part of the organisation are guarded by. `starts` are days: the period before begins on the first and is step 0, each step
 * of the period on one of the others; the last ends with `to`. Those who left are not among them.
 */
export const peopleBehindClicks = async ({ tx, organisation_id }: Ctx, { starts, to }: { starts: readonly string[]; to: string }, { theme_id, network, programme_id }: LinksAsked, member_ids: readonly string[]): Promise<SharersClicked[]> => {
  const asked = sql.join([
    sql`true`, ...(theme_id === undefined ? [] : [sql`l.theme_id is not distinct from ${theme_id}::uuid`]), ...(network === undefined ? [] : [sql`l.network = ${network}`]),
    ...(programme_id === undefined ? [] : [sql`l.programme_id = ${programme_id}`]),
  ], sql` and `)
  const { rows } = await sql<Omit<SharersClicked, 'measure'> & { part_dropped: number; whole_dropped: number }>`
    with acts as (
      select l.sharer_id, l.sharer_id = any (${[...member_ids]}::uuid[]) as mine, l.network, l.content_id as content, l.theme_id as theme, d.clicks, d.drops,
        width_bucket(d.day, ${[...starts]}::date[]) - 1 as step
      from links.daily_link_clicks d join links.links l on l.id = d.link_id
      where d.organisation_id = ${organisation_id} and d.day between ${starts[0]} and ${to} and l.sharer_id is not null and ${asked}
    )
    select case when grouping(step) = 0 then 'step' when grouping(content) = 0 then 'content' when grouping(network) = 0 then 'network' when grouping(theme) = 0 then 'theme' else 'all' end as dimension,
      coalesce(case when grouping(step) = 0 then step::text when grouping(content) = 0 then content::text when grouping(network) = 0 then network else theme::text end, '') as key, step > 0 as now,
      count(distinct sharer_id) filter (where clicks > 0) as whole, count(distinct sharer_id) filter (where clicks > 0 and mine) as part,
      count(distinct sharer_id) filter (where drops > 0) as whole_dropped, count(distinct sharer_id) filter (where drops > 0 and mine) as part_dropped
    from acts group by grouping sets ((step > 0), (step > 0, theme), (step > 0, content), (step > 0, network), (step, step > 0))`.execute(tx)
  return rows.flatMap(({ part, whole, part_dropped, whole_dropped, ...cell }) => [
    { ...cell, measure: 'clicks' as const, part, whole }, { ...cell, measure: 'left_out' as const, part: part_dropped, whole: whole_dropped },
  ])
}
