import type { Dashboard } from '@portevoix/contract/insights'
import type { Ctx } from '#kit/context'
import type { Period } from '../rules.ts'
import { invitationSteps } from './invitations.ts'

/** What became of those invited in the period. */
export const funnelOf = (ctx: Ctx, { since, until }: Period): Promise<Dashboard['funnel']> => invitationSteps(ctx, { from: since, to: until })
