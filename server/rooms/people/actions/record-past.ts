import { organisation } from '#room/organisations'
import type { Ctx } from '#kit/context'
import { changeInvitation, insertAcceptance, takeUse } from '../queries/invitations.ts'
import { insertPresences } from '../queries/past.ts'
import { put, type Place } from './invitations.ts'

export interface PastPresence { member_id: string; at: Date }

/** Members who used Portevoix at moments of the past: each counts once a day of the organisation's. */
export const recordPresences = async (ctx: Ctx, presences: readonly PastPresence[]): Promise<void> => {
  const { time_zone } = await organisation(ctx)
  await insertPresences(ctx, time_zone, presences.map(({ member_id }) => member_id), presences.map(({ at }) => at))
}

export interface PastInvitation {
  email: string
  name: string
  place: Place
  /** The first and every other sending, in order. */
  sent_at: readonly Date[]
  accepted?: { member_id: string; at: Date }
  withdrawn_at?: Date
}

/** An invitation by e-mail of the past, with what became of it; its mails have long been read. False where it was accepted after its end. */
export const recordInvitation = async (ctx: Ctx, { email, name, place, sent_at, accepted, withdrawn_at }: PastInvitation): Promise<boolean> => {
  const row = await put({ ...ctx, now: sent_at[0] ?? ctx.now }, { place, email, name, max_uses: 1 })
  for (const at of sent_at) await changeInvitation(ctx, row.id, { sent_at: at, expires_at: new Date(at.getTime() + place.expires_in_days * 86_400_000) })
  if (withdrawn_at) await changeInvitation(ctx, row.id, { withdrawn_at, withdrawn_by: ctx.actor.member_id })
  if (!accepted) return true
  const then = { ...ctx, now: accepted.at }
  if (!(await takeUse(then, row.id))) return false
  await insertAcceptance(then, row.id, accepted.member_id)
  return true
}
