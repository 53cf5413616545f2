import { createHash } from 'node:crypto'
import { canonicalAddress } from '../addresses.ts'
import { cleanAuthor } from '../author.ts'
import { readDate } from '../dates.ts'
import { declaredLanguage, detectLanguage } from '../language.ts'
import { excerpt, looksLikeHtml, oneLine, plainText } from '../text.ts'

/** What a feed brought, ready to keep. */
export interface FeedItem {
  /** The publisher's own id; else the canonical address; else a digest of the texts. Of one that is too long to be looked up, a digest. */
  guid: string
  address: string | null
  /** Plain text on one line; the beginning of the summary where there is no title. */
  title: string
  summary: string
  image: string | null
  author: string | null
  /** ISO 8601 in UTC. */
  published_at: string | null
  updated_at: string | null
  /** Two or three letters. */
  language: string | null
}

export interface FeedReading {
  title: string
  /** The site's address. */
  address: string | null
  description: string
  language: string | null
  updated_at: string | null
  items: FeedItem[]
}

/** A text and how it is written; `unsaid` when the format leaves it open. */
export interface Text { value: string | null | undefined; type: 'plain' | 'html' | 'unsaid' }

export interface ItemDraft {
  id: string | null | undefined
  address: string | null
  title: Text
  summary: Text
  image: string | null
  author: string | null | undefined
  published: readonly (string | null | undefined)[]
  updated: readonly (string | null | undefined)[]
  language: string | null | undefined
}

export interface FeedDraft {
  title: Text
  address: string | null
  description: Text
  language: string | null | undefined
  updated: readonly (string | null | undefined)[]
  items: readonly ItemDraft[]
}

const max_title = 500
const max_summary = 1000

const textOf = ({ value, type }: Text): string => {
  const text = value ?? ''
  return oneLine(type === 'html' || (type === 'unsaid' && looksLikeHtml(text)) ? plainText(text) : text)
}

const firstDate = (dates: readonly (string | null | undefined)[]): string | null => {
  for (const date of dates) {
    const found = readDate(date)
    if (found !== null) return found
  }
  return null
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** An entry of an index holds 2,704 bytes (PostgreSQL, B-tree); a guid has room in it beside what else is there. */
const longest_guid_bytes = 2000

/** A guid as it can be looked up: what names a thing worldwide still does so, and two that only end differently stay two. */
const heldGuid = (guid: string): string =>
  Buffer.byteLength(guid) <= longest_guid_bytes ? guid : `${/^(https?:\/\/|tag:|urn:)/i.test(guid) ? 'urn:' : ''}sha256:${digest(guid)}`

const item = (draft: ItemDraft, feed_language: string | null): FeedItem => {
  const summary = excerpt(textOf(draft.summary), max_summary)
  const title = excerpt(textOf(draft.title), max_title) || excerpt(summary, 120)
  const updated_at = firstDate(draft.updated)
  return {
    guid: heldGuid(oneLine(draft.id ?? '') || (draft.address === null ? null : canonicalAddress(draft.address)) || digest(`${title}\n${summary}`)),
    address: draft.address, title, summary, image: draft.image,
    author: excerpt(cleanAuthor(textOf({ value: draft.author, type: 'unsaid' })) ?? '', 200) || null,
    published_at: firstDate(draft.published) ?? updated_at, updated_at,
    language: declaredLanguage(draft.language) ?? feed_language ?? detectLanguage(`${title}\n${summary}`),
  }
}

export const finish = (draft: FeedDraft): FeedReading => {
  const language = declaredLanguage(draft.language)
  return {
    title: excerpt(textOf(draft.title), max_title), address: draft.address, description: excerpt(textOf(draft.description), max_summary), language,
    updated_at: firstDate(draft.updated),
    items: draft.items.map((one) => item(one, language)),
  }
}
