import type { EndedSessions } from '@portevoix/contract/people'
import type { Language } from '@portevoix/contract/shapes'
import { brandOf, organisation } from '#room/organisations'
import type { Ctx, Kit } from '#kit/context'
import type { Session } from '#kit/http/request'
import { notFound, problem, refuseField } from '#kit/problem'
import { within } from '#kit/within'
import { proofLetter } from '../mails.ts'
import { readGroupIds } from '../queries/groups.ts'
import {
  deletePending, insertAcceptance, insertPending, readInvitation, readInvitationByHash, readInvitationOrganisation, readPending, readPendingOrganisation, takeUse, type InvitationRow,
} from '../queries/invitations.ts'
import { readPlaceless } from '../queries/actors.ts'
import { readMemberByEmail, readMemberByIdentity } from '../queries/members.ts'
import { invitationState, isRole } from '../rules.ts'
import { signInOf, tokenHash, type Entry } from '../sign-in/index.ts'
import { link_minutes } from '../sign-in/library.ts'
import { addMembers } from './members.ts'
import { memberships } from './session.ts'

interface Person { identity_id: string; email: string; name: string; language: Language }

/** Makes a person the member that an invitation says. Somebody who is a member already stays what they are. */
const join = async (ctx: Ctx, invitation: InvitationRow, { identity_id, email, name, language }: Person): Promise<void> => {
  if ((await readMemberByIdentity(ctx, identity_id)) ?? (await readMemberByEmail(ctx, email))) return
  if (!(await takeUse(ctx, invitation.id))) problem(410, 'people.invitation_over')
  const [member_id = ''] = await addMembers(ctx, [{
    identity_id, email, name, language, tribe: invitation.tribe === 'customers' ? 'customers' : 'employees',
    roles: invitation.roles.filter(isRole), group_ids: await readGroupIds(ctx, invitation.group_ids),
  }])
  await insertAcceptance(ctx, invitation.id, member_id)
}

/**
 * A second organisation ends the sessions that were opened before it: with no mail server the first one's administrators
 * could have opened one from the outbox, and it must not lead them into the second.
 */
const endOlderSessions = async (kit: Kit, identity_id: string, session_id: string): Promise<EndedSessions | null> => {
  if ((await memberships(kit, identity_id)).length < 2) return null
  const count = await signInOf(kit).endSessions(identity_id, session_id)
  return count ? { count, why: 'second_organisation' } : null
}

/**
 * Who is a member, and may be nowhere, was suspended: they held the right link, so they are told instead of being led back to
 * the door without a word. Their session ends at once.
 */
const refuseSuspended = async (kit: Kit, { identity_id, session_id }: Entry): Promise<void> => {
  if ((await memberships(kit, identity_id)).length > 0 || (await readPlaceless(kit.db, [identity_id])).length > 0) return
  await signInOf(kit).endSession(identity_id, session_id)
  problem(403, 'people.suspended')
}

interface Arrival { organisation_id: string | null; ended_sessions: EndedSessions | null; cookies: readonly string[] }

/**
 * Signs in by a link and, where it proves an address for an invitation, joins. The session that this browser held is replaced.
 * Null when the link was used, has expired or never was.
 */
export const enterBy = async (kit: Kit, token: string, here: Session | null, agent: string): Promise<Arrival | null> => {
  const sign_in = signInOf(kit)
  const hash = tokenHash(token)
  const joining = await readPendingOrganisation(kit.db, hash)
  const pending = joining ? await within(kit, joining, (ctx) => readPending(ctx, hash)) : undefined
  const spoken = pending?.language === 'en' ? 'en' : 'fr'
  if (pending) await sign_in.ensureIdentities([{ email: pending.email, name: pending.name, language: spoken, proved: false }])
  const entry = await sign_in.enter(token, agent)
  if (!entry) return null
  if (here) await sign_in.endSession(here.identity_id, here.id)
  const { cookies } = entry
  const elsewhere = entry.ended.filter((id) => id !== here?.id).length
  const ended_sessions: EndedSessions | null = elsewhere ? { count: elsewhere, why: 'address_proved' } : null
  if (joining && pending) {
    await within(kit, joining, async (ctx) => {
      await deletePending(ctx, hash)
      const invitation = await readInvitation(ctx, pending.invitation_id)
      if (invitation) await join(ctx, invitation, { identity_id: entry.identity_id, email: entry.email, name: pending.name, language: spoken })
    })
    await refuseSuspended(kit, entry)
    const older = await endOlderSessions(kit, entry.identity_id, entry.session_id)
    return { organisation_id: joining, ended_sessions: ended_sessions ?? older, cookies }
  }
  await refuseSuspended(kit, entry)
  const [last] = await memberships(kit, entry.identity_id)
  return { organisation_id: last?.organisation_id ?? null, ended_sessions, cookies }
}

/** The invitation behind a link, as somebody who is not signed in may see it. */
export const openInvitation = async (kit: Kit, token: string) => {
  const hash = tokenHash(token)
  const organisation_id = (await readInvitationOrganisation(kit.db, hash)) ?? notFound()
  return within(kit, organisation_id, async (ctx) => {
    const row = (await readInvitationByHash(ctx, hash)) ?? notFound()
    const { id, name, colour, logo_address } = await organisation(ctx)
    return { organisation: { id, name, colour, logo_address }, row, state: invitationState(row, ctx.now) }
  })
}

export interface Acceptance { name: string; language: Language; email?: string }
type Accepted = Arrival & { state: 'joined' | 'check_mail' }

/**
 * Accepts an invitation. Who is signed in as the invited address, or signed in at all for a link, joins at once; so does an
 * address that was invited by mail and is new here. Everybody else proves the address first by a link mailed to it.
 */
export const accept = async (kit: Kit, token: string, answer: Acceptance, session: Session | null, request: { ip: string; agent: string }): Promise<Accepted> => {
  const sign_in = signInOf(kit)
  const { organisation: { id: organisation_id }, row, state } = await openInvitation(kit, token)
  if (state !== 'open') return problem(410, 'people.invitation_over')
  if (session && (row.email === null || row.email === session.email)) {
    await within(kit, organisation_id, (ctx) => join(ctx, row, { identity_id: session.identity_id, email: session.email, name: answer.name, language: answer.language }))
    return { state: 'joined', organisation_id, ended_sessions: await endOlderSessions(kit, session.identity_id, session.id), cookies: [] }
  }
  const email = row.email ?? answer.email ?? refuseField('email', 'required')
  if (row.email !== null && !(await sign_in.identityOf(email))) {
    const made = (await sign_in.ensureIdentities([{ email, name: answer.name, language: answer.language, proved: kit.mail.delivers }])).get(email)
    if (made?.made) {
      await within(kit, organisation_id, (ctx) => join(ctx, row, { identity_id: made.id, email, name: answer.name, language: answer.language }))
      const entry = await sign_in.open({ id: made.id, email }, request.agent)
      return { state: 'joined', organisation_id, ended_sessions: null, cookies: entry.cookies }
    }
  }
  await sign_in.limits.network(request.ip)
  await sign_in.limits.address(email)
  await within(kit, organisation_id, async (ctx) => {
    const proof = await sign_in.issue(email, kit.mail.delivers)
    const brand = await brandOf(ctx)
    await insertPending(ctx, { invitation_id: row.id, email, name: answer.name, language: answer.language, token_hash: tokenHash(proof), expires_at: new Date(ctx.now.getTime() + link_minutes * 60_000) })
    await kit.mail.send(ctx, { kind: 'proof', to: email, brand, opens_session: true, letter: proofLetter(kit, { language: answer.language, name: answer.name, organisation_name: brand.name, token: proof }) })
  })
  return { state: 'check_mail', organisation_id: null, ended_sessions: null, cookies: [] }
}
