import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Period, ShareCount } from './figures.ts'

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
