import { implement } from '@orpc/server'
import { content } from '@portevoix/contract/content'
import { networkIds } from '@portevoix/contract/networks/shape'
import type { ContentLine } from '@portevoix/contract/content/contents'
import { z } from 'zod'
import { readCursor, writeCursor } from '#kit/cursor'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { memberNames } from '#room/people'
import { mixOf, programmeOf, themesOf } from '#room/programme'
import { beginContent } from '../actions/begin-content.ts'
import { contentForEditor, discardContent, saveContent } from '../actions/contents.ts'
import { readyPicture } from '../actions/media.ts'
import { expireContent, publishContent, scheduleContent, unscheduleContent } from '../actions/publication.ts'
import { countByTheme, countContents, readContents, type ContentLineRow } from '../queries/contents.ts'

const os = implement(content.contents).$context<Request>().use(guard)

const position = z.object({ placed_at: z.iso.datetime(), id: z.uuid() })
const day_ms = 86_400_000

const line = (row: ContentLineRow, names: ReadonlyMap<string, string>): ContentLine => ({
  id: row.id, kind: row.kind, state: row.state, visibility: row.visibility, language: row.language, title: row.title, theme_id: row.theme_id, image_alt: row.image_alt,
  image: row.media_id !== null && row.media_width !== null && row.media_height !== null ? { media_id: row.media_id, width: row.media_width, height: row.media_height } : null,
  publish_at: row.publish_at?.toISOString() ?? null, published_at: row.published_at?.toISOString() ?? null, expires_at: row.expires_at?.toISOString() ?? null,
  updated_at: row.updated_at.toISOString(), updated_by: row.updated_by === null ? null : { name: names.get(row.updated_by) ?? '' },
  placed_at: row.placed_at.toISOString(), networks: networkIds.filter((id) => row.networks.includes(id)),
})

export const contentRoutes = os.router({
  list: os.list.handler(({ input: { cursor, limit, ...filter }, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, filter.programme_id)
    const rows = await readContents(ctx, filter, readCursor(cursor, position), limit + 1)
    const names = await memberNames(ctx, rows.flatMap(({ updated_by }) => updated_by ?? []))
    const last = rows[limit - 1]
    return { items: rows.slice(0, limit).map((row) => line(row, names)), next_cursor: rows.length > limit && last ? writeCursor({ placed_at: last.placed_at.toISOString(), id: last.id }) : null }
  })),
  counts: os.counts.handler(({ input, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, input.programme_id)
    const counts = await countContents(ctx, input.programme_id)
    return { draft: counts.get('draft') ?? 0, scheduled: counts.get('scheduled') ?? 0, published: counts.get('published') ?? 0, expired: counts.get('expired') ?? 0 }
  })),
  mix: os.mix.handler(({ input: { programme_id, days }, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, programme_id)
    const mix = mixOf(await themesOf(ctx, programme_id), await countByTheme(ctx, programme_id, new Date(ctx.now.getTime() - days * day_ms)))
    return { days, contents: mix.contents, next_theme_id: mix.next_theme_id, themes: [...mix.themes] }
  })),
  create: os.create.handler(async ({ input, context }) => {
    const id = await beginContent(context, input)
    return context.within((ctx) => contentForEditor(ctx, id))
  }),
  read: os.read.handler(({ input, context }) => context.within((ctx) => contentForEditor(ctx, input.content_id))),
  save: os.save.handler(({ input: { content_id, version, changes }, context }) => context.within(async (ctx) => {
    await saveContent(ctx, content_id, version, changes)
    return contentForEditor(ctx, content_id)
  })),
  publish: os.publish.handler(({ input: { content_id, version, expires_at }, context }) => context.within(async (ctx) => {
    await publishContent(ctx, content_id, { version, ...(expires_at !== undefined && { expires_at: expires_at === null ? null : new Date(expires_at) }) })
    return contentForEditor(ctx, content_id)
  })),
  schedule: os.schedule.handler(({ input: { content_id, version, publish_at }, context }) => context.within(async (ctx) => {
    await scheduleContent(ctx, content_id, { version, publish_at: new Date(publish_at) })
    return contentForEditor(ctx, content_id)
  })),
  unschedule: os.unschedule.handler(({ input, context }) => context.within(async (ctx) => {
    await unscheduleContent(ctx, input.content_id)
    return contentForEditor(ctx, input.content_id)
  })),
  expire: os.expire.handler(({ input, context }) => context.within(async (ctx) => {
    await expireContent(ctx, input.content_id)
    return contentForEditor(ctx, input.content_id)
  })),
  discard: os.discard.handler(({ input, context }) => context.within((ctx) => discardContent(ctx, input.content_id))),
  upload: os.upload.handler(async ({ input, context }) => {
    const bytes = Buffer.from(await input.file.arrayBuffer())
    const { id, width, height } = await context.within(await readyPicture(bytes))
    return { media_id: id, width, height }
  }),
})
