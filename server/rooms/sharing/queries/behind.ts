import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { duringDays, type Days } from '#kit/days'

/** Which shares are meant; theme null: of contents without one. */
export interface SharesAsked { programme_id?: string | undefined; theme_id?: string | null | undefined; network?: string | undefined }

/** Conditions on `sharing.shares` as s. */
const sharesAsked = ({ programme_id, theme_id, network }: SharesAsked) => sql.join([
  sql`true`, ...(programme_id === undefined ? [] : [sql`s.programme_id = ${programme_id}`]),
  ...(theme_id === undefined ? [] : [sql`s.theme_id is not distinct from ${theme_id}::uuid`]), ...(network === undefined ? [] : [sql`s.network = ${network}`]),
], sql` and `)

/** Those who shared on a day of a programme's contents; ids may come more than once. `content_ids`: which content, one for each of them. */
export interface Sharers { day: string; programme_id: string; theme_id: string | null; network: string | null; content_ids: string[] | null; member_ids: string[] }

/**
 * Who opened a share on the days of a period (both the organisation's own, both included): for counting only, never for showing. Those who
 * left are not among them. `by`: told apart by theme, by network, and with the contents; what is not asked for is null.
 */
export const sharersByDay = async (ctx: Ctx, { from, to }: { from: string; to: string }, time_zone: string, asked: SharesAsked = {}, by: readonly ('theme' | 'network' | 'content')[] = []): Promise<Sharers[]> => {
  const told = (name: 'theme' | 'network', column: string) => (by.includes(name) ? sql`s.${sql.ref(column)}` : sql`null as ${sql.ref(column)}`)
  const { rows } = await sql<Omit<Sharers, 'member_ids' | 'content_ids'> & { ids: string; contents: string | null }>`
    select ${told('theme', 'theme_id')}, ${told('network', 'network')}, (s.opened_at at time zone ${time_zone})::date as day, s.programme_id, string_agg(s.member_id::text, ',') as ids,
      ${by.includes('content') ? sql`string_agg(s.content_id::text, ',')` : sql`null`} as contents
    from sharing.shares s
    where s.organisation_id = ${ctx.organisation_id} and s.member_id is not null and s.opened_at >= ${from}::date::timestamp at time zone ${time_zone}
      and s.opened_at < (${to}::date + 1)::timestamp at time zone ${time_zone} and ${sharesAsked(asked)} group by 1, 2, 3, 4`.execute(ctx.tx)
  return rows.map(({ ids, contents, ...row }) => ({ ...row, member_ids: ids.split(','), content_ids: contents?.split(',') ?? null }))
}

/** Who opened a share of each of these contents on some days; ids may come more than once. For counting only. */
export const sharersOfContents = async ({ tx, organisation_id }: Ctx, days: readonly Days[], time_zone: string, content_ids: readonly string[]): Promise<{ content_id: string; programme_id: string; member_ids: string[] }[]> => {
  const { rows } = await sql<{ content_id: string; programme_id: string; ids: string }>`
    select s.content_id, s.programme_id, string_agg(s.member_id::text, ',') as ids from sharing.shares s
    where s.organisation_id = ${organisation_id} and s.member_id is not null and s.content_id = any (${[...content_ids]}::uuid[])
      and ${duringDays(sql`s.opened_at`, days, time_zone)} group by s.content_id, s.programme_id`.execute(tx)
  return rows.map(({ ids, ...row }) => ({ ...row, member_ids: ids.split(',') }))
}

/** How many people are behind a figure of what was shared: in a part of the organisation, and in all. */
export interface SharersBehind { dimension: 'network' | 'theme' | 'content'; key: string | null; now: boolean; part: number; whole: number }

/** Moments: the period before begins at `from`, the period at `since`; it ends before `to`. */
interface Compared { from: Date; since: Date; to: Date }

/**
 * How many people opened a share: by network, also in the period before, and by theme. `part`: of these members, `whole`: of everybody.
 * Those who left are not among them.
 */
export const peopleBehindShares = async ({ tx, organisation_id }: Ctx, { from, since, to }: Compared, asked: SharesAsked, member_ids: readonly string[]): Promise<SharersBehind[]> => {
  const { rows } = await sql<SharersBehind>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id)),
    people as materialized (
      select s.member_id, p.id is not null as mine, s.opened_at >= ${since} as now, s.network, s.theme_id from sharing.shares s left join part p on p.id = s.member_id
      where s.organisation_id = ${organisation_id} and s.member_id is not null and s.opened_at >= ${from} and s.opened_at < ${to} and ${sharesAsked(asked)}
    )
    select 'network' as dimension, network as key, now, count(*) filter (where mine) as part, count(*) as whole from (select network, now, member_id, mine from people group by 1, 2, 3, 4) as sharers group by network, now
    union all
    select 'theme', theme_id::text, true, count(*) filter (where mine), count(*) from (select theme_id, member_id, mine from people where now group by 1, 2, 3) as sharers group by theme_id`.execute(tx)
  return rows
}

/** The same of each of these contents, over a period. */
export const sharersBehindContents = async ({ tx, organisation_id }: Ctx, { since, to }: Omit<Compared, 'from'>, asked: SharesAsked, member_ids: readonly string[], content_ids: readonly string[]): Promise<SharersBehind[]> => {
  const { rows } = await sql<SharersBehind>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id))
    select 'content' as dimension, content_id::text as key, true as now, count(p.id) as part, count(*) as whole from (
      select distinct s.content_id, s.member_id from sharing.shares s
      where s.organisation_id = ${organisation_id} and s.member_id is not null and s.content_id = any (${[...content_ids]}::uuid[]) and s.opened_at >= ${since} and s.opened_at < ${to}
        and ${sharesAsked(asked)}) as sharers
    left join part p on p.id = sharers.member_id group by content_id`.execute(tx)
  return rows
}
