import { implement } from '@orpc/server'
import { ownData } from '@portevoix/contract/own-data'
import type { Ctx } from '#kit/context'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found } from '#kit/problem'
import type { PersonalData } from '#kit/personal-data'

const os = implement(ownData).$context<Request>().use(guard)

/** The caller's own copy of what every room holds of them; nobody can ask for somebody else's. */
export const ownDataRoutes = (personalData: Readonly<Record<string, PersonalData>>, nameOf: (ctx: Ctx) => Promise<string>) => os.router({
  read: os.read.handler(({ context }) => context.within(async (ctx) => {
    const member_id = found(ctx.actor.member_id)
    const rooms: Record<string, Record<string, unknown>> = {}
    for (const [room, { export: copy }] of Object.entries(personalData)) rooms[room] = await copy(ctx, member_id)
    return { made_at: ctx.now.toISOString(), organisation: await nameOf(ctx), rooms }
  })),
})
