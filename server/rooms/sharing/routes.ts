import { implement } from '@orpc/server'
import { sharing } from '@portevoix/contract/sharing'
import type { RawRoute } from '#kit/http/app'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { found } from '#kit/problem'
import { contentStanding } from '#room/content'
import { makeCampaignLink, qrCodeOfCampaignLink, removeCampaignLink, restoreCampaignLink, shownCampaignLink, shownCampaignLinks } from './actions/campaign-links.ts'
import { sharesToTell } from './actions/figures.ts'
import { myShares, qrCodeOfShare, shownShare } from './actions/mine.ts'
import { compose, prepareShare } from './actions/prepare.ts'
import { declareShare, openShare, undeclareShare } from './actions/state.ts'
import { pageRoute } from './page/route.ts'
import { pictureRoute } from './picture/route.ts'

const os = implement(sharing).$context<Request>().use(guard)

const campaignLinks = os.campaign_links.router({
  list: os.campaign_links.list.handler(({ input: { content_id }, context }) => context.within((ctx) => shownCampaignLinks(ctx, content_id))),
  make: os.campaign_links.make.handler(({ input, context }) => context.within(async (ctx) => shownCampaignLink(ctx, await makeCampaignLink(ctx, input)))),
  remove: os.campaign_links.remove.handler(({ input: { id }, context }) => context.within(async (ctx) => {
    await removeCampaignLink(ctx, id)
    return shownCampaignLink(ctx, id)
  })),
  restore: os.campaign_links.restore.handler(({ input: { id }, context }) => context.within(async (ctx) => {
    await restoreCampaignLink(ctx, id)
    return shownCampaignLink(ctx, id)
  })),
  qr_code: os.campaign_links.qr_code.handler(({ input: { id }, context }) => context.within((ctx) => qrCodeOfCampaignLink(ctx, id))),
})

export const routes = os.router({
  campaign_links: campaignLinks,
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
  count: os.count.handler(({ input: { content_id }, context }) => context.within(async (ctx) => {
    found(await contentStanding(ctx, content_id))
    return { shares: await sharesToTell(ctx, content_id) }
  })),
  qr_code: os.qr_code.handler(({ input: { share_id }, context }) => context.within((ctx) => qrCodeOfShare(ctx, share_id))),
  mine: os.mine.handler(({ input, context }) => context.within((ctx) => myShares(ctx, input, context))),
})

export const rawRoutes: readonly RawRoute[] = [pageRoute, pictureRoute]
