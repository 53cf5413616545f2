import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import { onPeople } from '../filters.ts'
import { guardedCount, inFives, type Period } from '../rules.ts'
import type { Narrowing } from './filters.ts'
import { invitationSteps } from './invitations.ts'

/** What became of those invited in the period. */
export const funnelOf = async (ctx: Ctx, { since, until }: Period, { filters, shown }: Narrowing): Promise<Dashboard['funnel']> => {
  const span = { from: since, to: until }
  const whole = await invitationSteps(ctx, span)
  const asked = onPeople(filters)
  if (shown.small && asked.tribe === undefined && asked.group_id === undefined) return whole
  const part = asked.tribe === undefined && asked.group_id === undefined ? whole : await invitationSteps(ctx, span, asked)
  const told = (step: keyof typeof whole) => guardedCount(part[step], whole[step])
  return { invited: told('invited'), registered: told('registered'), active: inFives(told('active')) }
}
