import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/**
 * Who was there, as one set of bits a member: bit n for a day from starts[n] on and before the next start; the last part ends with
 * the day `to` (both the organisation's own). At most 62 parts. Those who left are not among them.
 */
export const presenceParts = async ({ tx, organisation_id }: Ctx, starts: readonly string[], to: string): Promise<bigint[]> => {
  const { rows: [row] } = await sql<{ parts: string | null }>`
    select string_agg(parts::text, ',') as parts from (
      select bit_or(1::bigint << (width_bucket(day, ${[...starts]}::date[]) - 1)) as parts from people.connections
      where organisation_id = ${organisation_id} and day between ${starts[0]} and ${to} group by member_id) as present`.execute(tx)
  return row?.parts ? row.parts.split(',').map(BigInt) : []
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

/** A group, how many of its members are not suspended, and all of them by id: for counting only. */
export interface GroupMembers { id: string; name: string; members: number; member_ids: string[] }

/** Every group with its members. */
export const readGroupMembers = async ({ tx, organisation_id }: Ctx): Promise<GroupMembers[]> => {
  const { rows } = await sql<{ id: string; name: string; members: number; member_ids: string | null }>`
    select g.id, g.name, count(*) filter (where m.id is not null and m.suspended_at is null) as members, string_agg(m.id::text, ',') as member_ids from people.groups g
      left join people.group_members gm on gm.group_id = g.id left join people.members m on m.id = gm.member_id
    where g.organisation_id = ${organisation_id} group by g.id order by lower(g.name), g.id`.execute(tx)
  return rows.map(({ member_ids, ...group }) => ({ ...group, member_ids: member_ids?.split(',') ?? [] }))
}
