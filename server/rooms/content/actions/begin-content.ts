import type { Request } from '#kit/http/request'
import { programmeOf } from '#room/programme'
import { fetchPage, fetchPicture } from '../fetching/fetch-source.ts'
import type { NewContent } from '../queries/contents.ts'
import { createContent } from './contents.ts'
import { paragraphs } from './items.ts'
import { keepPicture } from './media.ts'

interface Beginning { programme_id: string; kind: 'link' | 'text'; address?: string | undefined }

/** What the page at an address says of itself, read outside of any transaction; a page that cannot be had leaves the draft to be written by hand. */
const pageAt = async ({ kit, organisation_id }: Request, address: string): Promise<Partial<NewContent>> => {
  const read = await fetchPage(kit, address)
  if (!read.ok) return {}
  const { page } = read
  const picture = page.image ? await fetchPicture(kit, page.image) : null
  const media = picture && organisation_id ? await keepPicture(kit, organisation_id, picture) : null
  return {
    title: page.title.slice(0, 300), body_html: paragraphs(page.description), body_text: page.description, site_name: page.site_name, reading_minutes: page.reading_minutes ?? 1,
    ...(page.language === 'fr' || page.language === 'en' ? { language: page.language } : {}), ...(media && { media_id: media.id }),
  }
}

/** Begins a draft; of a link, with what its page says. Gives its id. */
export const beginContent = async (request: Request, { programme_id, kind, address }: Beginning): Promise<string> => {
  const language = await request.within(async (ctx) => {
    await programmeOf(ctx, programme_id)
    return ctx.actor.language
  })
  const found = kind === 'link' && address ? await pageAt(request, address) : {}
  return request.within((ctx) => createContent(ctx, { programme_id, kind, visibility: kind === 'text' ? 'internal' : 'shareable', language, ...(address && { address }), ...found }))
}
