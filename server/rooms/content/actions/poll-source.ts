import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { askSource, type SourceAnswer } from '../fetching/fetch-source.ts'
import { digestOfPage, itemOfPage, itemsOfFeed } from '../fetching/item-of.ts'
import { supersedeItem } from '../queries/items.ts'
import { changeSource, readSource, type SourceRow } from '../queries/sources.ts'
import type { PageReading } from '../reading/page.ts'
import { failuresBeforeStop, nextPoll, nextTry, turnedAt } from '../rules.ts'
import { takeItems } from './take-items.ts'

/** A page that is followed itself is new when it says something else than at the reading before. */
const takePage = async (ctx: Ctx, { id, programme_id, language, page_digest }: SourceRow, page: PageReading): Promise<number> => {
  const digest = digestOfPage(page)
  const updated = page_digest !== null && !page_digest.equals(digest)
  if (page_digest?.equals(digest)) return 0
  const item = itemOfPage(page, { programme_id, source_id: id, language, now: ctx.now })
  if (updated) await supersedeItem(ctx, programme_id, item.canonical_address)
  await changeSource(ctx, id, { page_digest: digest })
  // it stands where it changed, not where it was first published
  return takeItems(ctx, [updated ? { ...item, updated, placed_at: ctx.now } : item])
}

/** What a poll brought, written down: items, and when the source is asked next. */
const record = async (ctx: Ctx, source: SourceRow, heard: SourceAnswer): Promise<void> => {
  const { now } = ctx
  if (heard.outcome === 'gone') {
    await changeSource(ctx, source.id, { polled_at: now, failures: source.failures + 1, last_error: 'http_410', last_error_at: now, turned_at: turnedAt(source, 'failed', now), stopped_at: now, next_poll_at: null })
    return
  }
  if (heard.outcome === 'failed') {
    const failures = source.failures + 1
    const stopped = failures >= failuresBeforeStop
    await changeSource(ctx, source.id, {
      polled_at: now, failures, last_error: heard.code, last_error_at: now, turned_at: turnedAt(source, 'failed', now),
      next_poll_at: stopped ? null : nextTry(now, source.poll_minutes, failures, heard.retry_after_seconds), ...(stopped && { stopped_at: now }),
    })
    return
  }
  const { answer } = heard
  const origin = { programme_id: source.programme_id, source_id: source.id, language: source.language, now }
  const taken = heard.outcome === 'feed' ? await takeItems(ctx, itemsOfFeed(heard.feed.items, origin))
    : heard.outcome === 'page' ? await takePage(ctx, source, heard.page) : 0
  await changeSource(ctx, source.id, {
    polled_at: now, succeeded_at: now, failures: 0, last_error: null, last_error_at: null, turned_at: turnedAt(source, 'answered', now),
    // a 304 may leave out what it confirms: then the former validators hold
    etag: answer.etag ?? (heard.outcome === 'unchanged' ? source.etag : null),
    last_modified: answer.last_modified ?? (heard.outcome === 'unchanged' ? source.last_modified : null),
    next_poll_at: nextPoll(now, source.poll_minutes, answer.max_age_seconds),
    ...(answer.moved_to !== null && { feed_address: answer.moved_to }), ...(taken > 0 && { last_item_at: now }),
  })
}

/** Asks one source outside of any transaction, and writes down what came; whatever it answers stays its own affair. */
export const pollSource = async (kit: Kit, organisation_id: string, source_id: string): Promise<void> => {
  const source = await within(kit, organisation_id, (ctx) => readSource(ctx, source_id))
  if (!source || source.paused_at || source.stopped_at) return
  const heard = await askSource(kit, { address: source.feed_address ?? source.address, kind: source.kind, etag: source.etag, last_modified: source.last_modified })
  await within(kit, organisation_id, async (ctx) => {
    const still_there = await readSource(ctx, source_id)
    if (still_there) await record(ctx, still_there, heard)
  })
}
