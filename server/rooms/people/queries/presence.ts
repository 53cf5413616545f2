import { sql } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

/** A part of the organisation: a tribe, a group, those who are in both. */
export interface Part { tribe?: Tribe | undefined; group_id?: string | undefined }

/** Who was in a group at a moment, whoever was put in or taken out since. Condition on `people.members` as m. */
const wasIn = (group_id: string, at: Date) => sql`(exists (select from people.group_members g where g.member_id = m.id and g.group_id = ${group_id} and g.added_at <= ${at})
  or exists (select from people.past_groups p where p.member_id = m.id and p.group_id = ${group_id} and p.added_at <= ${at} and p.removed_at > ${at}))`

/** The members of a part by id, of a group those of a moment, and whether they are active (not suspended): for counting only. */
export const membersOf = async ({ tx, organisation_id }: Ctx, { tribe, group_id }: Part, at: Date): Promise<{ id: string; active: boolean }[]> => {
  const { rows: [row] } = await sql<{ ids: string | null; active: string | null }>`
    select string_agg(m.id::text, ',') as ids, string_agg(case when m.suspended_at is null then '1' else '0' end, '') as active from people.members m
    where m.organisation_id = ${organisation_id} ${tribe === undefined ? sql`` : sql`and m.tribe = ${tribe}`}
      ${group_id === undefined ? sql`` : sql`and ${wasIn(group_id, at)}`}`.execute(tx)
  return row?.ids?.split(',').map((id, place) => ({ id, active: row.active?.[place] === '1' })) ?? []
}

/** Members of the organisation who are not suspended. */
export const countActiveMembers = async ({ tx, organisation_id }: Ctx): Promise<number> =>
  (await tx.selectFrom('people.members').where('organisation_id', '=', organisation_id).where('suspended_at', 'is', null)
    .select((row) => row.fn.countAll<number>().as('members')).executeTakeFirst())?.members ?? 0

/**
 * Who was invited in a period, from (included) to (excluded), and who of them has become a member. Whoever came by a link
 * or a QR code counts as invited on the day they came: how many saw it is not known. A part of the organisation is that which
 * the invitation names. Ids are for counting only.
 */
export const readInvited = async ({ tx, organisation_id }: Ctx, { from, to }: { from: Date; to: Date }, { tribe, group_id }: Part = {}): Promise<{ invited: number; member_ids: string[] }> => {
  const part = sql`${tribe === undefined ? sql`true` : sql`i.tribe = ${tribe}`} and ${group_id === undefined ? sql`true` : sql`${group_id} = any (i.group_ids)`}`
  const { rows } = await sql<{ member_id: string | null }>`
    select a.member_id from people.invitations i left join people.acceptances a on a.invitation_id = i.id
      where i.organisation_id = ${organisation_id} and i.email is not null and (i.withdrawn_at is null or a.member_id is not null) and i.created_at >= ${from} and i.created_at < ${to} and ${part}
    union all
    select a.member_id from people.acceptances a join people.invitations i on i.id = a.invitation_id
      where a.organisation_id = ${organisation_id} and i.email is null and a.accepted_at >= ${from} and a.accepted_at < ${to} and ${part}`.execute(tx)
  return { invited: rows.length, member_ids: [...new Set(rows.flatMap(({ member_id }) => member_id ?? []))] }
}
