import { z } from 'zod'
import { apiOf } from './api.ts'
import { again, type Visitor } from './browser.ts'

const id = z.looseObject({ id: z.string() })
const version = z.looseObject({ id: z.string(), version: z.number() })
const session = z.object({ memberships: z.array(z.object({ organisation_id: z.string() })) })

/** Any picture will do: what the browser shows now. */
const photograph = async ({ context, page }: Visitor): Promise<string> => {
  const { memberships: [place] } = session.parse(await (await context.request.get('/api/v1/session', again)).json())
  const answer = await context.request.post('/api/v1/media', {
    ...again,
    headers: { 'portevoix-organisation': place?.organisation_id ?? '' }, multipart: { file: { name: 'photo.png', mimeType: 'image/png', buffer: await page.screenshot() } },
  })
  return z.object({ media_id: z.string() }).parse(await answer.json()).media_id
}

/** Opens a programme of which the visitor is an ambassador, and publishes in it a text that may be shared; gives its id. */
export const publishText = async (visitor: Visitor, { organisation, title, words }: { organisation: string; title: string; words: string }): Promise<string> => {
  const call = await apiOf(visitor)
  const programme = id.parse(await call('POST', '/programmes', { name: organisation, networks: ['linkedin', 'x', 'facebook', 'instagram', 'bluesky', 'mastodon', 'email'] }))
  await call('PUT', `/programmes/${programme.id}/acceptance`, { version: 1, language: visitor.language })
  const { items: [theme] } = z.object({ items: z.array(id) }).parse(await call('GET', `/programmes/${programme.id}/themes`))
  const draft = version.parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
  const saved = version.parse(await call('PATCH', `/contents/${draft.id}`, {
    version: draft.version, changes: {
      title, theme_id: theme?.id, visibility: 'shareable', language: visitor.language, media_id: await photograph(visitor), image_alt: words,
      body_html: `<p>${words}</p><h2>${title}</h2><p>${words} ${words}</p>`,
    },
  }))
  await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
  return draft.id
}
