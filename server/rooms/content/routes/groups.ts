import { implement } from '@orpc/server'
import { content } from '@portevoix/contract/content'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { programmeOf } from '#room/programme'
import { reachToTell } from '../feed/actions/offer.ts'
import { groupDependents, removeGroupWith } from '../actions/remove-group.ts'

const os = implement(content.groups).$context<Request>().use(guard)

export const groupRoutes = os.router({
  dependents: os.dependents.handler(({ input, context }) => context.within((ctx) => groupDependents(ctx, input.group_id))),
  remove: os.remove.handler(({ input: { group_id, replacement_id }, context }) => context.within((ctx) => removeGroupWith(ctx, group_id, replacement_id))),
  audience: os.audience.handler(({ input: { programme_id, ...audience }, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, programme_id)
    return { ambassadors: await reachToTell(ctx, programme_id, audience) }
  })),
})
