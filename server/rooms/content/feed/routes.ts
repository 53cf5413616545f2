import { implement } from '@orpc/server'
import { feed } from '@portevoix/contract/feed'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { requireAmbassador } from '#room/programme'
import { contentForReader, feedPage, savedPage, searchPage } from './actions/list.ts'
import { likeContent, openContent, reportReading, saveContent, unlikeContent, unsaveContent, viewContents } from './actions/mark.ts'
import { feedThemes, presentCards, presentContent } from './present.ts'

const os = implement(feed).$context<Request>().use(guard)

export const feedRoutes = os.router({
  list: os.list.handler(({ input: { programme_id, theme_id, show, cursor, limit }, context }) =>
    context.within(async (ctx) => presentCards(ctx, await feedPage(ctx, { programme_id, theme_id, show }, cursor, limit)))),
  themes: os.themes.handler(({ input: { programme_id }, context }) => context.within(async (ctx) => {
    await requireAmbassador(ctx, programme_id)
    return { items: await feedThemes(ctx, programme_id) }
  })),
  search: os.search.handler(({ input: { programme_id, words, cursor, limit }, context }) =>
    context.within(async (ctx) => presentCards(ctx, await searchPage(ctx, programme_id, words, cursor, limit)))),
  saved: os.saved.handler(({ input: { programme_id, cursor, limit }, context }) =>
    context.within(async (ctx) => presentCards(ctx, await savedPage(ctx, programme_id, cursor, limit)))),
  content: os.content.handler(({ input: { content_id }, context }) => context.within(async (ctx) => presentContent(ctx, await contentForReader(ctx, content_id)))),
  view: os.view.handler(({ input: { programme_id, content_ids }, context }) => context.within((ctx) => viewContents(ctx, programme_id, content_ids))),
  open: os.open.handler(({ input: { content_id }, context }) => context.within(async (ctx) => ({ read: await openContent(ctx, content_id) }))),
  read: os.read.handler(({ input: { content_id, ...reading }, context }) => context.within(async (ctx) => ({ read: await reportReading(ctx, content_id, reading) }))),
  like: os.like.handler(({ input: { content_id }, context }) => context.within((ctx) => likeContent(ctx, content_id))),
  unlike: os.unlike.handler(({ input: { content_id }, context }) => context.within((ctx) => unlikeContent(ctx, content_id))),
  save: os.save.handler(({ input: { content_id }, context }) => context.within(async (ctx) => {
    await saveContent(ctx, content_id)
    return { saved: true }
  })),
  unsave: os.unsave.handler(({ input: { content_id }, context }) => context.within(async (ctx) => {
    await unsaveContent(ctx, content_id)
    return { saved: false }
  })),
})
