import type { RdfFeed, RssFeed } from 'feedsmith'
import { resolveAddress } from '../addresses.ts'
import { typed } from './atom.ts'
import type { FeedDraft, ItemDraft, Text } from './draft.ts'
import { enclosedImage, firstImage, mediaImage, pictured } from './images.ts'

type Item = Partial<RssFeed.Item<string>> & Pick<RdfFeed.Item<string>, 'rdf'>
type Feed = Omit<Partial<RssFeed.Feed<string>>, 'items'> & Pick<RdfFeed.Feed<string>, 'rdf'> & { items?: readonly Item[] }

const unsaid = (...values: readonly (string | undefined)[]): Text => ({ value: values.find((value) => value !== undefined && value !== ''), type: 'unsaid' })

const alternate = (links: readonly { href?: string; rel?: string }[] | undefined) => links?.find(({ rel }) => !rel || rel === 'alternate')?.href

const names = (people: readonly { name?: string; email?: string }[] | undefined) =>
  people?.map(({ name, email }) => name ?? email ?? '').filter((name) => name !== '').join(', ')

const item = (one: Item, feed_base: string): ItemDraft => {
  const base = resolveAddress(one.xml?.base, feed_base) ?? feed_base
  const permalink = one.guid && one.guid.isPermaLink !== false ? resolveAddress(one.guid.value, null) : null
  const enclosed = one.enclosures?.[0]?.url
  return {
    id: one.guid?.value ?? one.rdf?.about ?? one.atom?.id,
    address: resolveAddress(one.link ?? alternate(one.atom?.links), base) ?? permalink ?? resolveAddress(one.rdf?.about, base) ?? resolveAddress(enclosed, base),
    title: one.title === undefined && one.atom?.title ? typed(one.atom.title) : unsaid(one.title, one.dc?.titles?.[0], one.itunes?.title, one.media?.title?.value),
    summary: unsaid(one.description, one.dc?.descriptions?.[0], one.dcterms?.abstracts?.[0], one.content?.encoded, one.atom?.summary?.value, one.itunes?.summary, one.media?.description?.value),
    image: firstImage([mediaImage(one.media), enclosedImage(one.enclosures), one.itunes?.image, pictured(one.content?.encoded), pictured(one.description)], base),
    author: names(one.authors) || one.dc?.creators?.join(', ') || one.itunes?.author || names(one.atom?.authors),
    published: [one.pubDate, one.atom?.published, one.dcterms?.issued?.[0], one.dcterms?.created?.[0], one.dc?.dates?.[0]],
    updated: [one.atom?.updated, one.dcterms?.modified?.[0], one.dc?.dates?.[0]],
    language: one.dc?.languages?.[0] ?? one.xml?.lang,
  }
}

/** RSS in all its versions, RSS 1.0 included: the same elements under another roof. */
export const readRss = (feed: Feed, address: string): FeedDraft => {
  const base = resolveAddress(feed.xml?.base, address) ?? address
  return {
    title: feed.title === undefined && feed.atom?.title ? typed(feed.atom.title) : unsaid(feed.title, feed.dc?.titles?.[0]),
    address: resolveAddress(feed.link ?? alternate(feed.atom?.links), base),
    description: unsaid(feed.description, feed.dc?.descriptions?.[0], feed.itunes?.summary),
    language: feed.language ?? feed.dc?.languages?.[0] ?? feed.xml?.lang,
    updated: [feed.lastBuildDate, feed.atom?.updated, feed.dcterms?.modified?.[0], feed.dc?.dates?.[0], feed.pubDate],
    items: feed.items?.map((one) => item(one, base)) ?? [],
  }
}
