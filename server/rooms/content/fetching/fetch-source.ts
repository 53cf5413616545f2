import type { Kit } from '#kit/context'
import type { OutboundResponse } from '#kit/outbound'
import { discoverFeedsAside, readFeedAside, readPageAside } from '../reading/aside.ts'
import type { FeedReading } from '../reading/feed.ts'
import type { PageAnswer, PageReading } from '../reading/page.ts'
import { maxAgeSeconds, retryAfterSeconds } from '../rules.ts'

/** What a source answers to one poll; asked outside of any transaction. */
export type SourceAnswer =
  | { outcome: 'feed'; feed: FeedReading; answer: Validators }
  | { outcome: 'page'; page: PageReading; answer: Validators }
  | { outcome: 'unchanged'; answer: Validators }
  | { outcome: 'gone' }
  | { outcome: 'failed'; code: string; retry_after_seconds: number | null }

export interface Validators { address: string; moved_to: string | null; etag: string | null; last_modified: string | null; max_age_seconds: number | null }

const pageTypes = ['text/html', 'application/xhtml+xml']
const feedTypes = ['application/rss+xml', 'application/atom+xml', 'application/rdf+xml', 'application/feed+json', 'application/xml', 'text/xml', 'application/json', 'text/plain', ...pageTypes]

const validators = (answer: OutboundResponse): Validators => ({
  address: answer.address, moved_to: answer.moved_to, etag: answer.etag, last_modified: answer.last_modified, max_age_seconds: maxAgeSeconds(answer.headers['cache-control']),
})

const isPage = ({ media_type, body }: OutboundResponse): boolean =>
  media_type === null ? /^\s*<(!doctype\s+html|html)/i.test(body.subarray(0, 500).toString('latin1')) : pageTypes.includes(media_type)

interface Asked { address: string; kind: 'feed' | 'page'; etag?: string | null; last_modified?: string | null }

/** Asks a source what is new: conditionally, as its last answer allows. */
export const askSource = async (kit: Kit, { address, kind, etag = null, last_modified = null }: Asked): Promise<SourceAnswer> => {
  const answer = await kit.outbound.fetch(address, { etag, last_modified, accept_types: kind === 'page' ? pageTypes : feedTypes })
  if (!answer.ok) return { outcome: 'failed', code: answer.reason, retry_after_seconds: null }
  if (answer.status === 304) return { outcome: 'unchanged', answer: validators(answer) }
  if (answer.status === 410) return { outcome: 'gone' }
  if (answer.status < 200 || answer.status > 299) {
    return { outcome: 'failed', code: `http_${answer.status}`, retry_after_seconds: retryAfterSeconds(answer.headers['retry-after'], kit.clock()) }
  }
  const content_type = answer.headers['content-type'] ?? null
  if (kind === 'page') {
    const read = await readPageAside(answer.body, answer)
    return read.ok ? { outcome: 'page', page: read.page, answer: validators(answer) } : { outcome: 'failed', code: read.reason, retry_after_seconds: null }
  }
  const read = await readFeedAside(answer.body, { address: answer.address, content_type })
  return read.ok ? { outcome: 'feed', feed: read.feed, answer: validators(answer) } : { outcome: 'failed', code: read.reason, retry_after_seconds: null }
}

export type Found =
  | { ok: true; kind: 'feed'; address: string; feed: FeedReading; answer: Validators }
  | { ok: true; kind: 'page'; address: string; page: PageReading; answer: Validators }
  | { ok: false; code: string }

const mostCandidates = 4

/** What there is to follow at an address that somebody pasted: the feed that it is, the first readable feed that its page names, or the page itself. */
export const findSource = async (kit: Kit, address: string): Promise<Found> => {
  const answer = await kit.outbound.fetch(address, { accept_types: feedTypes })
  if (!answer.ok) return { ok: false, code: answer.reason }
  if (answer.status < 200 || answer.status > 299) return { ok: false, code: `http_${answer.status}` }
  const content_type = answer.headers['content-type'] ?? null
  const itself = await readFeedAside(answer.body, { address: answer.address, content_type })
  if (itself.ok && (itself.feed.items.length > 0 || !isPage(answer))) return { ok: true, kind: 'feed', address: answer.moved_to ?? address, feed: itself.feed, answer: validators(answer) }
  if (!isPage(answer)) return { ok: false, code: 'not_a_feed' }
  for (const candidate of (await discoverFeedsAside(answer.body, { address: answer.address, content_type })).slice(0, mostCandidates)) {
    const found = await askSource(kit, { address: candidate.address, kind: 'feed' })
    if (found.outcome === 'feed') return { ok: true, kind: 'feed', address: found.answer.moved_to ?? candidate.address, feed: found.feed, answer: found.answer }
  }
  const page = await readPageAside(answer.body, answer)
  return page.ok ? { ok: true, kind: 'page', address: answer.moved_to ?? address, page: page.page, answer: validators(answer) } : { ok: false, code: page.reason }
}

export type FetchedPage = (Extract<PageAnswer, { ok: true }> & { came_from: string }) | { ok: false; reason: 'unreachable' | Extract<PageAnswer, { ok: false }>['reason'] }

/** A page and what it says of itself, or why it cannot be had now. */
export const fetchPage = async (kit: Kit, address: string): Promise<FetchedPage> => {
  const answer = await kit.outbound.fetch(address, { accept_types: pageTypes })
  if (!answer.ok || answer.status < 200 || answer.status > 299) return { ok: false, reason: 'unreachable' }
  const read = await readPageAside(answer.body, answer)
  return read.ok ? { ...read, came_from: answer.address } : read
}

/** The bytes of a picture; null where there is none to be had. */
export const fetchPicture = async (kit: Kit, address: string): Promise<Buffer | null> => {
  const answer = await kit.outbound.fetch(address, { accept_types: ['image/*', 'application/octet-stream'] })
  return answer.ok && answer.status >= 200 && answer.status <= 299 ? answer.body : null
}
