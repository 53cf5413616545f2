import { implement } from '@orpc/server'
import { content } from '@portevoix/contract/content'
import type { Source } from '@portevoix/contract/content/sources'
import { guard } from '#kit/http/serve'
import type { Request } from '#kit/http/request'
import { programmeOf } from '#room/programme'
import { addSource, lookAt, pauseSource, pollNow, removeSource, resumeSource, updateSource } from '../actions/sources.ts'
import { readSources, type ListedSource } from '../queries/sources.ts'
import { healthOf, healthSince } from '../rules.ts'

const os = implement(content.sources).$context<Request>().use(guard)

const errorOf = ({ last_error, last_error_at }: ListedSource): Source['last_error'] => {
  if (last_error === null || last_error_at === null) return null
  const status = /^http_(\d+)$/.exec(last_error)?.[1]
  return { code: status === undefined ? last_error : 'http', status: status === undefined ? null : Number(status), at: last_error_at.toISOString() }
}

const shown = (row: ListedSource): Source => ({
  id: row.id, programme_id: row.programme_id, address: row.address, feed_address: row.feed_address ?? row.address, kind: row.kind, title: row.title, language: row.language,
  health: healthOf(row), since: healthSince(row)?.toISOString() ?? null, failures: row.failures, last_error: errorOf(row), poll_minutes: row.poll_minutes,
  polled_at: row.polled_at?.toISOString() ?? null, succeeded_at: row.succeeded_at?.toISOString() ?? null,
  next_poll_at: row.paused_at || row.stopped_at ? null : row.next_poll_at?.toISOString() ?? null, last_item_at: row.last_item_at?.toISOString() ?? null,
  items: { new: row.new_items, kept: row.kept_items, used: row.used_items },
})

export const sourceRoutes = os.router({
  list: os.list.handler(({ input, context }) => context.within(async (ctx) => {
    await programmeOf(ctx, input.programme_id)
    return { items: (await readSources(ctx, input.programme_id)).map(shown) }
  })),
  add: os.add.handler(async ({ input: { programme_id, address }, context }) => {
    await context.within((ctx) => programmeOf(ctx, programme_id))
    const seen = await lookAt(context.kit, address)
    const { source, items_added } = await context.within((ctx) => addSource(ctx, programme_id, address, seen))
    return { source: shown(source), items_added }
  }),
  update: os.update.handler(({ input: { source_id, ...changes }, context }) => context.within(async (ctx) => shown(await updateSource(ctx, source_id, changes)))),
  poll: os.poll.handler(({ input, context }) => context.within(async (ctx) => shown(await pollNow(ctx, input.source_id)))),
  pause: os.pause.handler(({ input, context }) => context.within(async (ctx) => shown(await pauseSource(ctx, input.source_id)))),
  resume: os.resume.handler(({ input, context }) => context.within(async (ctx) => shown(await resumeSource(ctx, input.source_id)))),
  remove: os.remove.handler(({ input, context }) => context.within((ctx) => removeSource(ctx, input.source_id, input.items))),
})
