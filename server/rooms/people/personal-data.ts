import type { PersonalData } from '#kit/personal-data'
import { deletePastGroupsBefore } from './queries/groups.ts'
import { deleteEndedBefore } from './queries/invitations.ts'
import { deleteMailsBefore } from './queries/outbox.ts'
import { eraseMember, exportMember } from './actions/own-data.ts'
import { keptSince } from './rules.ts'

/** Who somebody is here, what they may do, when they came, and the mails that were kept for them. */
export const personalData: PersonalData = {
  columns: [
    'people.members.identity_id', 'people.members.email', 'people.members.name', 'people.members.sort_key', 'people.members.suspended_by',
    'people.role_grants.member_id', 'people.role_grants.granted_by', 'people.groups.created_by', 'people.group_members.member_id', 'people.group_members.added_by', 'people.past_groups.member_id',
    'people.managed_groups.member_id', 'people.connections.member_id', 'people.member_numbers.member_id', 'people.invitations.email', 'people.invitations.name', 'people.invitations.invited_by',
    'people.invitations.withdrawn_by', 'people.acceptances.member_id', 'people.pending_acceptances.email', 'people.pending_acceptances.name', 'kit.mails.recipient',
    'auth.identities.name', 'auth.identities.email', 'auth.sessions.identity_id', 'auth.sessions.user_agent', 'auth.sessions.ip_address', 'auth.accounts.identity_id',
  ],
  export: exportMember,
  erase: eraseMember,
  retain: async (ctx) => {
    await deleteEndedBefore(ctx, keptSince(ctx.now, 'invitation'))
    await deletePastGroupsBefore(ctx, keptSince(ctx.now, 'past_group'))
    await deleteMailsBefore(ctx, keptSince(ctx.now, 'mail'))
  },
}
