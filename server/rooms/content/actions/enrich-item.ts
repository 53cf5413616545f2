import type { Ctx, Kit } from '#kit/context'
import { within } from '#kit/within'
import { fetchPage, fetchPicture, type FetchedPage } from '../fetching/fetch-source.ts'
import { adoptedAddress } from '../reading/addresses.ts'
import type { PageReading } from '../reading/page.ts'
import { changeItem, markDuplicate, readItem, readItemAt, type ItemRow } from '../queries/items.ts'
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
  await within(kit, organisation_id, async (ctx) => {
    await changeItem(ctx, item_id, { ...completed(item, page), image_address, enriched_at: ctx.now, ...(media && { media_id: media.id }) })
    if (read?.ok) await adopt(ctx, item, adoptedAddress(item.canonical_address, { declared: read.page.canonical_address, end: read.came_from }), again)
  })
  return { too_slow: read?.ok ? read.too_slow : read?.reason === 'too_slow' }
}

/**
 * Gives the item the address that its page goes by. Where the programme has that page already, the item that was just read
 * leaves; not when somebody is making a content of it, and not when one source brought both under different titles: then
 * it is a page that stands before all of its articles, to sign in or to consent.
 */
const adopt = async (ctx: Ctx, item: ItemRow, canonical_address: string, wanted: boolean): Promise<void> => {
  if (canonical_address === item.canonical_address) return
  const held = await readItemAt(ctx, item.programme_id, canonical_address)
  if (!held) await changeItem(ctx, item.id, { canonical_address })
  else if (held.id !== item.id && !wanted && (held.source_id !== item.source_id || held.title === item.title)) await markDuplicate(ctx, item.id, held.id)
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
