import { canonicalAddress, resolveAddress } from './addresses.ts'
import { cleanAuthor } from './author.ts'
import { usualStep_ms, within } from './bounded.ts'
import { decodeText } from './charset.ts'
import { readDate } from './dates.ts'
import { firstImage, pictured } from './feed/images.ts'
import { declaredLanguage, detectLanguage } from './language.ts'
import { baseOf, parsePage, readArticle, type Article, type PageDocument } from './page/document.ts'
import { structuredData } from './page/json-ld.ts'
import { readingMinutes } from './reading-time.ts'
import { excerpt, oneLine, plainText } from './text.ts'

/** What a page is about, ready to keep. */
export interface PageReading {
  /** By which two links to this page are known as one. */
  canonical_address: string
  title: string
  description: string
  image: string | null
  author: string | null
  /** ISO 8601 in UTC. */
  published_at: string | null
  /** Two or three letters. */
  language: string | null
  reading_minutes: number | null
  site_name: string | null
  /** The article's text in paragraphs; empty where there is no article. */
  text: string
}

/** `too_slow`: what was read is worth having, and took so long that its article, or all that follows, was left. */
export type PageAnswer = { ok: true; page: PageReading; too_slow: boolean } | { ok: false; reason: 'empty' | 'too_large' | 'too_slow' }

export interface PageOrigin { address: string; headers?: Readonly<Record<string, string | undefined>>; max_ms?: number }

const max_bytes = 5_000_000
const max_text = 200_000

const meta = (document: PageDocument): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const tag of document.querySelectorAll('meta[content]')) {
    const content = tag.getAttribute('content')?.trim()
    const names = [tag.getAttribute('property'), tag.getAttribute('name'), tag.getAttribute('itemprop'), tag.getAttribute('http-equiv')]
    for (const name of names.flatMap((one) => one?.toLowerCase().split(/\s+/) ?? [])) if (content && !found.has(name)) found.set(name, content)
  }
  return found
}

const first = (...values: readonly (string | null | undefined)[]): string => values.map((value) => oneLine(plainText(value ?? ''))).find((value) => value !== '') ?? ''

/** The page's own word on its address, unless it names the site's front door for a page that is further in. */
const canonical = (document: PageDocument, tags: ReadonlyMap<string, string>, address: string, base: string): string => {
  const own = canonicalAddress(address) ?? address
  for (const written of [document.querySelector('link[rel~="canonical"][href]')?.getAttribute('href'), tags.get('og:url')]) {
    const found = canonicalAddress(resolveAddress(written, base) ?? '')
    if (found && (new URL(found).pathname !== '/' || new URL(own).pathname === '/')) return found
  }
  return own
}

const firstDate = (...dates: readonly (string | null | undefined)[]): string | null => {
  for (const date of dates) {
    const found = readDate(date)
    if (found !== null) return found
  }
  return null
}

const isName = (author: string | null | undefined) => (author && !/^(?:https?:)?\/\//i.test(author.trim()) ? author : null)

const described = (document: PageDocument, address: string, header_language: string | null | undefined) => (article: Article | null): PageReading => {
  const tags = meta(document)
  const data = structuredData(document)
  const base = baseOf(document, address)
  const text = article ? plainText(article.html, max_text) : ''
  const title = first(article?.title, data?.title, tags.get('og:title'), tags.get('twitter:title'), document.querySelector('title')?.textContent, document.querySelector('h1')?.textContent)
  const description = first(tags.get('og:description') ?? tags.get('description') ?? tags.get('twitter:description') ? article?.excerpt : data?.description, article?.excerpt, data?.description, tags.get('og:description'), tags.get('description'), tags.get('twitter:description'))
  const declared = [document.documentElement?.getAttribute('lang'), article?.language, data?.language, tags.get('og:locale'), tags.get('content-language'), tags.get('language'), header_language]
  const language = declared.map(declaredLanguage).find((one) => one !== null) ?? detectLanguage(text || `${title}\n${description}`)
  return {
    canonical_address: canonical(document, tags, address, base),
    title: excerpt(title, 500), description: excerpt(description, 1000),
    image: firstImage([
      tags.get('og:image:secure_url'), tags.get('og:image'), tags.get('og:image:url'), tags.get('twitter:image'), tags.get('twitter:image:src'), data?.image ?? undefined,
      document.querySelector('link[rel="image_src"][href]')?.getAttribute('href') ?? undefined, pictured(article?.html),
    ], base),
    author: excerpt(cleanAuthor(first(isName(article?.byline), data?.author, isName(tags.get('article:author')), tags.get('author'), tags.get('dc.creator'))) ?? '', 200) || null,
    published_at: firstDate(
      data?.published, article?.published, tags.get('article:published_time'), tags.get('og:published_time'), tags.get('datepublished'), tags.get('date'), tags.get('dc.date.issued'),
      tags.get('dc.date'), tags.get('parsely-pub-date'), tags.get('sailthru.date'), tags.get('pubdate'), document.querySelector('time[itemprop~="datePublished"]')?.getAttribute('datetime'),
      document.querySelector('article time[datetime]')?.getAttribute('datetime'), document.querySelector('time[pubdate]')?.getAttribute('datetime'),
    ),
    language, text, reading_minutes: readingMinutes(text, language),
    site_name: first(article?.site, tags.get('og:site_name'), tags.get('application-name')) || null,
  }
}

/**
 * Reads a web page: its own metadata (JSON-LD, Open Graph, HTML) and the article that it is about.
 * `address` is where the bytes came from in the end. Never throws for what the bytes are; each of its three steps takes
 * about `max_ms` at most. Whoever serves people meanwhile reads through `aside.ts`.
 */
export const readPage = (bytes: Uint8Array, { address, headers = {}, max_ms = usualStep_ms }: PageOrigin): PageAnswer => {
  if (bytes.length > max_bytes) return { ok: false, reason: 'too_large' }
  const html = decodeText(bytes, headers['content-type']).replaceAll('\u0000', '')
  if (!html.includes('<')) return { ok: false, reason: 'empty' }
  const parsed = within(max_ms, () => described(parsePage(html), address, headers['content-language']))
  if (!parsed) return { ok: false, reason: 'too_slow' }
  // The metadata are worth having even of a page whose article takes too long to find.
  const article = within(max_ms, () => readArticle(html))
  const whole = within(max_ms, () => parsed.result(article?.result ?? null))
  return { ok: true, page: (whole ?? { result: parsed.result(null) }).result, too_slow: !article || !whole }
}
