import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export interface GroupRow { id: string; name: string; created_at: Date; members: number }

export const readGroups = (ctx: Ctx): Promise<GroupRow[]> =>
  ctx.tx.selectFrom('people.groups').leftJoin('people.group_members', 'people.group_members.group_id', 'people.groups.id')
    .where('people.groups.organisation_id', '=', ctx.organisation_id)
    .select(['people.groups.id', 'people.groups.name', 'people.groups.created_at']).select((row) => row.fn.count<number>('people.group_members.member_id').as('members'))
    .groupBy('people.groups.id').orderBy(sql`lower(people.groups.name)`).execute()

export const readGroupNames = (ctx: Ctx) =>
  ctx.tx.selectFrom('people.groups').select(['id', 'name']).where('organisation_id', '=', ctx.organisation_id).orderBy(sql`lower(name)`).execute()

/** Those of the ids that are groups of the organisation. */
export const readGroupIds = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> =>
  (await ctx.tx.selectFrom('people.groups').select('id').where('organisation_id', '=', ctx.organisation_id).where('id', '=', sql<string>`any(${[...ids]}::uuid[])`).execute()).map(({ id }) => id)

/** Null when a group of this name exists. */
export const insertGroup = (ctx: Ctx, id: string, name: string) =>
  ctx.tx.insertInto('people.groups').values({ id, name, organisation_id: ctx.organisation_id, created_by: ctx.actor.member_id, created_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()

export const groupNameTaken = async (ctx: Ctx, id: string, name: string): Promise<boolean> =>
  (await ctx.tx.selectFrom('people.groups').select('id').where('organisation_id', '=', ctx.organisation_id).where(sql<boolean>`lower(name) = lower(${name})`).where('id', '!=', id).executeTakeFirst()) !== undefined

export const renameGroup = (ctx: Ctx, id: string, name: string) =>
  ctx.tx.updateTable('people.groups').set({ name }).where('id', '=', id).where('organisation_id', '=', ctx.organisation_id).returning('id').executeTakeFirst()

export const deleteGroup = (ctx: Ctx, id: string) =>
  ctx.tx.deleteFrom('people.groups').where('id', '=', id).where('organisation_id', '=', ctx.organisation_id).returning('name').executeTakeFirst()

export interface GroupUses { name: string; members: number; invitations: number }

/** What of this room depends on a group: its members, and the invitations into it that are still open (as invitationState of rules.ts has it). */
export const readGroupUses = async ({ tx, organisation_id, now }: Ctx, id: string): Promise<GroupUses | undefined> => (await sql<GroupUses>`
  select g.name, (select count(*) from people.group_members m where m.group_id = g.id) as members,
    (select count(*) from people.invitations i where i.organisation_id = g.organisation_id and i.group_ids @> array[g.id] and i.withdrawn_at is null and i.expires_at > ${now}
      and (i.email is null or i.uses = 0) and (i.max_uses is null or i.uses < i.max_uses)) as invitations
  from people.groups g where g.organisation_id = ${organisation_id} and g.id = ${id}`.execute(tx)).rows[0]

/** Puts members in groups, now unless told; the groups that anybody was put in who was not there yet. */
export const insertGroupMembers = async (ctx: Ctx, rows: readonly { group_id: string; member_id: string; added_at?: Date | undefined }[]): Promise<string[]> => {
  const joined = new Set<string>()
  for (let start = 0; start < rows.length; start += 5_000) {
    const added = await ctx.tx.insertInto('people.group_members')
      .values(rows.slice(start, start + 5_000).map((row) => ({ ...row, organisation_id: ctx.organisation_id, added_by: ctx.actor.member_id, added_at: row.added_at ?? ctx.now })))
      .onConflict((conflict) => conflict.doNothing()).returning('group_id').execute()
    for (const { group_id } of added) joined.add(group_id)
  }
  return [...joined]
}

/** Takes a member out of those of these groups that they are in, and remembers when they were; which those were. */
export const deleteGroupMember = async ({ tx, organisation_id, now }: Ctx, member_id: string, group_ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ group_id: string }>`
    with gone as (delete from people.group_members where organisation_id = ${organisation_id} and member_id = ${member_id} and group_id = any (${[...group_ids]}::uuid[]) returning group_id, member_id, added_at)
    insert into people.past_groups (organisation_id, group_id, member_id, added_at, removed_at) select ${organisation_id}, group_id, member_id, added_at, ${now} from gone returning group_id`.execute(tx)
  return rows.map(({ group_id }) => group_id)
}

/** The member's groups become these, the others' additions keep their dates; which they came into, and which they left. */
export const setGroups = async (ctx: Ctx, member_id: string, group_ids: readonly string[]): Promise<{ joined: string[]; left: string[] }> => {
  const held = await ctx.tx.selectFrom('people.group_members').select('group_id').where('organisation_id', '=', ctx.organisation_id).where('member_id', '=', member_id).execute()
  const left = await deleteGroupMember(ctx, member_id, held.map(({ group_id }) => group_id).filter((id) => !group_ids.includes(id)))
  return { joined: await insertGroupMembers(ctx, group_ids.map((group_id) => ({ group_id, member_id }))), left }
}

/** Whoever left a group so long ago that no period reaches back to it is forgotten there. */
export const deletePastGroupsBefore = async ({ tx, organisation_id }: Ctx, limit: Date): Promise<void> => {
  await tx.deleteFrom('people.past_groups').where('organisation_id', '=', organisation_id).where('removed_at', '<', limit).execute()
}

export const setManagedGroups = async (ctx: Ctx, member_id: string, group_ids: readonly string[]): Promise<void> => {
  await ctx.tx.deleteFrom('people.managed_groups').where('member_id', '=', member_id).execute()
  if (group_ids.length === 0) return
  await ctx.tx.insertInto('people.managed_groups').values(group_ids.map((group_id) => ({ organisation_id: ctx.organisation_id, member_id, group_id }))).execute()
}
