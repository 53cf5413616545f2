import { createHash } from 'node:crypto'
import { newId } from '#kit/ids'
import { shownHost } from '#kit/shown-host'
import type { FeedItem } from '../reading/feed.ts'
import type { PageReading } from '../reading/page.ts'
import { canonicalAddress } from '../reading/addresses.ts'
import type { NewItem } from '../queries/items.ts'
import { placeOf } from '../rules.ts'

const host = (address: string) => shownHost(new URL(address).hostname.replace(/^www\./, ''))
const instant = (text: string | null): Date | null => (text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text))

interface Origin { programme_id: string; source_id: string | null; language: string | null; now: Date }

/** What a content may take as its address; an index could not hold much more. */
const longest_address = 2048

/** What a feed brought, as items; those that lead nowhere, or by an address that no content could have, are none. The oldest first, so that ids grow with time. */
export const itemsOfFeed = (items: readonly FeedItem[], { programme_id, source_id, language, now }: Origin): NewItem[] => items.flatMap((one): NewItem[] => {
  const canonical_address = one.address === null ? null : canonicalAddress(one.address)
  if (one.address === null || canonical_address === null || Math.max(one.address.length, canonical_address.length) > longest_address) return []
  const published_at = instant(one.published_at)
  return [{
    id: newId(), programme_id, source_id, guid: one.guid, address: one.address, canonical_address, title: one.title || host(one.address), summary: one.summary, author: one.author,
    site_name: host(one.address), language: one.language ?? language, image_address: one.image, published_at, placed_at: placeOf(published_at, now),
  }]
}).sort((one, other) => one.placed_at.getTime() - other.placed_at.getTime())

/** What a page says, so that it may be told whether it says something else: its words alone, for counters and dates change by themselves. */
export const digestOfPage = ({ title, description, text }: PageReading): Buffer =>
  createHash('sha256').update([title, ...((text || description).match(/\p{L}+/gu) ?? [])].join(' ')).digest()

/** A page, as the item that it is. */
export const itemOfPage = (page: PageReading, { programme_id, source_id, language, now }: Origin): NewItem => {
  const published_at = instant(page.published_at)
  return {
    id: newId(), programme_id, source_id, guid: null, address: page.canonical_address, canonical_address: page.canonical_address, title: page.title || host(page.canonical_address), summary: page.description,
    author: page.author, site_name: page.site_name ?? host(page.canonical_address), language: page.language ?? language, image_address: page.image, published_at,
    placed_at: placeOf(published_at, now), reading_minutes: page.reading_minutes, enriched_at: now,
  }
}
