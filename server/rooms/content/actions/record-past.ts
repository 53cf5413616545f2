import type { Language } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { changeItem, insertItems } from '../queries/items.ts'
import { changeSource, insertSource } from '../queries/sources.ts'
import { canonicalAddress } from '../reading/addresses.ts'
import { failuresBeforeStop, placeOf } from '../rules.ts'

export type PastHealth = 'healthy' | 'ailing' | 'paused' | 'stopped'

export interface PastSource {
  programme_id: string
  title: string
  address: string
  kind: 'feed' | 'page'
  language: Language
  followed_since: Date
  polled_at: Date
  health: PastHealth
}

/** For how long a source that fails has done so. */
const failingDays = 3

/** A source that was followed, and is asked no more by itself: what it brought is told by `recordItem`. */
export const recordSource = async (ctx: Ctx, { programme_id, title, address, kind, language, followed_since, polled_at, health }: PastSource): Promise<string> => {
  const id = newId()
  await insertSource({ ...ctx, now: followed_since }, { id, programme_id, address, feed_address: address, kind, title, language, poll_minutes: 60 })
  const failed = health === 'ailing' || health === 'stopped'
  const failing_since = new Date(polled_at.getTime() - failingDays * 86_400_000)
  await changeSource(ctx, id, {
    polled_at, next_poll_at: null, succeeded_at: failed ? new Date(failing_since.getTime() - 3_600_000) : polled_at, last_item_at: followed_since,
    turned_at: failed ? failing_since : followed_since,
    ...(failed && { failures: health === 'ailing' ? 3 : failuresBeforeStop, last_error: health === 'ailing' ? 'timeout' : 'http_410', last_error_at: polled_at }),
    ...(health === 'paused' && { paused_at: polled_at, paused_by: ctx.actor.member_id }),
    ...(health === 'stopped' && { stopped_at: failing_since }),
  })
  return id
}

export interface PastItem {
  programme_id: string
  source_id: string
  address: string
  title: string
  summary: string
  author: string | null
  language: Language
  site_name: string
  reading_minutes: number
  media_id: string | null
  published_at: Date
  found_at: Date
  state: 'new' | 'kept' | 'snoozed' | 'dismissed'
}

/** An item that a source brought and whose page was read, with what was decided of it; null where the programme has it already. */
export const recordItem = async (ctx: Ctx, { state, found_at, media_id, ...item }: PastItem): Promise<string | null> => {
  const then = { ...ctx, now: found_at }
  const [id] = await insertItems(then, [{
    ...item, id: newId(), guid: null, canonical_address: canonicalAddress(item.address) ?? item.address, image_address: null,
    placed_at: placeOf(item.published_at, found_at), enriched_at: found_at,
  }])
  if (id === undefined) return null
  await changeSource(ctx, item.source_id, { last_item_at: found_at })
  const decided = state === 'new' ? {} : { decided_by: ctx.actor.member_id, decided_at: found_at }
  await changeItem(then, id, { media_id, state, ...decided, ...(state === 'snoozed' && { snoozed_until: new Date(ctx.now.getTime() + 3 * 86_400_000) }) })
  return id
}
