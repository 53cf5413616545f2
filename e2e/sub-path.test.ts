import { beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { oneLook, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { readyPortevoix } from './stage/ready.ts'
import { routesOf } from './stage/routes.ts'
import { openSite } from './stage/site.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { composer } from './screens/composer.ts'

const path = '/equipe/voix.2'

/** What a page names of its host outside of the path: links, pictures, scripts, styles. */
const strays = (page: Page): Promise<string[]> => page.evaluate<string[]>(`
  [...document.querySelectorAll('[href], [src], [srcset], [action]')]
    .flatMap((element) => ['href', 'src', 'srcset', 'action'].map((name) => element.getAttribute(name)).filter((value) => value !== null && !value.startsWith('data:') && !value.startsWith('#')))
    .map((value) => new URL(value.split(' ')[0], document.baseURI))
    .filter(({ origin, pathname }) => origin === location.origin && !pathname.startsWith('${path}/')).map(String)
`)

/** The whole product beneath a path of somebody's site, through that site's own proxy. */
describe.each(oneLook)('beneath a path in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let site: Awaited<ReturnType<typeof openSite>>
  let browser: Browser
  let member: Visitor
  let link = ''
  let title = ''
  eachStepNeedsTheLast()

  const at = (page: Page) => new URL(page.url()).pathname
  /** Somebody else of the demonstration, by its menu: the page begins anew where they begin. */
  const become = async (persona: string) => {
    const { page, t } = member
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: t('demonstration.switcher.label') }).click()
    await page.getByRole('menuitem', { name: t(`demonstration.personas.${persona}`) }).click()
    await reloaded
    await page.getByRole('button', { name: t(`demonstration.personas.${persona}`) }).waitFor()
  }
  const accountMenu = () => member.page.getByRole('button', { name: member.t('shell.account.of', { name: '' }).trim() }).click()
  const cards = () => member.page.locator('article')
  const shareable = () => cards().filter({ has: member.page.getByRole('button', { name: member.t('feed.card.share'), exact: true }) }).first()

  beforeAll(async () => {
    site = await on.keep(openSite(path), (opened) => opened.stop())
    browser = await on.browser()
    await on.keep(readyPortevoix({ BASE_URL: `${site.address}${path}/`, PORT: String(site.port), TRUSTED_PROXIES: 'loopback' }), (portevoix) => portevoix.stop())
    member = await visit(browser, { viewport, language, address: site.address })
  })

  it('is come to by a link of the site that forgot the slash, for a first visit', async () => {
    const { page, t } = member
    await page.goto('/')
    await page.getByRole('link', { name: 'Nos ambassadeurs' }).click()
    await page.waitForURL(`${site.address}${path}/welcome`)
    await page.getByRole('heading', { level: 1, name: t('people.first_visit.title') }).waitFor()
    expect(await strays(page)).toEqual([])
    await look(page, `sub-path-${language}-welcome`)
  })

  it('makes a demonstration', async () => {
    const { page, t } = member
    await page.getByText(t('demonstration.card.own')).click()
    await page.getByLabel(t('demonstration.card.name')).fill('Brasserie du Grand Pré')
    await page.getByRole('button', { name: t('demonstration.card.create') }).click()
    await page.waitForURL(`${site.address}${path}/desk/dashboard`, { timeout: 120_000 })
    await page.getByRole('region', { name: t('shell.demonstration.title') }).waitFor()
    await page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true }).waitFor()
    expect(await strays(page)).toEqual([])
  }, 180_000)

  it('shows every screen without naming anything outside', async () => {
    const { page } = member
    await become('admin')
    for (const route of (await routesOf(page)).filter((one) => !one.includes('$'))) {
      await page.goto(`${path}${route}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      expect([route, at(page).startsWith(`${path}/`), await strays(page)]).toEqual([route, true, []])
    }
    expect(site.asked).toHaveLength(1)
  }, 180_000)

  it('opens a content with its picture from the feed, and goes back', async () => {
    const { page } = member
    await become('ambassador_employee')
    await page.waitForURL(`${site.address}${path}/`)
    await shareable().waitFor()
    expect(await strays(page)).toEqual([])
    title = await shareable().getByRole('heading').innerText()
    await page.getByRole('link', { name: title, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(at(page)).toMatch(new RegExp(`^${path}/contents/`))
    await page.goBack()
    await page.waitForURL(`${site.address}${path}/`)
    await page.goForward()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  })

  it('shares it by a link beneath the path', async () => {
    const { page, t } = member
    await page.getByRole('main').getByRole('button', { name: t('feed.card.share'), exact: true }).first().click()
    await composer(member).choose('linkedin')
    expect(await strays(page)).toEqual([])
    link = (await composer(member).pass('linkedin')).searchParams.get('url') ?? ''
    expect(link).toMatch(new RegExp(`^${site.address}${path}/l/\\w{12}$`))
    await composer(member).declare()
  })

  it('leads whoever clicks to where the content is', async () => {
    const stranger = await visit(browser, { viewport, language, address: site.address, agent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36' })
    const answer = await stranger.page.goto(link)
    expect([answer?.status(), at(stranger.page)]).toEqual([200, expect.stringMatching(new RegExp(`^${path}/(pages|demonstration/articles)/`))])
    expect(await strays(stranger.page)).toEqual([])
    await stranger.close()
  })

  it('opens anew at a deep address', async () => {
    const { page, t } = member
    await page.reload()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await accountMenu()
    await page.getByRole('menuitem', { name: t('shell.navigation.settings') }).click()
    await page.waitForURL(`${site.address}${path}/settings`)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(at(page)).toMatch(new RegExp(`^${path}/contents/`))
  })

  it('opens without a network on what was read, and keeps to its own part of the site', async () => {
    const { page, t, context } = member
    const scope = await page.evaluate<string>('navigator.serviceWorker.ready.then(({ scope }) => scope)')
    expect(scope).toBe(`${site.address}${path}/`)
    await page.goto(`${path}/`)
    await shareable().waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
    await context.setOffline(true)
    await page.reload()
    await shareable().waitFor({ timeout: patience_ms })
    await page.getByRole('region', { name: t('shell.offline.title') }).or(page.getByRole('region', { name: t('shell.silent.title') })).waitFor()
    expect(await strays(page)).toEqual([])
    await look(page, `sub-path-${language}-offline`)
    await context.setOffline(false)
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Le site' }).waitFor()
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull()
  })

  it('signs out at its own door', async () => {
    const { page, t, context } = member
    const session = async () => (await context.cookies()).filter(({ name }) => name === 'portevoix.session').map((cookie) => cookie.path)
    await page.goto(`${path}/`)
    expect(await session()).toEqual([path])
    await accountMenu()
    await page.getByRole('menuitem', { name: t('shell.palette.sign_out') }).click()
    await page.waitForURL(`${site.address}${path}/sign-in`)
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.title') }).waitFor()
    expect(await session()).toEqual([])
  })

  it('asked the rest of the site for nothing, and told it nothing', () => {
    // the two times that its first page was opened by hand
    const first = { url: '/', from: undefined, cookie: undefined }
    expect(site.asked).toEqual([first, first])
    expect(member.complaints).toEqual([])
  })
})
