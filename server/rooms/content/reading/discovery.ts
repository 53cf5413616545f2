import { resolveAddress } from './addresses.ts'
import { usualStep_ms, within } from './bounded.ts'
import { baseOf, parsePage, type PageElement } from './page/document.ts'
import { oneLine } from './text.ts'

/** A feed that a page offers. */
export interface DiscoveredFeed { address: string; title: string | null }

const types = /^(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/(?:x-)?rss|text\/(?:rss|atom)(?:\+xml)?|application\/x\.atom\+xml)\b/i
// Pages that declare no feed often link to one all the same.
const paths = /(?:^|[/.?=_-])(?:rss|atom|rdf|feeds?)(?:2?(?:\.(?:xml|php|rdf|aspx|json))?\/?|=\w+)$/i
// A subscription button of another service carries the feed in its own address.
const elsewhere = /^(?:www\.)?(?:facebook|twitter|x|linkedin|youtube|instagram|feedly|google|validator\.w3)\.\w+$/

const max_feeds = 20

const words = (element: PageElement) => oneLine(element.getAttribute('title') ?? element.textContent ?? '').slice(0, 200) || null
const isComments = ({ address, title }: DiscoveredFeed) => /comment/i.test(`${address} ${title ?? ''}`)

/**
 * The feeds of a page, the likeliest first: those it declares (https://www.rssboard.org/rss-autodiscovery), then links that look
 * like feeds; feeds of comments last. Empty for a page that takes too long to read.
 */
export const discoverFeeds = (html: string, address: string, max_ms = usualStep_ms): DiscoveredFeed[] => {
  const found = within(max_ms, () => {
    const document = parsePage(html)
    const base = baseOf(document, address)
    const feeds: DiscoveredFeed[] = []
    const add = (element: PageElement, title: string | null) => {
      const feed = resolveAddress(element.getAttribute('href'), base)
      if (feed && !feeds.some((one) => one.address === feed)) feeds.push({ address: feed, title })
    }
    for (const link of document.querySelectorAll('link[href][type]')) {
      const rel = link.getAttribute('rel')?.toLowerCase().split(/\s+/) ?? []
      const json = /^application\/json\b/i.test(link.getAttribute('type') ?? '') && /feed/i.test(link.getAttribute('href') ?? '')
      if ((rel.includes('alternate') || rel.includes('feed')) && (types.test(link.getAttribute('type') ?? '') || json)) add(link, oneLine(link.getAttribute('title') ?? '') || null)
    }
    for (const anchor of document.querySelectorAll('a[href]')) {
      const url = URL.parse(anchor.getAttribute('href') ?? '', base)
      if (url && !elsewhere.test(url.hostname) && (paths.test(url.pathname + url.search) || types.test(anchor.getAttribute('type') ?? ''))) add(anchor, words(anchor))
    }
    return feeds
  })
  const feeds = found?.result ?? []
  return [...feeds.filter((feed) => !isComments(feed)), ...feeds.filter(isComments)].slice(0, max_feeds)
}
