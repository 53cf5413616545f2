import type { Ctx } from '#kit/context'
import { removeKeptMailsAfter } from '#kit/mail/kept'
import { openedMailsOf } from './outbox.ts'
import { readMember, deleteMember } from '../queries/members.ts'
import { deleteMailsOf } from '../queries/outbox.ts'
import { readConnections, readGroupsOf, readPastGroupsOf, readRoleGrants, unsign } from '../queries/own-data.ts'

/** What this room knows of a member. */
export const exportMember = async (ctx: Ctx, member_id: string): Promise<Record<string, unknown>> => {
  const member = await readMember(ctx, member_id)
  if (!member) return {}
  const { sort_key: _, ...known } = member
  return { member: known, roles: await readRoleGrants(ctx, member_id), groups: await readGroupsOf(ctx, member_id), past_groups: await readPastGroupsOf(ctx, member_id), connected_on: await readConnections(ctx, member_id), opened_mails: await openedMailsOf(ctx, member_id) }
}

/** Removes a member and every trace of their name; the last of the rooms to be asked, since the others look them up here. */
export const eraseMember = async (ctx: Ctx, member_id: string): Promise<void> => {
  const member = await readMember(ctx, member_id)
  if (!member) return
  await unsign(ctx, member_id, member.email)
  await removeKeptMailsAfter(ctx, await deleteMailsOf(ctx, member.email))
  await deleteMember(ctx, member_id)
}
