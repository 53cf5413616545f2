import type { Ctx } from '#kit/context'

export const readConnections = async (ctx: Ctx, member_id: string): Promise<string[]> =>
  (await ctx.tx.selectFrom('people.connections').select('day').where('member_id', '=', member_id).orderBy('day').execute()).map(({ day }) => day)

export const readRoleGrants = (ctx: Ctx, member_id: string) =>
  ctx.tx.selectFrom('people.role_grants').select(['role', 'granted_at']).where('member_id', '=', member_id).execute()

export const readGroupsOf = (ctx: Ctx, member_id: string) =>
  ctx.tx.selectFrom('people.group_members').innerJoin('people.groups', 'people.groups.id', 'people.group_members.group_id')
    .select(['people.groups.name', 'people.group_members.added_at']).where('member_id', '=', member_id).execute()

export const readPastGroupsOf = (ctx: Ctx, member_id: string) =>
  ctx.tx.selectFrom('people.past_groups').innerJoin('people.groups', 'people.groups.id', 'people.past_groups.group_id')
    .select(['people.groups.name', 'people.past_groups.added_at', 'people.past_groups.removed_at']).where('member_id', '=', member_id).execute()

/** What a member did to others stays done, without their name on it; their own address leaves what invited them. */
export const unsign = async (ctx: Ctx, member_id: string, email: string): Promise<void> => {
  const here = ctx.organisation_id
  await ctx.tx.updateTable('people.members').set({ suspended_by: null }).where('organisation_id', '=', here).where('suspended_by', '=', member_id).execute()
  await ctx.tx.updateTable('people.role_grants').set({ granted_by: null }).where('organisation_id', '=', here).where('granted_by', '=', member_id).execute()
  await ctx.tx.updateTable('people.groups').set({ created_by: null }).where('organisation_id', '=', here).where('created_by', '=', member_id).execute()
  await ctx.tx.updateTable('people.group_members').set({ added_by: null }).where('organisation_id', '=', here).where('added_by', '=', member_id).execute()
  await ctx.tx.updateTable('people.invitations').set({ invited_by: null }).where('organisation_id', '=', here).where('invited_by', '=', member_id).execute()
  await ctx.tx.updateTable('people.invitations').set({ withdrawn_by: null }).where('organisation_id', '=', here).where('withdrawn_by', '=', member_id).execute()
  await ctx.tx.deleteFrom('people.invitations').where('organisation_id', '=', here).where('email', '=', email).execute()
}
