import { z } from 'zod'
import { apiOf } from './api.ts'
import type { Visitor } from './browser.ts'
import { door } from '../screens/door.ts'

const id = z.looseObject({ id: z.string() })
const versioned = z.looseObject({ id: z.string(), version: z.number() })

/** A programme with one content to read, in the organisation that the visitor made. */
export const publishFirst = async (visitor: Visitor, title: string): Promise<{ programme_id: string; content_id: string }> => {
  const call = await apiOf(visitor)
  const programme = id.parse(await call('POST', '/programmes', { name: 'Voix', networks: ['x'] }))
  const { items: [theme] } = z.object({ items: z.array(id) }).parse(await call('GET', `/programmes/${programme.id}/themes`))
  const draft = versioned.parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
  const saved = versioned.parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title, body_html: '<p>On y voit tout le monde.</p>', theme_id: theme?.id } }))
  await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
  return { programme_id: programme.id, content_id: draft.id }
}

/** An organisation of one person, an ambassador of its programme, with one content to read: where a journey that is about something else begins. */
export const beginWithContent = async (visitor: Visitor, title: string): Promise<{ programme_id: string; content_id: string }> => {
  await door(visitor).openFirstVisit()
  await door(visitor).nameOrganisation('Maison Aubépine')
  await door(visitor).nameAdministrator('Camille Roy', 'camille@exemple.test')
  await visitor.page.getByRole('heading', { level: 1, name: visitor.t('feed.title') }).waitFor()
  const made = await publishFirst(visitor, title)
  await (await apiOf(visitor))('PUT', `/programmes/${made.programme_id}/acceptance`, { version: 1, language: visitor.language })
  return made
}
