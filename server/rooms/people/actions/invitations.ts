import { randomBytes } from 'node:crypto'
import type { Language, Tribe } from '@portevoix/contract/shapes'
import type { Role } from '@portevoix/contract/permissions'
import { audit, brandOf, organisation } from '#room/organisations'
import type { Ctx, Kit } from '#kit/context'
import { newId } from '#kit/ids'
import { found, notFound, problem } from '#kit/problem'
import { deriveKey, open, seal } from '#kit/secret-key'
import { words } from '#kit/words'
import { invitationLetter } from '../mails.ts'
import { readGroupIds } from '../queries/groups.ts'
import { changeInvitation, insertInvitation, readInvitation, readUnaccepted, readWaiting, type InvitationRow } from '../queries/invitations.ts'
import { readKnownEmails, readNames } from '../queries/members.ts'
import { invitationState, isRole, mayGrant, most_sendings, nextSending } from '../rules.ts'
import { tokenHash } from '../sign-in/index.ts'

/** What somebody who accepts will be. */
export interface Place { tribe: Tribe; language: Language; roles: readonly Role[]; group_ids: readonly string[]; expires_in_days: number }
export interface Guest { email: string; name?: string; place: Place }
export type Outcome = 'invited' | 'sent_again' | 'invited_already' | 'too_soon' | 'too_often' | 'member_already' | 'named_twice'
/** What becomes of an address: since when it is invited, and from when it may be mailed again, where that is not now. */
export interface Foreseen { email: string; outcome: Outcome; invited_at: Date | null; again_at: Date | null }

const key = (kit: Kit) => deriveKey(kit.key, 'invitations')
const newToken = () => randomBytes(24).toString('base64url')
const expiry = (ctx: Ctx, days: number) => new Date(ctx.now.getTime() + days * 86_400_000)

/** The token of an invitation's link. */
export const tokenOf = (kit: Kit, { token_sealed }: Pick<InvitationRow, 'token_sealed'>): string => open(key(kit), token_sealed)

const refuseAbove = (ctx: Ctx, roles: readonly Role[]) => { if (ctx.actor.member_id !== null && !mayGrant(ctx.actor.roles, roles)) problem(403, 'people.role_above_yours') }

const checkGroups = async (ctx: Ctx, group_ids: readonly string[]): Promise<void> => {
  if ((await readGroupIds(ctx, group_ids)).length !== new Set(group_ids).size) notFound()
}

/** Writes an invitation down; nothing is mailed. */
export const put = (ctx: Ctx, { place, email, name = '', label = '', max_uses }: { place: Place; email: string | null; name?: string; label?: string; max_uses: number | null }) => {
  const token = newToken()
  return insertInvitation(ctx, {
    id: newId(), email, name, label, token_hash: tokenHash(token), token_sealed: seal(key(ctx.kit), token), tribe: place.tribe, language: place.language,
    group_ids: [...place.group_ids], roles: [...place.roles], expires_at: expiry(ctx, place.expires_in_days), max_uses,
  })
}

const mailOut = async (ctx: Ctx, row: InvitationRow): Promise<InvitationRow> => {
  if (row.email === null) return row
  const { time_zone } = await organisation(ctx)
  const brand = await brandOf(ctx)
  const [inviter] = ctx.actor.member_id ? await readNames(ctx, [ctx.actor.member_id]) : []
  await ctx.kit.mail.send(ctx, {
    kind: 'invitation', to: row.email, brand, opens_session: true,
    letter: invitationLetter(ctx.kit, {
      language: row.language === 'en' ? 'en' : 'fr', name: row.name, organisation_name: brand.name, inviter: inviter?.name ?? null,
      token: tokenOf(ctx.kit, row), expires_at: row.expires_at, time_zone, again: row.sendings > 0,
    }),
  })
  return changeInvitation(ctx, row.id, { sent_at: ctx.now })
}

const look = async (ctx: Ctx, emails: readonly string[], send_again: boolean, held: 'held' | 'free') => {
  const known = await readKnownEmails(ctx, emails)
  const unaccepted = Map.groupBy(await readUnaccepted(ctx, emails, held), ({ email }) => email)
  const seen = new Set<string>()
  return emails.map((email): { foreseen: Foreseen; waiting: InvitationRow | undefined } => {
    const before = unaccepted.get(email) ?? []
    const waiting = before.find(({ withdrawn_at }) => !withdrawn_at)
    const sending = nextSending(before, ctx.now)
    const tell = (outcome: Outcome) => ({ waiting, foreseen: { email, outcome, invited_at: waiting?.created_at ?? null, again_at: sending.possible ? null : sending.again_at } })
    if (seen.has(email)) return tell('named_twice')
    seen.add(email)
    if (known.has(email)) return tell('member_already')
    if (waiting && !send_again) return tell('invited_already')
    if (!sending.possible) return tell(sending.again_at ? 'too_soon' : 'too_often')
    return tell(waiting ? 'sent_again' : 'invited')
  })
}

/** What would become of each address, in order, without doing it. `send_again`: whether those who are invited already get their mail again. */
export const foresee = async (ctx: Ctx, emails: readonly string[], send_again: boolean): Promise<Foreseen[]> =>
  (await look(ctx, emails, send_again, 'free')).map(({ foreseen }) => foreseen)

/**
 * Invites by e-mail. An address that waits already stays as it is, unless `send_again`: then it gets its mail again, for its new
 * place, where it may be mailed now. @throws Problem 403 on a role above one's own.
 */
export const invite = async (ctx: Ctx, guests: readonly Guest[], send_again = false): Promise<Foreseen[]> => {
  refuseAbove(ctx, guests.flatMap(({ place }) => place.roles))
  await checkGroups(ctx, guests.flatMap(({ place }) => place.group_ids))
  const looked = await look(ctx, guests.map(({ email }) => email), send_again, 'held')
  for (const [index, { email, name, place }] of guests.entries()) {
    const { foreseen, waiting } = looked[index] ?? {}
    if (foreseen?.outcome === 'invited') await mailOut(ctx, await put(ctx, { place, email, name, max_uses: 1 }))
    if (foreseen?.outcome === 'sent_again' && waiting) {
      await mailOut(ctx, await changeInvitation(ctx, waiting.id, {
        name: name || waiting.name, tribe: place.tribe, language: place.language, roles: [...place.roles], group_ids: [...place.group_ids], expires_at: expiry(ctx, place.expires_in_days),
      }))
    }
  }
  const outcomes = looked.map(({ foreseen }) => foreseen)
  const sent = outcomes.filter(({ outcome }) => outcome === 'invited' || outcome === 'sent_again').length
  if (sent) await audit(ctx, 'invitation.sent', ctx.organisation_id, { invitations: sent })
  return outcomes
}

/** An invitation for whoever holds its link or its QR code. */
export const createLink = async (ctx: Ctx, draft: { label: string; place: Place; max_uses: number | null }): Promise<InvitationRow> => {
  refuseAbove(ctx, draft.place.roles)
  await checkGroups(ctx, draft.place.group_ids)
  const row = await put(ctx, { ...draft, email: null })
  await audit(ctx, 'invitation.link_made', row.id)
  return row
}

/** Sends it again and gives it as much time as it had. @throws Problem 409 when nothing is left to send, or its address may not be mailed now. */
export const sendAgain = async (ctx: Ctx, id: string): Promise<InvitationRow> => {
  const { email } = found(await readInvitation(ctx, id))
  const unaccepted = email === null ? [] : await readUnaccepted(ctx, [email], 'held')
  const row = found(await readInvitation(ctx, id))
  refuseAbove(ctx, row.roles.filter(isRole))
  const state = invitationState(row, ctx.now)
  if (row.email === null || (state !== 'open' && state !== 'expired')) return problem(409, 'people.invitation_over')
  const sending = nextSending(unaccepted, ctx.now)
  if (!sending.possible) {
    if (!sending.again_at) return problem(409, 'people.invitation_too_often', { values: { count: most_sendings } })
    const { time_zone } = await organisation(ctx)
    return problem(409, 'people.invitation_too_soon', { values: { when: words(ctx.actor.language, 'people.invitations', time_zone)('moment', { at: sending.again_at }) } })
  }
  const lifetime = row.expires_at.getTime() - (row.sent_at ?? row.created_at).getTime()
  return mailOut(ctx, await changeInvitation(ctx, id, { expires_at: new Date(ctx.now.getTime() + Math.max(lifetime, 86_400_000)) }))
}

/** Its link opens nothing any more. @throws Problem 403 on a role above one's own. */
export const withdraw = async (ctx: Ctx, id: string): Promise<InvitationRow> => {
  const row = found(await readInvitation(ctx, id))
  if (row.withdrawn_at) return row
  refuseAbove(ctx, row.roles.filter(isRole))
  await audit(ctx, 'invitation.withdrawn', id)
  return changeInvitation(ctx, id, { withdrawn_at: ctx.now, withdrawn_by: ctx.actor.member_id })
}

/** Takes a withdrawal back, a poster's link for one. @throws Problem 403 on a role above one's own, 409 when the address was invited anew. */
export const giveBack = async (ctx: Ctx, id: string): Promise<InvitationRow> => {
  const row = found(await readInvitation(ctx, id))
  if (!row.withdrawn_at) return row
  refuseAbove(ctx, row.roles.filter(isRole))
  if (row.email !== null && (await readWaiting(ctx, [row.email])).length) return problem(409, 'people.invited_anew')
  await audit(ctx, 'invitation.given_back', id)
  return changeInvitation(ctx, id, { withdrawn_at: null, withdrawn_by: null })
}
