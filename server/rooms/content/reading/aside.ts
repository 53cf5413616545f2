import type { DiscoveredFeed } from './discovery.ts'
import type { FeedAnswer, FeedOrigin } from './feed.ts'
import type { PageAnswer, PageOrigin } from './page.ts'
import { openReaders } from './readers.ts'

/** Two: a source is read one page at a time, so that the slowest of them leaves a reader to all the others. */
const readers = openReaders({ threads: 2, max_ms: 30_000, max_memory_mb: 384 })

/** The three readings as they are done while people are served: in a thread of their own. */
export const readFeedAside = async (bytes: Uint8Array, origin: FeedOrigin): Promise<FeedAnswer> =>
  (await readers.ask({ read: 'feed', bytes, ...origin })) ?? { ok: false, reason: 'too_slow' }

export const readPageAside = async (bytes: Uint8Array, { address, headers = {} }: PageOrigin): Promise<PageAnswer> =>
  (await readers.ask({ read: 'page', bytes, address, headers })) ?? { ok: false, reason: 'too_slow' }

export const discoverFeedsAside = async (bytes: Uint8Array, origin: FeedOrigin): Promise<DiscoveredFeed[]> =>
  (await readers.ask({ read: 'links', bytes, ...origin })) ?? []
