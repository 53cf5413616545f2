import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Period, ShareCount } from './figures.ts'

/** Which shares are meant; theme null: of contents without one. */
export interface SharesAsked { programme_id?: string | undefined; theme_id?: string | null | undefined; network?: string | undefined }

/** Conditions on `sharing.shares` as s. */
const sharesAsked = ({ programme_id, theme_id, network }: SharesAsked) => sql.join([
  sql`true`, ...(programme_id === undefined ? [] : [sql`s.programme_id = ${programme_id}`]),
  ...(theme_id === undefined ? [] : [sql`s.theme_id is not distinct from ${theme_id}::uuid`]), ...(network === undefined ? [] : [sql`s.network = ${network}`]),
], sql` and `)

/** Who opened a share on the days of a period (both the organisation's own, both included), by day and programme: for counting only, never for showing. Those who left are not among them. */
export const sharersByDay = async (ctx: Ctx, { from, to }: { from: string; to: string }, time_zone: string, asked: SharesAsked = {}): Promise<{ day: string; programme_id: string; member_ids: string[] }[]> => {
  const { rows } = await sql<{ day: string; programme_id: string; ids: string }>`
    select (s.opened_at at time zone ${time_zone})::date as day, s.programme_id, string_agg(s.member_id::text, ',') as ids from sharing.shares s
    where s.organisation_id = ${ctx.organisation_id} and s.member_id is not null and s.opened_at >= ${from}::date::timestamp at time zone ${time_zone}
      and s.opened_at < (${to}::date + 1)::timestamp at time zone ${time_zone} and ${sharesAsked(asked)} group by 1, 2`.execute(ctx.tx)
  return rows.map(({ ids, ...row }) => ({ ...row, member_ids: ids.split(',') }))
}

/** How many people are behind a figure of what was shared: in a part of the organisation, and in all. */
export interface SharersBehind { dimension: 'network' | 'theme' | 'content'; key: string | null; now: boolean; part: number; whole: number }

/**
 * How many people opened a share: by network, by theme, and of these contents. The period before begins at `from` and counts by network
 * alone, the period at `since`; it ends before `to`. `part`: of these members, `whole`: of everybody. Those who left are not among them.
 */
export const peopleBehindShares = async ({ tx, organisation_id }: Ctx, { from, since, to }: { from: Date; since: Date; to: Date }, asked: SharesAsked, member_ids: readonly string[], content_ids: readonly string[]): Promise<SharersBehind[]> => {
  const { rows } = await sql<SharersBehind>`
    with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id)),
    people as materialized (
      select s.member_id, p.id is not null as mine, s.opened_at >= ${since} as now, s.network, s.theme_id, s.content_id from sharing.shares s left join part p on p.id = s.member_id
      where s.organisation_id = ${organisation_id} and s.member_id is not null and s.opened_at >= ${from} and s.opened_at < ${to} and ${sharesAsked(asked)}
    )
    select 'network' as dimension, network as key, now, count(*) filter (where mine) as part, count(*) as whole from (select network, now, member_id, mine from people group by 1, 2, 3, 4) as sharers group by network, now
    union all
    select 'theme', theme_id::text, true, count(*) filter (where mine), count(*) from (select theme_id, member_id, mine from people where now group by 1, 2, 3) as sharers group by theme_id
    union all
    select 'content', content_id::text, true, count(*) filter (where mine), count(*) from (
      select content_id, member_id, mine from people where now and content_id = any (${[...content_ids]}::uuid[]) group by 1, 2, 3) as sharers group by content_id`.execute(tx)
  return rows
}

/** Who of these members has opened a share since a moment: for counting only. */
export const sharersAmong = async (ctx: Ctx, member_ids: readonly string[], since: Date): Promise<string[]> => {
  const { rows } = await sql<{ member_id: string }>`
    select distinct member_id from sharing.shares where member_id = any (${[...member_ids]}::uuid[]) and opened_at >= ${since}`.execute(ctx.tx)
  return rows.map(({ member_id }) => member_id)
}

export type OwnShareDimension = 'day' | 'network' | 'theme_id' | 'content_id'

/** A member's shares opened in a period and what is known of them today, for that member's eyes; the most first. */
export const countOwnSharesBy = async (ctx: Ctx, member_id: string, dimension: OwnShareDimension, { from, to }: Period): Promise<(ShareCount & { key: string | null })[]> => {
  const key = dimension === 'day' ? sql`(select o.day from sharing.share_states o where o.share_id = s.id and o.state = 'opened')` : sql.ref(`s.${dimension}`)
  const known = (state: string) => sql`count(*) filter (where exists (select from sharing.share_states k where k.share_id = s.id and k.state = ${state}))`
  const { rows } = await sql<ShareCount & { key: string | null }>`
    select ${key}::text as key, count(*) as opened, ${known('declared')} as declared, ${known('confirmed')} as confirmed
    from sharing.shares s where s.member_id = ${member_id} and s.opened_at >= ${from} and s.opened_at < ${to}
    group by 1 order by ${dimension === 'day' ? sql`1` : sql`opened desc, 1`}`.execute(ctx.tx)
  return rows
}

/** The shares of several members in a programme, each from a moment of their own: only ever those who agreed to be ranked. */
export const countSharesOfMembers = async (ctx: Ctx, programme_id: string, members: readonly { member_id: string; from: Date }[], { from, to }: Period): Promise<Map<string, number>> => {
  const { rows } = await sql<{ member_id: string; shares: number }>`
    select s.member_id, count(*) as shares from sharing.shares s
    join unnest(${members.map(({ member_id }) => member_id)}::uuid[], ${members.map((member) => member.from.toISOString())}::timestamptz[]) as m (member_id, since) on m.member_id = s.member_id
    where s.programme_id = ${programme_id} and s.opened_at >= greatest(m.since, ${from}) and s.opened_at < ${to} group by s.member_id`.execute(ctx.tx)
  return new Map(rows.map(({ member_id, shares }) => [member_id, shares]))
}

/** The contents of a programme that any of these members shared, ever. */
export const contentsSharedBy = async (ctx: Ctx, programme_id: string, member_ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ content_id: string }>`
    select distinct content_id from sharing.shares where programme_id = ${programme_id} and member_id = any (${[...member_ids]}::uuid[])`.execute(ctx.tx)
  return rows.map(({ content_id }) => content_id)
}
