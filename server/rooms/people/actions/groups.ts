import type { AuditDetails } from '@portevoix/contract/organisations'
import { audit } from '#room/organisations'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { found, refuseField } from '#kit/problem'
import { deleteGroup, deleteGroupMember, groupNameTaken, insertGroup, insertGroupMembers, readGroupIds, readGroupNames, readGroups, renameGroup, type GroupRow } from '../queries/groups.ts'
import { leadInvitationsElsewhere } from '../queries/invitations.ts'
import { readMember } from '../queries/members.ts'

/** @throws Problem 422 when a group has this name. */
export const createGroup = async (ctx: Ctx, name: string): Promise<GroupRow> => {
  const id = newId()
  if (!(await insertGroup(ctx, id, name))) refuseField('name', 'people.group_exists')
  await audit(ctx, 'group.created', id)
  return { id, name, members: 0, created_at: ctx.now }
}

/** Groups by name; those that are missing are made. Their ids, in order. */
export const ensureGroups = async (ctx: Ctx, names: readonly string[]): Promise<string[]> => {
  const known = new Map((await readGroups(ctx)).map(({ id, name }) => [name.toLowerCase(), id]))
  const ids: string[] = []
  for (const name of names) {
    const id = known.get(name.toLowerCase()) ?? (await createGroup(ctx, name)).id
    known.set(name.toLowerCase(), id)
    ids.push(id)
  }
  return ids
}

export const rename = async (ctx: Ctx, id: string, name: string): Promise<GroupRow> => {
  if (await groupNameTaken(ctx, id, name)) refuseField('name', 'people.group_exists')
  found(await renameGroup(ctx, id, name))
  return found((await readGroups(ctx)).find((group) => group.id === id))
}

/** Removes a group: invitations bring people into the one that replaces it, or into none in its place. `details` are what else became of it. */
export const removeGroup = async (ctx: Ctx, id: string, replacement_id: string | null, details: AuditDetails = {}): Promise<void> => {
  const { name } = found(await deleteGroup(ctx, id))
  await leadInvitationsElsewhere(ctx, id, replacement_id)
  await audit(ctx, 'group.removed', id, { group: name, ...details })
}

/** Writes down which groups somebody came into and left, or that several people (`members`) came into some at once. */
export const noteGroups = async (ctx: Ctx, subject: string, { joined, left }: { joined: readonly string[]; left: readonly string[] }, members = 1): Promise<void> => {
  if (joined.length === 0 && left.length === 0) return
  const names = new Map((await readGroupNames(ctx)).map(({ id, name }) => [id, name]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? [])
  await audit(ctx, members === 1 ? 'member.groups_changed' : 'group.members_added', subject, { ...(members > 1 && { members }), joined_groups: named(joined), left_groups: named(left) })
}

export const addToGroup = async (ctx: Ctx, group_id: string, member_id: string): Promise<void> => {
  found((await readGroupIds(ctx, [group_id]))[0])
  found(await readMember(ctx, member_id))
  await noteGroups(ctx, member_id, { joined: await insertGroupMembers(ctx, [{ group_id, member_id }]), left: [] })
}

export const takeOutOfGroup = async (ctx: Ctx, group_id: string, member_id: string): Promise<void> => {
  found((await readGroupIds(ctx, [group_id]))[0])
  found(await readMember(ctx, member_id))
  await noteGroups(ctx, member_id, { joined: [], left: await deleteGroupMember(ctx, member_id, [group_id]) })
}
