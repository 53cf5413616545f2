import type { Ctx, Kit } from '#kit/context'
import type { RawRoute } from '#kit/http/app'
import { within } from '#kit/within'
import { publicText } from '#room/content'
import { demonstrationIds, organisation, organisationIds } from '#room/organisations'
import { previewImagePath } from '../actions/link.ts'
import { pageByKey } from '../queries/pages.ts'
import { isPageKey, pagePath } from '../rules.ts'
import { gonePage, textPage, type House, type Page } from './html.ts'

const houseOf = async (ctx: Ctx): Promise<House> => organisation(ctx)

/** The colours of the only organisation there is, for a page that belongs to none; a demonstration is no organisation of anybody's. */
const onlyHouse = async (kit: Kit): Promise<House | null> => {
  const invented = await demonstrationIds(kit)
  const [id, ...others] = (await organisationIds(kit)).filter((one) => !invented.includes(one))
  return id === undefined || others.length > 0 ? null : within(kit, id, houseOf)
}

interface Found { page: Page | null; house: House | null }

const find = async (kit: Kit, key: string): Promise<Found> => {
  const known = isPageKey(key) ? await pageByKey(kit.db, key) : null
  if (!known) return { page: null, house: await onlyHouse(kit) }
  return within(kit, known.organisation_id, async (ctx) => {
    const house = await houseOf(ctx)
    const text = await publicText(ctx, known.content_id)
    if (!text) return { page: null, house }
    const { base_url } = kit.settings
    return { house, page: textPage(text, house, { base_url, path: pagePath(key), image_path: text.media_id === null ? null : previewImagePath(text.id, text.media_id) }) }
  })
}

/** The public page of a text that was shared: for whoever comes by a link of it, signed in or not. */
export const pageRoute: RawRoute = {
  method: 'GET', path: '/pages/:key', permission: 'anyone',
  async handle({ kit, language }, reply, { key = '' }) {
    const { page, house } = await find(kit, key)
    const { html, policy } = page ?? gonePage(language, house, kit.settings.base_url)
    // asked for anew each time: a text that was withdrawn is gone at once
    return reply.status(page ? 200 : 404).header('cache-control', 'no-cache').header('content-security-policy', policy).header('x-robots-tag', 'noindex').type('text/html; charset=utf-8').send(html)
  },
}
