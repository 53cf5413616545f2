import type { Role } from '@portevoix/contract/permissions'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { readNamedAlike, readPlaces, readMember, readNames } from './queries/members.ts'
import { readGroupNames } from './queries/groups.ts'
import { isRole } from './rules.ts'

export { createOrganisationWith, dissolve, enrol, type Administrator, type Newcomer } from './actions/arrivals.ts'
export { signInLink } from './actions/break-glass.ts'
export { createGroup, ensureGroups, removeGroup } from './actions/groups.ts'
export { invite, type Guest, type Outcome, type Place } from './actions/invitations.ts'
export { recordInvitation, recordPresences, type PastInvitation, type PastPresence } from './actions/record-past.ts'
export { memberships } from './actions/session.ts'
export { createDoorkeeper, memberIn } from './doorkeeper.ts'
export { jobs } from './jobs.ts'
export { personalData } from './personal-data.ts'
export { countAudience } from './queries/audience.ts'
export { readGroupIds as knownGroups, readGroupUses as groupUses } from './queries/groups.ts'
export { countConnected } from './queries/invitations.ts'
export { countInGroups, forgetFreed, learnNumbers, numbersOfMembers, presenceByDay, readNumbering, rememberedNumbers } from './queries/numbers.ts'
export { countActiveMembers, membersOf, readInvited, type Part } from './queries/presence.ts'
export { isSmall } from './queries/small.ts'
export { endEverySession } from './queries/sessions.ts'
export { rawRoutes } from './routes/manifest.ts'
export { routes } from './routes.ts'
export { subscriptions } from './subscriptions.ts'
export { isInvented } from './rules.ts'
export { signInOf, startSignIn } from './sign-in/index.ts'
export { hasSessionAside, putSessionAside, takeSessionUp } from './sign-in/own-session.ts'

/** A member as other rooms know them. */
export interface MemberCard { id: string; name: string; email: string; tribe: Tribe; roles: Role[]; group_ids: string[] }

/** Null for somebody who is no member of the organisation (any more). */
export const memberCard = async (ctx: Ctx, id: string): Promise<MemberCard | null> => {
  const row = await readMember(ctx, id)
  if (!row) return null
  const { roles, groups } = await readPlaces(ctx, [id])
  return { id, name: row.name, email: row.email, tribe: row.tribe === 'customers' ? 'customers' : 'employees', roles: roles.map(({ role }) => role).filter(isRole), group_ids: groups.map(({ group_id }) => group_id) }
}

/** The names behind ids; those who left are missing. */
export const memberNames = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await readNames(ctx, ids)).map(({ id, name }) => [id, name]))

/** Whether the name is another member's, and not the member's own. */
export const isNameOfAnother = async (ctx: Ctx, name: string, member_id: string): Promise<boolean> => {
  const alike = await readNamedAlike(ctx, name)
  return alike.length > 0 && alike.every(({ id }) => id !== member_id)
}

/** The groups' names, by id. */
export const groupNames = async (ctx: Ctx): Promise<Map<string, string>> => new Map((await readGroupNames(ctx)).map(({ id, name }) => [id, name]))
