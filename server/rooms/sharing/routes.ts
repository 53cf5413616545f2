import { implement } from '@orpc/server'
import { sharing } from '@portevoix/contract/sharing'
import type { RawRoute } from '#kit/http/app'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { myShares, shownShare } from './actions/mine.ts'
import { compose, prepareShare } from './actions/prepare.ts'
import { declareShare, openShare, undeclareShare } from './actions/state.ts'
import { pageRoute } from './page/route.ts'
import { pictureRoute } from './picture/route.ts'
import { countLinkedShares } from './queries/shares.ts'

const os = implement(sharing).$context<Request>().use(guard)

export const routes = os.router({
  compose: os.compose.handler(({ input: { content_id }, context }) => context.within((ctx) => compose(ctx, content_id))),
  prepare: os.prepare.handler(({ input: { content_id, network }, context }) => context.within((ctx) => prepareShare(ctx, content_id, network, context))),
  open: os.open.handler(({ input: { share_id, ...opening }, context }) => context.within(async (ctx) => {
    await openShare(ctx, share_id, opening, context)
    return shownShare(ctx, share_id)
  })),
  declare: os.declare.handler(({ input: { share_id }, context }) => context.within(async (ctx) => {
    await declareShare(ctx, share_id)
    return shownShare(ctx, share_id)
  })),
  undeclare: os.undeclare.handler(({ input: { share_id }, context }) => context.within(async (ctx) => {
    await undeclareShare(ctx, share_id)
    return shownShare(ctx, share_id)
  })),
  count: os.count.handler(({ input: { content_id }, context }) => context.within(async (ctx) => ({ shares: await countLinkedShares(ctx, content_id) }))),
  mine: os.mine.handler(({ input, context }) => context.within((ctx) => myShares(ctx, input, context))),
})

export const rawRoutes: readonly RawRoute[] = [pageRoute, pictureRoute]
