import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Session } from '@portevoix/contract/people'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildInto, openBrowser, run } from './browser.ts'
import { serveSite } from './site.ts'

const id = '01990000-0000-7000-8000-000000000001'
const session: Session = {
  identity: { id, email: 'claire.fontaine@exemple.fr', session_id: id, signed_in_at: '2026-11-02T08:00:00.000Z' },
  memberships: [{ organisation_id: id, member_id: id, organisation_name: 'Maison Aubépine', colour: '#0b6e4f', logo_address: null, demonstration: false, time_zone: 'Europe/Paris', name: 'Claire Fontaine', tribe: 'employees', roles: ['ambassador'], language: 'fr', appearance: 'system' }],
  first_visit: false,
  host: null,
  mail_delivered: true,
}

let browser: Browser
let folder: string
let page: Page
let site: Awaited<ReturnType<typeof serveSite>>
let feed: { items: string[] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portevoix-site-'))
  await buildInto(folder, 'production')
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  feed = { items: ['one'] }
  site = await serveSite(folder, { '/api/v1/session': session, '/api/v1/feed': feed })
  page = await (await browser.newContext({ locale: 'fr', reducedMotion: 'reduce', viewport: { width: 390, height: 844 } })).newPage()
})

afterEach(async () => {
  await page.context().close()
  await site.stop()
})

const settled = () => page.evaluate(async () => {
  await navigator.serviceWorker.ready
  if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
})

it('keeps an ambassador’s first screen under its budget, and the desk out of it', async () => {
  const { stdout } = await run(process.execPath, [fileURLToPath(new URL('../../bin/check-budget.js', import.meta.url)), folder])
  expect(stdout).toContain('ok')
})

it('has no gallery', async () => {
  await page.goto(`${site.address}/galerie`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cette page n’existe pas')
})

it('shows a member their places, each of which exists', async () => {
  await page.goto(`${site.address}/settings`)
  await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
  const places = await page.getByRole('navigation').getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(places).toContain('/settings')
  for (const place of places) {
    await page.goto(`${site.address}${place}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect({ place, lost: await page.getByText('Cette page n’existe pas').count() }).toEqual({ place, lost: 0 })
  }
})

it('is asked for once more where its scripts came and nothing began, and not for ever', async () => {
  let asked = 0
  let broken = 1
  await page.route('**/assets/index-*.js', async (route) => {
    asked += 1
    if (asked <= broken) await route.fulfill({ contentType: 'text/javascript', body: 'export {}' })
    else await route.fallback()
  })
  await page.goto(`${site.address}/settings`)
  await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
  expect(asked).toBe(2)

  broken = Infinity
  await page.evaluate(() => { sessionStorage.clear() })
  await page.context().clearCookies()
  await page.evaluate(async () => { for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister() })
  asked = 0
  await page.goto(`${site.address}/settings`)
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2)
  await page.waitForTimeout(11_000)
  expect(asked).toBe(2)
}, 90_000)

it('opens without a network on what was read last, each organisation’s apart', async () => {
  await page.goto(`${site.address}/settings`)
  await settled()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
  const read = (organisation_id: string) => page.evaluate(async (organisation) => {
    const answer = await fetch('/api/v1/feed', { headers: { 'portevoix-organisation': organisation } }).catch(() => null)
    return answer?.ok ? await answer.json() : null
  }, organisation_id)
  expect(await read(id)).toEqual({ items: ['one'] })

  await site.stop()
  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
  await page.getByRole('region', { name: /^(Vous êtes hors connexion|Le serveur ne répond pas)$/ }).waitFor()
  expect(await read(id)).toEqual({ items: ['one'] })
  expect(await read('01990000-0000-7000-8000-000000000002')).toBeNull()
}, 60_000)

it('takes a new version at the next page, but never from under somebody’s fingers', async () => {
  await page.goto(`${site.address}/settings`)
  await settled()
  await page.goto(`${site.address}/nowhere`)
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
  let asked = 0
  page.on('console', (message) => { if (message.text() === 'asked') asked += 1 })
  await appendFile(join(folder, 'service-worker.js'), '\n// a later version\n')
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50))
    const post: (message: unknown) => void = Reflect.get(ServiceWorker.prototype, 'postMessage')
    ServiceWorker.prototype.postMessage = function (this: ServiceWorker, message: unknown) {
      console.log('asked')
      post.call(this, message)
    }
    const field = document.body.appendChild(document.createElement('textarea'))
    field.value = 'des mots en cours'
    field.focus()
    history.pushState(null, '', '/settings')
  })
  await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor()
  expect(await page.locator('body > textarea').inputValue()).toBe('des mots en cours')
  expect(asked).toBe(0)

  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    history.pushState(null, '', '/nowhere')
  })
  await expect.poll(() => asked).toBe(1)
  // A worker that a debugger watches never falls idle, and so never gives way by itself: it is stopped here.
  const debug = await page.context().newCDPSession(page)
  await debug.send('ServiceWorker.enable')
  const waits = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null).catch(() => true)
  await expect.poll(async () => {
    await debug.send('ServiceWorker.skipWaiting', { scopeURL: `${site.address}/` })
    await debug.send('ServiceWorker.stopAllWorkers')
    return waits()
  }, { timeout: 20_000, interval: 500 }).toBe(false)
  await page.waitForLoadState()
  if (await page.locator('body > textarea').count()) await page.evaluate(() => history.pushState(null, '', '/settings'))
  await page.locator('body > textarea').waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1 }).waitFor()
}, 60_000)
