import type { JsonFeed } from 'feedsmith'
import { resolveAddress } from '../addresses.ts'
import type { FeedDraft, ItemDraft } from './draft.ts'
import { enclosedImage, firstImage, pictured } from './images.ts'

const names = (authors: readonly JsonFeed.Author[] | undefined) => authors?.map(({ name }) => name ?? '').filter((name) => name !== '').join(', ')

/** https://www.jsonfeed.org/version/1.1/ */
export const readJson = (feed: JsonFeed.Feed<string>, address: string): FeedDraft => {
  const items = feed.items?.map((one): ItemDraft => ({
    id: one.id,
    address: resolveAddress(one.url, address) ?? resolveAddress(one.external_url, address) ?? resolveAddress(one.id, null),
    title: { value: one.title, type: 'plain' },
    summary: one.summary ?? one.content_text ? { value: one.summary ?? one.content_text, type: 'plain' } : { value: one.content_html, type: 'html' },
    image: firstImage([one.image, one.banner_image, enclosedImage(one.attachments?.map(({ url, mime_type }) => ({ url, type: mime_type }))), pictured(one.content_html)], address),
    author: names(one.authors) || names(feed.authors),
    published: [one.date_published], updated: [one.date_modified],
    language: one.language,
  })) ?? []
  return {
    title: { value: feed.title, type: 'plain' }, address: resolveAddress(feed.home_page_url, address), description: { value: feed.description, type: 'plain' },
    language: feed.language, updated: [], items,
  }
}
