import type { Ctx, Kit } from '#kit/context'
import type { SendOptions } from '#kit/jobs'
import { newId } from '#kit/ids'
import { found, notFound, problem, refuseField } from '#kit/problem'
import { shownHost } from '#kit/shown-host'
import { findSource, type Found } from '../fetching/fetch-source.ts'
import { digestOfPage, itemOfPage, itemsOfFeed } from '../fetching/item-of.ts'
import { canonicalAddress } from '../reading/addresses.ts'
import { deleteNewItems } from '../queries/items.ts'
import { changeSource, deleteSource, insertSource, readSource, sourceKnown, type ListedSource } from '../queries/sources.ts'
import { nextPoll } from '../rules.ts'
import { takeItems } from './take-items.ts'

const usualPollMinutes = 60
const pagePollMinutes = 24 * 60

/** Looks at an address before any transaction is open. */
export const lookAt = (kit: Kit, address: string): Promise<Found> => findSource(kit, address)

/** @throws Problem 422 on the address when nothing could be read there, 409 when the programme follows it already. */
export const addSource = async (ctx: Ctx, programme_id: string, address: string, seen: Found): Promise<{ source: ListedSource; items_added: number }> => {
  if (!seen.ok) return refuseField('address', seen.code.startsWith('http_') ? 'content.source_http' : `content.source_${seen.code}`, { status: Number(seen.code.replace('http_', '')) || 0 })
  if (await sourceKnown(ctx, programme_id, [...new Set([address, canonicalAddress(address) ?? address, seen.address])])) problem(409, 'content.source_known', { fields: [{ field: 'address', code: 'content.source_known_field' }] })
  const id = newId()
  const title = (seen.kind === 'feed' ? seen.feed.title : seen.page.title || seen.page.site_name) || shownHost(new URL(seen.address).hostname)
  const language = seen.kind === 'feed' ? seen.feed.language : seen.page.language
  const poll_minutes = seen.kind === 'feed' ? usualPollMinutes : pagePollMinutes
  const made = await insertSource(ctx, { id, programme_id, address, feed_address: seen.address, kind: seen.kind, title: title.slice(0, 200), language, poll_minutes })
  if (!made) problem(409, 'content.source_known', { fields: [{ field: 'address', code: 'content.source_known_field' }] })
  const origin = { programme_id, source_id: id, language, now: ctx.now }
  const items_added = await takeItems(ctx, seen.kind === 'feed' ? itemsOfFeed(seen.feed.items, origin) : [itemOfPage(seen.page, origin)])
  await changeSource(ctx, id, {
    ...(seen.kind === 'page' && { page_digest: digestOfPage(seen.page) }), etag: seen.answer.etag, last_modified: seen.answer.last_modified, polled_at: ctx.now, succeeded_at: ctx.now, turned_at: ctx.now,
    next_poll_at: nextPoll(ctx.now, poll_minutes, seen.answer.max_age_seconds), ...(items_added > 0 && { last_item_at: ctx.now }),
  })
  return { source: found(await readSource(ctx, id)), items_added }
}

const changed = async (ctx: Ctx, id: string, changes: Parameters<typeof changeSource>[2]): Promise<ListedSource> => {
  found(await changeSource(ctx, id, changes))
  return found(await readSource(ctx, id))
}

const askNow = (ctx: Ctx, id: string, options: SendOptions = {}) => ctx.kit.jobs.send(ctx.tx, 'content.poll-source', { organisation_id: ctx.organisation_id, source_id: id }, options)

export const updateSource = (ctx: Ctx, id: string, { title, poll_minutes }: { title?: string | undefined; poll_minutes?: number | undefined }): Promise<ListedSource> =>
  title === undefined && poll_minutes === undefined
    ? readSource(ctx, id).then(found)
    : changed(ctx, id, { ...(title !== undefined && { title }), ...(poll_minutes !== undefined && { poll_minutes }) })

export const pauseSource = (ctx: Ctx, id: string): Promise<ListedSource> => changed(ctx, id, { paused_at: ctx.now, paused_by: ctx.actor.member_id })

/** Asks again at once and from now on, what stopped by itself too. */
export const resumeSource = async (ctx: Ctx, id: string): Promise<ListedSource> => {
  const source = await changed(ctx, id, { paused_at: null, paused_by: null, stopped_at: null, failures: 0, next_poll_at: ctx.now })
  // whatever asked for a reading a moment ago met the source as it was
  await askNow(ctx, id)
  return source
}

const tooSoon_ms = 60_000

/**
 * Asks now.
 * @throws Problem 409 within a minute of the last reading, with the seconds left to wait.
 */
export const pollNow = async (ctx: Ctx, id: string): Promise<ListedSource> => {
  const source = found(await readSource(ctx, id))
  if (source.paused_at || source.stopped_at) return notFound()
  const left_ms = source.polled_at ? source.polled_at.getTime() + tooSoon_ms - ctx.now.getTime() : 0
  if (left_ms > 0) problem(409, 'content.source_just_read', { values: { seconds: Math.ceil(left_ms / 1000) } })
  await askNow(ctx, id, { singleton_key: id })
  return source
}

/** What was decided about its items stays whatever is chosen: kept, dismissed and used ones are the programme's. */
export const removeSource = async (ctx: Ctx, id: string, items: 'keep' | 'remove'): Promise<void> => {
  found(await readSource(ctx, id))
  if (items === 'remove') await deleteNewItems(ctx, id)
  await deleteSource(ctx, id)
}
