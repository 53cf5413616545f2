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

/** How many people are behind a figure: of some members (`part`) and of everybody (`whole`). */
export interface SharersBehind { dimension: 'all' | 'network' | 'theme' | 'content' | 'step'; key: string; now: boolean; part: number; whole: number }

/**
 * How many people opened a share, in all and by network, theme, content and step. The period before begins at the first of
 * `starts` and is step 0, each step of the period at one of the others; the last ends at `until`. Those who left are not among them.
 */
export const peopleBehindShares = async (ctx: Ctx, { starts, until }: { starts: readonly Date[]; until: Date }, asked: SharesAsked, member_ids: readonly string[]): Promise<SharersBehind[]> => {
  const { rows } = await sql<SharersBehind>`
    with acts as (
      select s.member_id, s.member_id = any (${[...member_ids]}::uuid[]) as mine, s.network, s.content_id as content, s.theme_id as theme,
        width_bucket(s.opened_at, ${starts.map((start) => start.toISOString())}::timestamptz[]) - 1 as step
      from sharing.shares s
      where s.organisation_id = ${ctx.organisation_id} and s.member_id is not null and s.opened_at >= ${starts[0]} and s.opened_at < ${until} and ${sharesAsked(asked)}
    )
    select case when grouping(step) = 0 then 'step' when grouping(content) = 0 then 'content' when grouping(network) = 0 then 'network' when grouping(theme) = 0 then 'theme' else 'all' end as dimension,
      coalesce(case when grouping(step) = 0 then step::text when grouping(content) = 0 then content::text when grouping(network) = 0 then network else theme::text end, '') as key, step > 0 as now,
      count(distinct member_id) as whole, count(distinct member_id) filter (where mine) as part
    from acts group by grouping sets ((step > 0), (step > 0, theme), (step > 0, content), (step > 0, network), (step, step > 0))`.execute(ctx.tx)
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

/** The shares of several members in a programme: only ever those who agreed to be ranked. */
export const countSharesOfMembers = async (ctx: Ctx, programme_id: string, member_ids: readonly string[], { from, to }: Period): Promise<Map<string, number>> => {
  const { rows } = await sql<{ member_id: string; shares: number }>`
    select member_id, count(*) as shares from sharing.shares
    where programme_id = ${programme_id} and member_id = any (${[...member_ids]}::uuid[]) and opened_at >= ${from} and opened_at < ${to} group by member_id`.execute(ctx.tx)
  return new Map(rows.map(({ member_id, shares }) => [member_id, shares]))
}

/** The contents of a programme that any of these members shared, ever. */
export const contentsSharedBy = async (ctx: Ctx, programme_id: string, member_ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ content_id: string }>`
    select distinct content_id from sharing.shares where programme_id = ${programme_id} and member_id = any (${[...member_ids]}::uuid[])`.execute(ctx.tx)
  return rows.map(({ content_id }) => content_id)
}
