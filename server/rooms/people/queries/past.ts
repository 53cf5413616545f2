import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Members who were there at these moments: one row a member and a day of `time_zone`, and when each was last seen. */
export const insertPresences = async ({ tx, organisation_id }: Ctx, time_zone: string, member_ids: readonly string[], moments: readonly Date[]): Promise<void> => {
  const presences = sql`unnest(${[...member_ids]}::uuid[], ${moments.map((at) => at.toISOString())}::timestamptz[]) as presence (member_id, at)`
  await sql`insert into people.connections (organisation_id, member_id, day)
    select distinct ${organisation_id}::uuid, member_id, (at at time zone ${time_zone})::date from ${presences} on conflict do nothing`.execute(tx)
  await sql`update people.members m set last_seen_at = greatest(m.last_seen_at, seen.at)
    from (select member_id, max(at) as at from ${presences} group by member_id) seen where m.id = seen.member_id and m.organisation_id = ${organisation_id}`.execute(tx)
}
