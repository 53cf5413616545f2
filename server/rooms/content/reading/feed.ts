import { parseFeed } from 'feedsmith'
import { usualStep_ms, within } from './bounded.ts'
import { decodeText } from './charset.ts'
import { readAtom } from './feed/atom.ts'
import { finish, type FeedDraft, type FeedReading } from './feed/draft.ts'
import { readJson } from './feed/json.ts'
import { isFeedLike, prepare, repair } from './feed/prepare.ts'
import { readRss } from './feed/rss.ts'

export type { FeedReading, FeedItem } from './feed/draft.ts'

export type FeedAnswer = { ok: true; feed: FeedReading } | { ok: false; reason: 'empty' | 'not_a_feed' | 'too_large' | 'too_slow' }

export interface FeedOrigin { address: string; content_type?: string | null; max_ms?: number }

const max_bytes = 5_000_000
/** More than any feed keeps; the newest come first in nearly all of them. */
const max_items = 300

const draftOf = (text: string, address: string): FeedDraft => {
  const parsed = parseFeed(text, { maxItems: max_items })
  if (parsed.format === 'atom') return readAtom(parsed.feed, address)
  if (parsed.format === 'json') return readJson(parsed.feed, address)
  return readRss(parsed.feed, address)
}

const attempt = (text: string, address: string): FeedReading | null => {
  try {
    return finish(draftOf(text, address))
  } catch {
    // feedsmith throws for all that it cannot read; there is nothing more to learn from how.
    return null
  }
}

/**
 * Reads RSS 0.9x and 2.0, RSS 1.0 (RDF), Atom 0.3 and 1.0 and JSON Feed, well-formed or not.
 * `address` is where the bytes came from: what relative links start from. Never throws for what the bytes are, and takes about `max_ms` at most.
 * Whoever serves people meanwhile reads through `aside.ts`.
 */
export const readFeed = (bytes: Uint8Array, { address, content_type, max_ms = usualStep_ms }: FeedOrigin): FeedAnswer => {
  if (bytes.length > max_bytes) return { ok: false, reason: 'too_large' }
  const read = within(max_ms, (): FeedAnswer => {
    const text = prepare(decodeText(bytes, content_type))
    if (text === '') return { ok: false, reason: 'empty' }
    const repaired = () => (isFeedLike(text) ? attempt(repair(text), address) : null)
    const feed = attempt(text, address) ?? repaired()
    return feed ? { ok: true, feed } : { ok: false, reason: 'not_a_feed' }
  })
  return read?.result ?? { ok: false, reason: 'too_slow' }
}
