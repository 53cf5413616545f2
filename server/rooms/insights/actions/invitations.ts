import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { InvitationSteps } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { together } from '#kit/together'
import { readersAmong } from '#room/content'
import { isSmall, readInvited, type Part } from '#room/people'
import { sharersAmong } from '#room/sharing'
import { inFives } from '../rules.ts'

/**
 * The one way that every funnel counts: those invited between two moments; of them, those who became members; of these, those who
 * have read or shared something since the first. Who was never invited (whoever made the organisation, whom its operator enrolled)
 * is in none of the steps.
 */
export const invitationSteps = async (ctx: Ctx, { from, to }: { from: Date; to: Date }, part: Part = {}) => {
  const { invited, member_ids } = await readInvited(ctx, { from, to }, part)
  const active = new Set((await together([readersAmong(ctx, member_ids, from), sharersAmong(ctx, member_ids, from)])).flatMap((ids) => [...ids]))
  return { invited, registered: member_ids.length, active: active.size }
}

/**
 * The same since the beginning, for whoever invites; of a handful of people, what they did since is theirs alone, but in an
 * organisation that never had more: it sees everything as it is, here as on the dashboard.
 */
export const allInvitations = async (ctx: Ctx): Promise<InvitationSteps> => {
  const steps = await invitationSteps(ctx, { from: new Date(0), to: new Date(ctx.now.getTime() + 1) })
  return (await isSmall(ctx)) ? { ...steps, threshold: 1 } : { ...steps, active: inFives(steps.active), threshold: anonymityThreshold }
}
