import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import { audit } from '#room/organisations'
import { emit } from '#kit/bus'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { found, notFound, problem } from '#kit/problem'
import { readGroupIds, insertGroupMembers, setGroups, setManagedGroups } from '../queries/groups.ts'
import {
  changeMember, countOtherAdministrators, deleteRoleGrants, insertMembers, insertRoleGrants, lockAdministrators, readMember, readPlaces, type MemberRow,
} from '../queries/members.ts'
import { isRole, mayGrant, sortKey } from '../rules.ts'
import { noteGroups } from './groups.ts'
import { eraseMember } from './own-data.ts'

export interface MemberDraft {
  /** Where it has to be known beforehand. */
  id?: string
  identity_id: string
  email: string
  name: string
  tribe: Tribe
  language: Language
  roles: readonly Role[]
  group_ids?: readonly string[]
  /** When they came, where that was not now (a demonstration's past). */
  joined_at?: Date
}

/** Adds members with their roles and groups; their ids, in order. */
export const addMembers = async (ctx: Ctx, drafts: readonly MemberDraft[]): Promise<string[]> => {
  const rows = drafts.map((draft) => ({ ...draft, id: draft.id ?? newId() }))
  if (rows.length === 0) return []
  await insertMembers(ctx, rows.map(({ id, identity_id, email, name, tribe, language, joined_at }) =>
    ({ id, identity_id, email, name, tribe, language, sort_key: sortKey(name, email), joined_at: joined_at ?? ctx.now })))
  const grants = rows.flatMap(({ id, roles }) => roles.map((role) => ({ member_id: id, role })))
  if (grants.length) await insertRoleGrants(ctx, grants)
  const grouped = rows.filter(({ group_ids = [] }) => group_ids.length > 0)
  const joined = await insertGroupMembers(ctx, grouped.flatMap(({ id, group_ids = [], joined_at }) => group_ids.map((group_id) => ({ member_id: id, group_id, added_at: joined_at }))))
  await noteGroups(ctx, grouped.length === 1 ? grouped[0]?.id ?? ctx.organisation_id : ctx.organisation_id, { joined, left: [] }, grouped.length)
  for (const { id, tribe } of rows) await emit(ctx, { name: 'people.joined', member_id: id, tribe })
  return rows.map(({ id }) => id)
}

const keepAnAdministrator = async (ctx: Ctx, member_id: string): Promise<void> => {
  await lockAdministrators(ctx)
  if ((await countOtherAdministrators(ctx, member_id)) === 0) problem(409, 'people.last_administrator')
}

const rolesOf = async (ctx: Ctx, id: string): Promise<Role[]> => (await readPlaces(ctx, [id])).roles.map(({ role }) => role).filter(isRole)

/** Whose roles these would be: a lead does not touch an administrator. */
const refuseAbove = async (ctx: Ctx, id: string, roles: readonly Role[] = []): Promise<Role[]> => {
  const held = await rolesOf(ctx, id)
  if (!mayGrant(ctx.actor.roles, [...held, ...roles])) notFound()
  return held
}

/** The member's roles become these; a manager's groups too. @throws Problem 409 when nobody would administer the organisation. */
export const setRoles = async (ctx: Ctx, id: string, roles: readonly Role[], managed_group_ids: readonly string[]): Promise<void> => {
  found(await readMember(ctx, id))
  const held = await refuseAbove(ctx, id, roles)
  const lost = held.filter((role) => !roles.includes(role))
  const won = roles.filter((role) => !held.includes(role))
  if (lost.includes('admin')) await keepAnAdministrator(ctx, id)
  if (lost.length) await deleteRoleGrants(ctx, id, lost)
  if (won.length) await insertRoleGrants(ctx, won.map((role) => ({ member_id: id, role })))
  await setManagedGroups(ctx, id, roles.includes('manager') ? await readGroupIds(ctx, managed_group_ids) : [])
  if (lost.length || won.length) await audit(ctx, 'member.roles_changed', id, { granted: won, taken: lost })
}

export const setMemberGroups = async (ctx: Ctx, id: string, group_ids: readonly string[]): Promise<void> => {
  found(await readMember(ctx, id))
  const known = await readGroupIds(ctx, group_ids)
  if (known.length !== new Set(group_ids).size) notFound()
  await noteGroups(ctx, id, await setGroups(ctx, id, known))
}

export const changeProfile = async (ctx: Ctx, id: string, change: { name?: string; tribe?: Tribe }): Promise<void> => {
  const before = found(await readMember(ctx, id))
  const name = change.name ?? before.name
  if (Object.keys(change).length) await changeMember(ctx, id, { ...change, sort_key: sortKey(name, before.email) })
  if (change.tribe && change.tribe !== before.tribe) await audit(ctx, 'member.tribe_changed', id, { tribe: change.tribe })
}

/** They may not come in any more; everything of theirs stays. Takes effect at their next request. */
export const suspend = async (ctx: Ctx, id: string): Promise<void> => {
  const member = found(await readMember(ctx, id))
  if (member.suspended_at) return
  const held = await refuseAbove(ctx, id)
  if (held.includes('admin')) await keepAnAdministrator(ctx, id)
  await changeMember(ctx, id, { suspended_at: ctx.now, suspended_by: ctx.actor.member_id })
  await audit(ctx, 'member.suspended', id)
  await emit(ctx, { name: 'people.suspended', member_id: id })
}

export const reinstate = async (ctx: Ctx, id: string): Promise<void> => {
  const member = found(await readMember(ctx, id))
  if (!member.suspended_at) return
  await refuseAbove(ctx, id)
  await changeMember(ctx, id, { suspended_at: null, suspended_by: null })
  await audit(ctx, 'member.reinstated', id)
  await emit(ctx, { name: 'people.reinstated', member_id: id })
}

/** Takes a member out of the organisation; other rooms hear `people.removed` and let go of what was theirs. */
export const remove = async (ctx: Ctx, id: string): Promise<MemberRow> => {
  const member = found(await readMember(ctx, id))
  const held = await refuseAbove(ctx, id)
  if (held.includes('admin')) await keepAnAdministrator(ctx, id)
  await audit(ctx, 'member.removed', id)
  await emit(ctx, { name: 'people.removed', member_id: id })
  await eraseMember(ctx, id)
  return member
}
