import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { apiOf } from './stage/api.ts'
import { desktop, oneOf, phone, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { beginWithContent } from './stage/programme.ts'
import { stage } from './stage/stage.ts'
import { door } from './screens/door.ts'
import { editor } from './screens/editor.ts'
import { feed } from './screens/feed.ts'
import { frame } from './screens/frame.ts'
import { invitations } from './screens/invitations.ts'

const title = 'Une journée à l’atelier'
const late_ms = 800

describe.each(oneOf([
  { language: 'fr', viewport: phone },
  { language: 'en', viewport: desktop },
] as const))('a poor network, in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let browser: Browser
  let portevoix: Portevoix
  let member: Visitor
  let content_id = ''
  const shot = (screen: string) => `poor-network-${language}-${viewport.width}-${screen}`
  /** The network goes while something is done, and comes back afterwards whatever happened. */
  const cutOff = async ({ context }: Visitor, doing: () => Promise<unknown>) => {
    await context.setOffline(true)
    await doing().finally(() => context.setOffline(false))
  }

  beforeAll(async () => {
    ;[browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    member = await visit(browser, { viewport, language, address: portevoix.address })
    const made = await beginWithContent(member, title)
    content_id = made.content_id
    await (await apiOf(member))('PUT', `/programmes/${made.programme_id}/ranking-choice`, { name_shown: 'Camille' })
  })

  const paths = ['/', '/saved', '/contents/$content_id', '/shares', '/impact', '/ranking', '/settings', '/desk/inbox', '/desk/sources', '/desk/contents', '/desk/contents/$content_id', '/desk/dashboard', '/desk/members', '/desk/groups', '/desk/invitations', '/desk/programme', '/desk/audit', '/desk/outbox']
  // an outline is the same in every language: a few of them are enough the second time
  it.each(language === 'fr' ? paths : paths.slice(0, 4))('shows the outline of %s while its answers are late, then the screen', async (path) => {
    const slow = await visit(browser, { viewport, language, address: portevoix.address, keeps: false })
    await slow.context.addCookies(await member.context.cookies())
    await slow.context.route(({ pathname }) => pathname.startsWith('/api/v1/') && pathname !== '/api/v1/session', async (route) => {
      await sleep(late_ms)
      await route.continue()
    })
    const screen = frame(slow)
    await slow.page.goto(path.replace('$content_id', content_id))
    await screen.loading.first().waitFor()
    await expect.poll(() => screen.loading.count(), { timeout: 20_000 }).toBe(0)
    await screen.title.waitFor()
    expect(await screen.failure.count()).toBe(0)
    expect(slow.complaints).toEqual([])
    await slow.context.unrouteAll({ behavior: 'ignoreErrors' })
    await slow.close()
  })

  it('is never an empty page: what comes is said, and a way out where it does not come', async () => {
    const slow = await visit(browser, { viewport, language, address: portevoix.address, keeps: false })
    const { page } = slow
    await slow.context.addCookies(await member.context.cookies())
    let answered = false
    await slow.context.route('**/api/v1/session', async (route) => {
      await sleep(late_ms)
      answered = true
      await route.continue()
    })
    await page.goto('/')
    await page.getByAltText('Portevoix').waitFor()
    expect(answered).toBe(false)
    await page.getByRole('heading', { level: 1, name: slow.t('feed.title') }).waitFor()
    expect(await page.getByAltText('Portevoix').count()).toBe(0)
    await slow.context.unrouteAll({ behavior: 'ignoreErrors' })
    // the program itself does not come
    await slow.context.route('**/assets/*.js', (route) => route.abort())
    await page.goto('/')
    const began = await page.evaluate<number>('performance.timeOrigin')
    const again = page.getByRole('link', { name: language === 'fr' ? 'Recharger' : 'Reload' })
    expect(await again.isVisible()).toBe(false)
    await again.waitFor({ timeout: 20_000 })
    await look(page, shot('late'))
    // what did not come is not what came and never ran: nobody's page is taken from under their eyes
    await expect.poll(() => page.evaluate<number>('performance.now()'), { timeout: 30_000 }).toBeGreaterThan(10_500)
    expect(await page.evaluate<number>('performance.timeOrigin')).toBe(began)
    await slow.context.unrouteAll({ behavior: 'ignoreErrors' })
    await again.click()
    await page.getByRole('heading', { level: 1, name: slow.t('feed.title') }).waitFor()
    await slow.close()
  })

  it('takes back a like that did not reach the server, and says so', async () => {
    const { page, t } = member
    await feed(member).open()
    const like = feed(member).card(title).getByRole('button', { name: t('feed.card.like'), exact: true })
    await like.waitFor()
    await cutOff(member, async () => {
      await like.click()
      await page.getByText(t('feed.card.change_offline')).waitFor()
      await like.waitFor()
    })
    await like.click()
    await feed(member).card(title).getByRole('button', { name: t('feed.card.unlike'), exact: true }).waitFor()
    const api = await apiOf(member)
    await expect.poll(() => api('GET', `/feed/${content_id}`)).toMatchObject({ liked: true })
  })

  it('keeps the addresses of an invitation that did not leave, and says how to go on', async () => {
    const { page, t } = member
    const screen = invitations(member)
    const field = page.getByLabel(t('people.invitations.emails'))
    const send = (count: number) => page.getByRole('button', { name: t('people.invitations.send', { count }), exact: true })
    await screen.open()
    await field.fill('claire@exemple.test')
    await send(1).and(page.locator(':enabled')).waitFor()
    await cutOff(member, async () => {
      await send(1).click()
      await page.getByText(t('shell.failure.network'), { exact: true }).waitFor()
      expect(await field.inputValue()).toBe('claire@exemple.test')
      // what is typed meanwhile cannot be looked at, and says so
      await field.fill('claire@exemple.test, hugo@exemple.test')
      await page.getByText(t('people.invitations.preview_failed', { reason: t('shell.failure.network') })).waitFor()
      await look(page, shot('invitation'))
    })
    await send(2).and(page.locator(':enabled')).click()
    await page.getByText(t('people.invitations.done', { invited: 2, again: 0, waiting: 0, held: 0, members: 0 })).waitFor()
  })

  it('keeps what is written meanwhile, and saves it by itself when the network is back', async () => {
    const { page } = member
    const screen = editor(member)
    await screen.begin('new_text')
    const id = new URL(page.url()).pathname.split('/').at(-1)
    await screen.rename('Avant la coupure')
    await screen.saved()
    await cutOff(member, async () => {
      await screen.rename('Pendant la coupure')
      await screen.says('offline').waitFor()
      await look(page, shot('editor'))
    })
    await screen.saved()
    expect(await (await apiOf(member))('GET', `/contents/${id}`)).toMatchObject({ title: 'Pendant la coupure' })
  })

  it('keeps the address of somebody who asks for a link, and says how to go on', async () => {
    const stranger = await visit(browser, { viewport, language, address: portevoix.address })
    const { page, t } = stranger
    const field = page.getByLabel(t('people.person.email'))
    await door(stranger).openSignIn()
    await field.fill('claire@exemple.test')
    await cutOff(stranger, async () => {
      await page.getByRole('button', { name: t('people.sign_in.send') }).click()
      await page.getByText(t('shell.failure.network')).waitFor()
      expect(await field.inputValue()).toBe('claire@exemple.test')
    })
    await page.getByRole('button', { name: t('people.sign_in.send') }).click()
    await page.getByRole('heading', { level: 1, name: t('people.sign_in.kept_title') }).waitFor()
    await stranger.close()
  })

  it('says at once which figures are not there, keeps those that are, and fetches the others once the server is back', async () => {
    const { page, t, context } = member
    const period = (days: string) => page.getByRole('radio', { name: t(`insights.period.${days}`), exact: true })
    const missing = page.getByRole('heading', { name: t('insights.not_here.title'), exact: true })
    const clicks = page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true })
    const asked: string[] = []
    await page.goto('/desk/dashboard?period=30')
    await clicks.waitFor()
    // the device believes in its network; nothing answers there
    await context.route(({ pathname }) => /^[/](api|health)[/]/.test(pathname), async (route) => {
      if (route.request().url().includes('period=90')) asked.push(route.request().url())
      await route.abort()
    })
    await period('90').check({ force: true })
    await missing.waitFor()
    expect(asked).toHaveLength(1)
    await page.getByRole('region', { name: t('shell.silent.title') }).waitFor()
    await page.getByText(t('insights.not_here.silent')).waitFor()
    expect(await page.getByRole('region', { name: t('shell.offline.title') }).count()).toBe(0)
    await look(page, shot('figures'))
    await period('30').check({ force: true })
    await clicks.waitFor()
    expect(await missing.count()).toBe(0)
    await period('90').check({ force: true })
    await missing.waitFor()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await clicks.waitFor()
    expect(await missing.count()).toBe(0)
    expect(await period('90').isChecked()).toBe(true)
    await page.getByRole('region', { name: t('shell.silent.title') }).waitFor({ state: 'detached' })
    await cutOff(member, async () => {
      await page.getByRole('region', { name: t('shell.offline.title') }).waitFor()
      await period('365').check({ force: true })
      await page.getByText(t('insights.not_here.offline')).waitFor()
    })
    await page.getByRole('region', { name: t('shell.offline.title') }).waitFor({ state: 'detached' })
  })

  it.each([
    ['/impact', 'insights/impact'],
    ['/ranking', 'ranking'],
  ])('dims the figures of %s while those of another period are on their way', async (path, asked) => {
    const { page, t, context } = member
    const figures = (stale: boolean) => page.getByRole('main').locator(`[data-stale=${stale}]`)
    await page.goto(path)
    await figures(false).waitFor()
    const late = Promise.withResolvers<undefined>()
    await context.route(({ pathname, searchParams }) => pathname.endsWith(asked) && searchParams.get('period') === '30', async (route) => {
      await late.promise
      await route.continue()
    })
    await page.getByRole('radio', { name: t('insights.period.30'), exact: true }).check({ force: true })
    await figures(true).waitFor()
    expect(await figures(false).count()).toBe(0)
    late.resolve(undefined)
    await figures(false).waitFor()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  })

  it('says that a screen could not be fetched, and fetches it by itself once the network is back', async () => {
    const reader = await visit(browser, { viewport, language, address: portevoix.address })
    await reader.context.addCookies(await member.context.cookies())
    const { page, t } = reader
    const screen = frame(reader)
    await feed(reader).open()
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await feed(reader).open()
    await feed(reader).card(title).waitFor()
    await cutOff(reader, async () => {
      await screen.deskDoor.click()
      await page.getByText(t('shell.failure.network')).waitFor({ timeout: 30_000 })
      await look(page, shot('failure'))
    })
    await page.getByRole('heading', { level: 1, name: t('content.desk.inbox.title') }).or(page.getByRole('heading', { level: 1, name: t('people.members.title') })).waitFor({ timeout: 30_000 })
    expect(await screen.failure.count()).toBe(0)
    await cutOff(reader, async () => {
      await screen.go('desk', 'members')
      await page.getByText(t('shell.failure.network')).waitFor()
      expect(await page.getByRole('heading', { name: t('people.members.empty'), exact: true }).count()).toBe(0)
    })
    await page.getByText(t('people.members.lead', { count: 1 })).waitFor()
    await reader.close()
  })

  it('left the browser nothing to complain of', () => {
    expect(member.complaints).toEqual([])
  })
})
