import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

/** As much of the document object model as reading takes. */
export interface PageElement {
  readonly textContent: string | null
  getAttribute(name: string): string | null
}

export interface PageDocument {
  readonly documentElement: PageElement | null
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

export interface Article {
  title: string | null
  byline: string | null
  excerpt: string | null
  published: string | null
  site: string | null
  language: string | null
  /** Sanitised by nobody yet: for its text only. */
  html: string
}

/** Past this many elements a page is a list or a trap, not an article. */
const max_elements = 30_000

// A page without a root element has nothing that a selector could find, and linkedom throws for it.
export const parsePage = (html: string): PageDocument => parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`).document

/** The article that a page is about, as Firefox's reader view finds it; null where there is none. */
export const readArticle = (html: string): Article | null => {
  try {
    const { document } = parseHTML(html)
    const found = new Readability(document, { maxElemsToParse: max_elements }).parse()
    if (!found) return null
    return {
      title: found.title ?? null, byline: found.byline ?? null, excerpt: found.excerpt ?? null, published: found.publishedTime ?? null, site: found.siteName ?? null,
      language: found.lang ?? null, html: found.content ?? '',
    }
  } catch {
    // Readability throws for too many elements and for documents that have no body.
    return null
  }
}

/** Where relative addresses of the page start from. */
export const baseOf = (document: PageDocument, address: string): string =>
  URL.parse(document.querySelector('base[href]')?.getAttribute('href') ?? '', address)?.href ?? address
