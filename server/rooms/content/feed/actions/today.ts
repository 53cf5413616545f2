import type { Ctx } from '#kit/context'
import { organisation } from '#room/organisations'
import { dayIn } from '../rules.ts'
import type { Counted } from '../queries/activity.ts'

/** The organisation's day. */
export const dayOf = async (ctx: Ctx): Promise<string> => dayIn(ctx.now, (await organisation(ctx)).time_zone)

/** As whom, and on which day, what the actor does is counted. */
export const countedNow = async (ctx: Ctx): Promise<Counted> => ({ day: await dayOf(ctx), tribe: ctx.actor.tribe ?? 'employees', group_ids: ctx.actor.group_ids })
