import type { AtomFeed } from 'feedsmith'
import { resolveAddress } from '../addresses.ts'
import type { FeedDraft, ItemDraft, Text } from './draft.ts'
import { enclosedImage, firstImage, mediaImage, pictured } from './images.ts'

type Feed = AtomFeed.Feed<string>
type Entry = AtomFeed.Entry<string>

/** RFC 4287 section 3.1: `text` unless it says `html` or `xhtml`; Atom 0.3 says the media type. */
export const typed = (text: { value?: string; type?: string } | undefined): Text =>
  ({ value: text?.value, type: text?.type === undefined || text.type === 'text' || text.type === 'text/plain' ? 'plain' : 'html' })

const alternate = (links: Feed['links'], base: string): string | null => {
  const found = links?.filter(({ rel }) => !rel || rel === 'alternate') ?? []
  const page = found.find(({ type }) => !type || type.includes('html')) ?? found[0]
  return resolveAddress(page?.href, base)
}

const names = (authors: Feed['authors']) => authors?.map(({ name, email }) => name ?? email ?? '').filter((name) => name !== '').join(', ')

const entry = (one: Entry, feed: Feed, feed_base: string): ItemDraft => {
  const base = resolveAddress(one.xml?.base, feed_base) ?? feed_base
  const html = [one.content, one.summary].map((text) => (typed(text).type === 'html' ? text?.value : undefined))
  const link = alternate(one.links, base)
  return {
    id: one.id,
    address: link ?? resolveAddress(one.content?.src, base) ?? resolveAddress(one.id, null),
    title: one.title ? typed(one.title) : { value: one.media?.title?.value ?? one.dc?.titles?.[0], type: 'unsaid' },
    summary: typed(one.summary?.value ? one.summary : one.content?.value ? one.content : one.media?.description),
    image: firstImage([
      mediaImage(one.media), one.itunes?.image, enclosedImage(one.links?.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type }))),
      ...html.map(pictured),
    ], base),
    author: names(one.authors) || one.dc?.creators?.join(', ') || names(one.source?.authors) || names(feed.authors),
    published: [one.published, one.dcterms?.issued?.[0], one.dcterms?.created?.[0], one.dc?.dates?.[0]],
    updated: [one.updated, one.dcterms?.modified?.[0]],
    language: one.title?.xml?.lang ?? one.xml?.lang ?? one.content?.xml?.lang,
  }
}

export const readAtom = (feed: Feed, address: string): FeedDraft => {
  const base = resolveAddress(feed.xml?.base, address) ?? address
  return {
    title: typed(feed.title), address: alternate(feed.links, base), description: typed(feed.subtitle), language: feed.xml?.lang ?? feed.dc?.languages?.[0],
    updated: [feed.updated, feed.dcterms?.modified?.[0], feed.dc?.dates?.[0]],
    items: feed.entries?.map((one) => entry(one, feed, base)) ?? [],
  }
}
