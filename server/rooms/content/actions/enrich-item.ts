import type { Kit } from '#kit/context'
import { within } from '#kit/within'
import { fetchPage, fetchPicture } from '../fetching/fetch-source.ts'
import { changeItem, readItem, type ItemRow } from '../queries/items.ts'
import { keepPicture } from './media.ts'

/**
 * Reads the item's page for what its feed did not say, and copies its picture: all of it outside of transactions. What cannot
 * be had is left empty; it is asked once, and again when somebody makes a content of it.
 */
export const enrichItem = async (kit: Kit, organisation_id: string, item_id: string, again = false): Promise<void> => {
  const item = await within(kit, organisation_id, (ctx) => readItem(ctx, item_id))
  if (!item || (item.enriched_at && item.media_id) || (item.enriched_at && !item.image_address && !again)) return
  const page = item.enriched_at && !again ? null : await fetchPage(kit, item.address)
  const image_address = item.image_address ?? page?.image ?? null
  const picture = image_address && !item.media_id ? await fetchPicture(kit, image_address) : null
  const media = picture && (await keepPicture(kit, organisation_id, picture))
  await within(kit, organisation_id, (ctx) => changeItem(ctx, item_id, { ...completed(item, page), image_address, enriched_at: ctx.now, ...(media && { media_id: media.id }) }))
}

/** The feed's own words stay; the page fills in what they lack. */
const completed = (item: ItemRow, page: Awaited<ReturnType<typeof fetchPage>>): Partial<ItemRow> => page === null ? {} : {
  summary: item.summary || page.description,
  author: item.author ?? page.author,
  site_name: page.site_name ?? item.site_name,
  language: item.language ?? page.language,
  reading_minutes: item.reading_minutes ?? page.reading_minutes,
  published_at: item.published_at ?? (page.published_at === null || Number.isNaN(Date.parse(page.published_at)) ? null : new Date(page.published_at)),
}
