import type { Kit } from '#kit/context'
import { within } from '#kit/within'
import { fetchPage, fetchPicture, type FetchedPage } from '../fetching/fetch-source.ts'
import type { PageReading } from '../reading/page.ts'
import { changeItem, readItem, type ItemRow } from '../queries/items.ts'
import { keepPicture } from './media.ts'

/**
 * Reads the item's page for what its feed did not say, and copies its picture: all of it outside of transactions. What cannot
 * be had is left empty; it is asked once, and again when somebody makes a content of it. Tells whether its page was too slow to read.
 */
export const enrichItem = async (kit: Kit, organisation_id: string, item_id: string, again = false): Promise<{ too_slow: boolean }> => {
  const item = await within(kit, organisation_id, (ctx) => readItem(ctx, item_id))
  if (!item || (item.enriched_at && item.media_id) || (item.enriched_at && !item.image_address && !again)) return { too_slow: false }
  const read: FetchedPage | null = item.enriched_at && !again ? null : await fetchPage(kit, item.address)
  const page = read?.ok ? read.page : null
  const image_address = item.image_address ?? page?.image ?? null
  const picture = image_address && !item.media_id ? await fetchPicture(kit, image_address) : null
  const media = picture && (await keepPicture(kit, organisation_id, picture))
  await within(kit, organisation_id, (ctx) => changeItem(ctx, item_id, { ...completed(item, page), image_address, enriched_at: ctx.now, ...(media && { media_id: media.id }) }))
  return { too_slow: read?.ok === false && read.reason === 'too_slow' }
}

/** A site that has so many pages which nobody can read was made that way. */
const mostSlowPages = 2

/** Reads the pages of items one after the other, and leaves the rest for when somebody wants it once too many were too slow. */
export const enrichItems = async (kit: Kit, organisation_id: string, item_ids: readonly string[]): Promise<void> => {
  let slow = 0
  for (const item_id of item_ids) {
    if (slow >= mostSlowPages) return
    if ((await enrichItem(kit, organisation_id, item_id)).too_slow) slow += 1
  }
}

/** The feed's own words stay; the page fills in what they lack. */
const completed = (item: ItemRow, page: PageReading | null): Partial<ItemRow> => page === null ? {} : {
  summary: item.summary || page.description,
  author: item.author ?? page.author,
  site_name: page.site_name ?? item.site_name,
  language: item.language ?? page.language,
  reading_minutes: item.reading_minutes ?? page.reading_minutes,
  published_at: item.published_at ?? (page.published_at === null || Number.isNaN(Date.parse(page.published_at)) ? null : new Date(page.published_at)),
}
