import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import { createFirstOrganisation, createOrganisation, removeOrganisation, type OrganisationDraft } from '#room/organisations'
import type { Ctx, Kit } from '#kit/context'
import { throughDeadlocks } from '#kit/deadlock'
import { removeKeptMails } from '#kit/mail/kept'
import { problem } from '#kit/problem'
import { within } from '#kit/within'
import { readIdentityIds } from '../queries/members.ts'
import { readMailIds } from '../queries/outbox.ts'
import { signInOf, type Entry } from '../sign-in/index.ts'
import { leaveBehind } from './leaving.ts'
import { addMembers } from './members.ts'

export interface Newcomer { email: string; name: string; language: Language; tribe: Tribe; roles: readonly Role[]; group_ids?: readonly string[]; joined_at?: Date; id?: string }

/**
 * Makes people members without inviting them (first visit, command line, demonstration); their ids, in order. Identities live
 * beyond the transaction: where it fails, those without a place are removed by the daily job.
 * @param proved whether their addresses are known to be theirs
 */
export const enrol = async (ctx: Ctx, newcomers: readonly Newcomer[], proved = false): Promise<string[]> => {
  const identities = await signInOf(ctx.kit).ensureIdentities(newcomers.map(({ email, name, language }) => ({ email, name, language, proved })))
  return addMembers(ctx, newcomers.map((newcomer) => {
    const identity = identities.get(newcomer.email)
    if (!identity) throw new Error('An identity was not made')
    return { ...newcomer, identity_id: identity.id }
  }))
}

const administrator: readonly Role[] = ['admin', 'lead', 'ambassador']

export interface Administrator { name: string; email: string }

/** An organisation with its first administrator. */
export const createOrganisationWith = async (kit: Kit, draft: OrganisationDraft, { name, email }: Administrator) => {
  const { organisation_id, result } = await createOrganisation(kit, draft, (ctx) =>
    enrol(ctx, [{ name, email, language: draft.language, tribe: 'employees', roles: administrator }]))
  return { organisation_id, member_id: result[0] ?? '' }
}

/**
 * The first visit: the organisation, its first administrator, and their session at once, since no mail can reach them yet.
 * @throws Problem 409 when the installation has an organisation already.
 */
export const openInstallation = async (kit: Kit, draft: OrganisationDraft, { name, email }: Administrator, agent: string): Promise<{ organisation_id: string; entry: Entry }> => {
  const made = await createFirstOrganisation(kit, draft, (ctx) => enrol(ctx, [{ name, email, language: draft.language, tribe: 'employees', roles: administrator }]))
  if (!made) return problem(409, 'people.first_visit_over')
  const identity = await signInOf(kit).identityOf(email)
  if (!identity) throw new Error('The first administrator has no identity')
  return { organisation_id: made.organisation_id, entry: await signInOf(kit).open(identity, agent) }
}

/** Removes the organisation with everything of it, its mails' files included, and the sign-in of those who have no other place. */
export const dissolve = async (kit: Kit, organisation_id: string): Promise<void> => {
  const { identity_ids, mail_ids } = await throughDeadlocks(() => within(kit, organisation_id, async (ctx) => {
    const left = { identity_ids: await readIdentityIds(ctx), mail_ids: await readMailIds(ctx) }
    await removeOrganisation(ctx)
    return left
  }))
  await removeKeptMails(kit, mail_ids)
  await leaveBehind(kit, identity_ids)
}
