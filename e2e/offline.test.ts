import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { openBrowser, phone, visit, type Visitor } from './stage/browser.ts'
import { pictureFailures } from './stage/failed.ts'
import { look } from './stage/look.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { readyPortevoix } from './stage/ready.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { feed } from './screens/feed.ts'

const id = z.looseObject({ id: z.string() })
const title = 'Une journée à l’atelier'
const unopened = 'Les horaires d’hiver'
const late = 'Le marché de Noël'

describe('without a network', () => {
  let browser: Browser
  let portevoix: Portevoix
  let reader: Visitor
  let publish: (title: string) => Promise<void>
  const away = () => reader.page.getByRole('region', { name: reader.t('shell.offline.title') }).or(reader.page.getByRole('region', { name: reader.t('shell.silent.title') }))
  pictureFailures()
  eachStepNeedsTheLast()

  beforeAll(async () => {
    ;[browser, portevoix] = await Promise.all([openBrowser(), readyPortevoix()])
    reader = await visit(browser, { viewport: phone, language: 'fr', address: portevoix.address })
    await door(reader).openFirstVisit()
    await door(reader).nameOrganisation('Maison Aubépine')
    await door(reader).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await reader.page.getByRole('heading', { level: 1, name: reader.t('feed.title') }).waitFor()
    const call = await apiOf(reader)
    const programme = id.parse(await call('POST', '/programmes', { name: 'Voix', networks: ['x'] }))
    const { items: [theme] } = z.object({ items: z.array(id) }).parse(await call('GET', `/programmes/${programme.id}/themes`))
    publish = async (named) => {
      const draft = z.looseObject({ id: z.string(), version: z.number() }).parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
      const saved = z.looseObject({ version: z.number() }).parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: named, body_html: '<p>On y voit tout le monde.</p>', theme_id: theme?.id } }))
      await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    }
    await publish(title)
    await publish(unopened)
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
    await reader.page.getByRole('link', { name: title, exact: true }).click()
    await reader.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await reader.page.getByText('On y voit tout le monde.').waitFor()
    await feed(reader).open()
    await feed(reader).card(unopened).waitFor()
    await reader.page.waitForLoadState('networkidle')
  })

  it('opens on the last feed read, and says so', async () => {
    await reader.context.setOffline(true)
    await reader.page.reload()
    await feed(reader).card(title).waitFor({ timeout: 30_000 })
    // a page that is begun anew believes in its network again, where the network's absence is only played
    await away().waitFor()
    await look(reader.page, 'offline-fr-feed')
    expect(await feed(reader).card(title).count()).toBe(1)
  })

  it('opens what was opened before, and says of the rest that it is not on the device', async () => {
    const { page, t } = reader
    await page.getByRole('link', { name: title, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor({ timeout: 30_000 })
    await page.getByText('On y voit tout le monde.').waitFor()
    await feed(reader).open()
    await page.getByRole('link', { name: unopened, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: t('feed.not_here.title') }).waitFor({ timeout: 30_000 })
    await page.getByText(t('feed.not_here.detail')).waitFor()
    await look(page, 'offline-fr-not-here')
    await page.getByRole('link', { name: t('feed.content.back') }).click()
    await feed(reader).card(unopened).waitFor({ timeout: 30_000 })
    expect(new URL(page.url()).pathname).toBe('/')
  })

  it.each(['like', 'save'] as const)('takes a %s back, in words', async (mark) => {
    const { page, t } = reader
    const button = feed(reader).card(title).getByRole('button', { name: t(`feed.card.${mark}`), exact: true })
    await button.click()
    await page.getByText(t('feed.card.change_offline')).first().waitFor()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await look(page, `offline-fr-${mark}`)
    for (const close of await page.getByRole('button', { name: t('ui.close'), exact: true }).all()) await close.click()
    await page.getByText(t('feed.card.change_offline')).first().waitFor({ state: 'detached' })
  })

  it('shows by itself what it had not, once the network is back', async () => {
    const { page, t } = reader
    await page.getByRole('link', { name: unopened, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: t('feed.not_here.title') }).waitFor({ timeout: 30_000 })
    await reader.context.setOffline(false)
    await page.getByRole('heading', { level: 1, name: unopened }).waitFor()
    expect(await page.getByText('On y voit tout le monde.').isVisible()).toBe(true)
  })

  it('finds the network again', async () => {
    await reader.context.setOffline(false)
    await feed(reader).open()
    await feed(reader).card(title).waitFor()
    expect(await away().count()).toBe(0)
  })

  it('counts a reading without moving the text', async () => {
    const { page } = reader
    await page.getByRole('link', { name: title, exact: true }).click()
    const place = () => feed(reader).mark.evaluate((mark) => [mark.offsetTop, mark.offsetWidth, mark.closest('header')?.offsetHeight])
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const before = await place()
    expect(await feed(reader).isRead()).toBe(false)
    await feed(reader).mark.waitFor({ timeout: 60_000 })
    expect(await place()).toEqual(before)
    await look(page, 'offline-fr-read')
    await feed(reader).open()
    await feed(reader).card(title).waitFor()
  })

  it('tells what came while the feed stood open, and brings it when asked to', async () => {
    const { page, t } = reader
    const lookedAt = () => page.evaluate('document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))')
    const words = t('feed.news.show', { count: 1 })
    const pill = page.getByRole('button', { name: words, exact: true })
    // an answer that was on its way is older than what is published, and the next look may not ask beside it
    const comes = async () => {
      await expect.poll(async () => {
        await lookedAt()
        return pill.isVisible()
      }, { timeout: 30_000 }).toBe(true)
    }
    await lookedAt()
    await publish(late)
    await comes()
    await page.getByRole('status').filter({ hasText: words }).waitFor({ state: 'attached' })
    expect(await feed(reader).card(late).count()).toBe(0)
    await look(page, 'offline-fr-news')
    await pill.focus()
    await page.keyboard.press('Enter')
    await feed(reader).card(late).waitFor()
    await pill.waitFor({ state: 'detached' })
    await publish(`${late} 2`)
    await comes()
    await page.keyboard.press('.')
    await feed(reader).card(`${late} 2`).waitFor()
    expect(reader.complaints).toEqual([])
  })
})
