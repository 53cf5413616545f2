import { implement } from '@orpc/server'
import { sharing } from '@portevoix/contract/sharing'
import type { RawRoute } from '#kit/http/app'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found, notFound } from '#kit/problem'
import { within } from '#kit/within'
import { previewVariant, shareableOrganisation } from '#room/content'
import { myShares, shownShare } from './actions/mine.ts'
import { compose, prepareShare } from './actions/prepare.ts'
import { declareShare, openShare, undeclareShare } from './actions/state.ts'
import { pageRoute } from './page/route.ts'
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

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const rawRoutes: readonly RawRoute[] = [pageRoute, {
  method: 'GET', path: '/previews/:content_id', permission: 'anyone',
  // networks' robots fetch it for the link's card: images of contents that may leave, and no others
  async handle({ kit }, reply, { content_id = '' }) {
    if (!uuid.test(content_id)) return notFound()
    const organisation_id = found(await shareableOrganisation(kit.db, content_id))
    const image = found(await within(kit, organisation_id, (ctx) => previewVariant(ctx, content_id)))
    return reply.header('cache-control', 'public, max-age=3600').header('cross-origin-resource-policy', 'cross-origin').type(image.type).send(image.bytes)
  },
}]
