import { parentPort } from 'node:worker_threads'
import { decodeText } from './charset.ts'
import { discoverFeeds, type DiscoveredFeed } from './discovery.ts'
import { readFeed, type FeedAnswer, type FeedOrigin } from './feed.ts'
import { readPage, type PageAnswer, type PageOrigin } from './page.ts'

/** What may be asked of a reader in its own thread: bytes and where they came from, nothing else. */
export type Order =
  | ({ read: 'feed'; bytes: Uint8Array } & FeedOrigin)
  | ({ read: 'page'; bytes: Uint8Array } & PageOrigin)
  | ({ read: 'links'; bytes: Uint8Array } & FeedOrigin)

/** What each order is answered with: plain data. */
export interface Answers { feed: FeedAnswer; page: PageAnswer; links: DiscoveredFeed[] }

const read = (order: Order): Answers[Order['read']] => {
  if (order.read === 'feed') return readFeed(order.bytes, order)
  if (order.read === 'page') return readPage(order.bytes, order)
  return discoverFeeds(decodeText(order.bytes, order.content_type), order.address, order.max_ms)
}

parentPort?.on('message', (order: Order) => { parentPort?.postMessage(read(order), []) })
