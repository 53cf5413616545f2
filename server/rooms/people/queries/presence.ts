import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export type Step = 'day' | 'week' | 'month'

// Both count by distinct rows rather than by count(distinct): those are hashed, these are sorted.

/** How many members were there on at least one of the days from..to (inclusive, the organisation's own). Those who left are not among them. */
export const countPresent = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<number> => {
  const { rows } = await sql<{ members: number }>`
    select count(*) as members from (select distinct member_id from people.connections where organisation_id = ${organisation_id} and day between ${from} and ${to}) as present`.execute(tx)
  return rows[0]?.members ?? 0
}

/** How many members were there in each day, week (from Monday) or month of those days; `key` is its first day. */
export const countConnectedBy = async ({ tx, organisation_id }: Ctx, step: Step, from: string, to: string): Promise<{ key: string; members: number }[]> => {
  const { rows } = await sql<{ key: string; members: number }>`
    select start::date::text as key, count(*) as members
    from (select distinct date_trunc(${step}, day::timestamp) as start, member_id from people.connections where organisation_id = ${organisation_id} and day between ${from} and ${to}) as present
    group by start order by start`.execute(tx)
  return rows
}

/** Members of the organisation who are not suspended. */
export const countActiveMembers = async ({ tx, organisation_id }: Ctx): Promise<number> =>
  (await tx.selectFrom('people.members').where('organisation_id', '=', organisation_id).where('suspended_at', 'is', null)
    .select((row) => row.fn.countAll<number>().as('members')).executeTakeFirst())?.members ?? 0

/**
 * Who was invited in a period, from (included) to (excluded), and who of them has become a member. Whoever came by a link
 * or a QR code counts as invited on the day they came: how many saw it is not known. Ids are for counting only.
 */
export const readInvited = async ({ tx, organisation_id }: Ctx, { from, to }: { from: Date; to: Date }): Promise<{ invited: number; member_ids: string[] }> => {
  const { rows } = await sql<{ member_id: string | null }>`
    select a.member_id from people.invitations i left join people.acceptances a on a.invitation_id = i.id
      where i.organisation_id = ${organisation_id} and i.email is not null and (i.withdrawn_at is null or a.member_id is not null) and i.created_at >= ${from} and i.created_at < ${to}
    union all
    select a.member_id from people.acceptances a join people.invitations i on i.id = a.invitation_id
      where a.organisation_id = ${organisation_id} and i.email is null and a.accepted_at >= ${from} and a.accepted_at < ${to}`.execute(tx)
  return { invited: rows.length, member_ids: [...new Set(rows.flatMap(({ member_id }) => member_id ?? []))] }
}

/** How many of these members each group has. */
export const countInGroups = async ({ tx, organisation_id }: Ctx, member_ids: readonly string[]): Promise<Map<string, number>> => {
  const { rows } = await sql<{ group_id: string; members: number }>`
    select group_id, count(*) as members from people.group_members
    where organisation_id = ${organisation_id} and member_id = any (${[...member_ids]}::uuid[]) group by group_id`.execute(tx)
  return new Map(rows.map(({ group_id, members }) => [group_id, members]))
}

export interface GroupSize { id: string; name: string; members: number }

/** Every group with how many of its members are not suspended. */
export const readGroupSizes = async ({ tx, organisation_id }: Ctx): Promise<GroupSize[]> => {
  const { rows } = await sql<GroupSize>`
    select g.id, g.name, count(m.id) as members from people.groups g
      left join people.group_members gm on gm.group_id = g.id left join people.members m on m.id = gm.member_id and m.suspended_at is null
    where g.organisation_id = ${organisation_id} group by g.id order by lower(g.name), g.id`.execute(tx)
  return rows
}
