import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db, Tx } from '#kit/db'

export interface ActorRow { member_id: string; roles: string[]; tribe: string; group_ids: string[]; language: string; last_seen_at: Date | null }

/** One statement, without a transaction: it is asked at every request. */
export const readActor = async (db: Db, organisation_id: string, identity_id: string): Promise<ActorRow | undefined> =>
  (await sql<ActorRow>`select * from people.actor(${organisation_id}::uuid, ${identity_id}::uuid)`.execute(db)).rows[0]

export interface MembershipRow {
  organisation_id: string; member_id: string; name: string; email: string; tribe: string; roles: string[]; language: string; appearance: string; last_seen_at: Date | null
}

/** Where the identity of the transaction belongs, the place seen last first. */
export const readMemberships = async (tx: Tx): Promise<MembershipRow[]> => (await sql<MembershipRow>`select * from people.memberships()`.execute(tx)).rows

export const readBelongsElsewhere = async (ctx: Ctx, email: string): Promise<boolean> =>
  (await sql<{ elsewhere: boolean }>`select people.belongs_elsewhere(${email}) as elsewhere`.execute(ctx.tx)).rows[0]?.elsewhere ?? false

/** Those of the identities that are nobody's member. */
export const readPlaceless = async (db: Db, identity_ids: readonly string[]): Promise<string[]> =>
  (await sql<{ id: string }>`select id from people.placeless(${[...identity_ids]}::uuid[]) as id`.execute(db)).rows.map(({ id }) => id)

/** Writes that a member was there; a second writer within the same minutes changes nothing. */
export const writePresence = async (ctx: Ctx, member_id: string, day: string, stale_before: Date): Promise<void> => {
  const changed = await ctx.tx.updateTable('people.members').set({ last_seen_at: ctx.now }).where('id', '=', member_id)
    .where((row) => row.or([row('last_seen_at', 'is', null), row('last_seen_at', '<=', stale_before)])).returning('id').executeTakeFirst()
  if (!changed) return
  await ctx.tx.insertInto('people.connections').values({ organisation_id: ctx.organisation_id, member_id, day })
    .onConflict((conflict) => conflict.doNothing()).execute()
}
