import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { openBrowser, phone, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { startPortevoix, type Portevoix } from './stage/portevoix.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { feed } from './screens/feed.ts'

const id = z.looseObject({ id: z.string() })
const title = 'Une journée à l’atelier'

describe('without a network', () => {
  let browser: Browser
  let portevoix: Portevoix
  let reader: Visitor
  eachStepNeedsTheLast()

  beforeAll(async () => {
    ;[browser, portevoix] = await Promise.all([openBrowser(), startPortevoix()])
    reader = await visit(browser, { viewport: phone, language: 'fr', address: portevoix.address })
    await door(reader).openFirstVisit()
    await door(reader).nameOrganisation('Maison Aubépine')
    await door(reader).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await reader.page.getByRole('heading', { level: 1, name: reader.t('feed.title') }).waitFor()
    const call = await apiOf(reader)
    const programme = id.parse(await call('POST', '/programmes', { name: 'Voix', networks: ['x'] }))
    const { items: [theme] } = z.object({ items: z.array(id) }).parse(await call('GET', `/programmes/${programme.id}/themes`))
    const draft = z.looseObject({ id: z.string(), version: z.number() }).parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
    const saved = z.looseObject({ version: z.number() }).parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title, body_html: '<p>On y voit tout le monde.</p>', theme_id: theme?.id } }))
    await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    await call('PUT', `/programmes/${programme.id}/acceptance`, { version: 1, language: 'fr' })
  })
  afterAll(async () => {
    await browser?.close()
    await portevoix?.stop()
  })

  it('reads with one, and is kept on the device meanwhile', async () => {
    await feed(reader).open()
    await reader.page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    // what the worker keeps is what passes through it: from the next opening on
    await feed(reader).open()
    await feed(reader).card(title).waitFor()
    expect(await reader.page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
  })

  it('opens on the last feed read, and says so', async () => {
    await reader.context.setOffline(true)
    await reader.page.reload()
    await feed(reader).card(title).waitFor({ timeout: 30_000 })
    await reader.page.getByRole('region', { name: reader.t('shell.offline.title') }).waitFor()
    await look(reader.page, 'offline-fr-feed')
    expect(await feed(reader).card(title).count()).toBe(1)
  })

  it('finds the network again', async () => {
    await reader.context.setOffline(false)
    await feed(reader).open()
    await feed(reader).card(title).waitFor()
    expect(await reader.page.getByRole('region', { name: reader.t('shell.offline.title') }).count()).toBe(0)
    expect(reader.complaints).toEqual([])
  })
})
