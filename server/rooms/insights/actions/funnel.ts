import { unlessFew } from '@portevoix/contract/anonymity'
import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { onPeople } from '../filters.ts'
import { guardedCount, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { invitationSteps } from './invitations.ts'

/** What became of those invited in the period. */
export const funnelOf = async (ctx: Ctx, { since, until }: Period, { filters, shown }: Narrowing): Promise<Dashboard['funnel']> => {
  const span = { from: since, to: until }
  const whole = await invitationSteps(ctx, span)
  const asked = onPeople(filters)
  if (asked.tribe === undefined && asked.group_id === undefined) {
    return shown.small ? whole : { invited: unlessFew(whole.invited), registered: unlessFew(whole.registered), active: unlessFew(whole.active) }
  }
  const part = await invitationSteps(ctx, span, asked)
  return { invited: guardedCount(part.invited, whole.invited), registered: guardedCount(part.registered, whole.registered), active: guardedCount(part.active, whole.active) }
}
