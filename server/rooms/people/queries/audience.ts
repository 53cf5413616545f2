import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'

/** Whom something is meant for: tribes and groups narrow each other, none of them is everybody. Of these members, or of all (null). */
export interface AudienceQuestion { member_ids: readonly string[] | null; tribes: readonly Tribe[]; group_ids: readonly string[] }

/** How many of the members are in the audience, by tribe, and by tribe and group (`group_id` null: the tribe as a whole). */
export const countAudience = async ({ tx, organisation_id }: Ctx, { member_ids, tribes, group_ids }: AudienceQuestion): Promise<{ tribe: string; group_id: string | null; members: number }[]> => {
  const { rows } = await sql<{ tribe: string; group_id: string | null; members: number }>`
    with audience as (
      select m.id, m.tribe from people.members m
      where m.organisation_id = ${organisation_id} ${member_ids === null ? sql`` : sql`and m.id = any (${[...member_ids]}::uuid[])`} and m.suspended_at is null
        and (${tribes.length} = 0 or m.tribe = any (${[...tribes]}::text[]))
        and (${group_ids.length} = 0 or exists (select from people.group_members g where g.member_id = m.id and g.group_id = any (${[...group_ids]}::uuid[])))
    )
    select tribe, null::uuid as group_id, count(*) as members from audience group by tribe
    union all
    select a.tribe, g.group_id, count(*) as members from audience a join people.group_members g on g.member_id = a.id group by a.tribe, g.group_id`.execute(tx)
  return rows
}
