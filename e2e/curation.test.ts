import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { looks, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import type { Newsroom } from './stage/newsroom.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { passers } from './stage/requests.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { composer } from './screens/composer.ts'
import { inbox, sources } from './screens/curation.ts'
import { door } from './screens/door.ts'
import { editor } from './screens/editor.ts'
import { feed } from './screens/feed.ts'
import { programme } from './screens/programme.ts'

const named = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) })
const shares = z.object({ items: z.array(z.looseObject({ clicks: z.number(), state: z.string() })) })

const organisations = { fr: 'Maison Aubépine', en: 'Hawthorn & Sons' }

describe.each(looks)('curation in $language at $viewport.width px', ({ language, viewport }) => {
  const organisation = organisations[language]
  const shot = (screen: string) => `curation-${language}-${viewport.width}-${screen}`
  const on = stage()
  let browser: Browser
  let portevoix: Portevoix
  let newsroom: Newsroom
  let curator: Visitor
  let title = ''
  let address = ''
  let link = ''
  eachStepNeedsTheLast()

  beforeAll(async () => {
    ;[browser, portevoix, newsroom] = await Promise.all([on.browser(), on.portevoix(), on.newsroom()])
    curator = await visit(browser, { viewport, language, address: portevoix.address })
    await door(curator).openFirstVisit()
    await door(curator).nameOrganisation(organisation)
    await door(curator).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await curator.page.getByRole('heading', { level: 1, name: curator.t('feed.title') }).waitFor()
    await programme(curator).openForm()
    await programme(curator).create(organisation, organisation)
  })

  it('follows a site by its address alone', async () => {
    const screen = sources(curator)
    await screen.open()
    await look(curator.page, shot('sources-empty'))
    await screen.follow(newsroom.address)
    await curator.page.getByText(curator.t('content.desk.sources.health.healthy')).first().waitFor()
    await look(curator.page, shot('sources'))
    const call = await apiOf(curator)
    const [first] = named.parse(await call('GET', '/programmes')).items
    expect(await call('GET', `/programmes/${first?.id}/sources`)).toMatchObject({ items: [{ kind: 'feed', feed_address: `${newsroom.address}/feed.xml`, health: 'healthy' }] })
  })

  it('keeps, dismisses and puts off by single keys', async () => {
    const screen = inbox(curator)
    await screen.open()
    await look(curator.page, shot('inbox'))
    const [kept, dismissed, snoozed] = [await screen.titleOf(0), await screen.titleOf(1), await screen.titleOf(2)]
    await curator.page.keyboard.press('j')
    await screen.decide('g', kept)
    await curator.page.keyboard.press('z')
    await expect.poll(() => screen.titleOf(0), { timeout: patience_ms }).toBe(kept)
    // what was taken back offers itself no longer
    await curator.page.getByRole('button', { name: curator.t('ui.undo'), exact: true }).waitFor({ state: 'detached' })
    await curator.page.keyboard.press('k')
    await screen.decide('g', kept)
    await screen.decide('e', dismissed)
    await screen.decide('s', snoozed)
    await screen.show('kept')
    await expect.poll(() => screen.titleOf(0), { timeout: patience_ms }).toBe(kept)
    await screen.show('dismissed')
    await expect.poll(() => screen.titleOf(0), { timeout: patience_ms }).toBe(dismissed)
    await screen.show('snoozed')
    await expect.poll(() => screen.titleOf(0), { timeout: patience_ms }).toBe(snoozed)
  })

  it('shows what was decided where it is now, before there is an answer and after', async () => {
    const screen = inbox(curator)
    await screen.open()
    const title = await screen.titleOf(0)
    await curator.page.route('**/decision', async (route) => {
      await sleep(1_500)
      await route.continue()
    })
    await curator.page.keyboard.press('j')
    await screen.decide('e', title)
    await screen.show('dismissed')
    await screen.card(title).waitFor()
    await screen.show('new')
    await screen.cards.first().waitFor()
    expect(await screen.card(title).count()).toBe(0)
    await screen.show('dismissed')
    await screen.card(title).focus()
    await screen.decide('g', title)
    await screen.show('kept')
    await screen.card(title).waitFor()
    // a choice that was just made takes no letters
    await curator.page.keyboard.press('z')
    await screen.card(title).waitFor({ state: 'detached' })
    await screen.show('dismissed')
    await screen.card(title).waitFor()
    await curator.page.unrouteAll({ behavior: 'wait' })
    // a colleague puts it back, and dismisses it again
    const call = await apiOf(curator)
    const [programme_id] = named.parse(await call('GET', '/programmes')).items.map(({ id }) => id)
    const listed = z.object({ items: z.array(z.looseObject({ id: z.string(), title: z.string() })) })
    const found = listed.parse(await call('GET', `/programmes/${programme_id}/items?state=dismissed`)).items.find((item) => item.title === title)
    await call('PUT', `/items/${found?.id}/decision`, { state: 'new' })
    await screen.show('new')
    await screen.card(title).waitFor()
    await call('PUT', `/items/${found?.id}/decision`, { state: 'dismissed' })
  })

  it('makes a content of an item, prefilled, and publishes it', async () => {
    const list = inbox(curator)
    await list.open()
    const found = await list.titleOf(0)
    await curator.page.keyboard.press('j')
    await list.make()
    const screen = editor(curator)
    await expect.poll(() => screen.title(), { timeout: patience_ms }).toBe(found)
    address = await screen.address()
    expect(address).toContain(`${newsroom.address}/articles/`)
    await look(curator.page, shot('editor'))
    const call = await apiOf(curator)
    const [first] = named.parse(await call('GET', '/programmes')).items
    const [theme] = named.parse(await call('GET', `/programmes/${first?.id}/themes`)).items
    title = `${found} (${language})`
    await screen.rename(title)
    await screen.choose(theme?.name ?? '')
    await screen.makeShareable()
    await screen.publish()
    await look(curator.page, shot('editor-published'))
  })

  it('shares it, and is told of the click', async () => {
    await feed(curator).open()
    await programme(curator).readCharter(organisation)
    await programme(curator).acceptCharter()
    await feed(curator).card(title).waitFor()
    await feed(curator).share()
    const sheet = composer(curator)
    await sheet.choose('linkedin')
    link = (await sheet.pass('linkedin')).searchParams.get('url') ?? ''
    await sheet.declare()
    await passers.person(link, `${address}?utm_source=linkedin&utm_medium=social`)
    const call = await apiOf(curator)
    await expect.poll(async () => shares.parse(await call('GET', '/shares')).items.map(({ clicks, state }) => ({ clicks, state })), { timeout: 30_000, interval: 500 })
      .toEqual([{ clicks: 1, state: 'confirmed' }])
  })

  it('left the browser nothing to complain of', () => {
    expect(curator.complaints).toEqual([])
  })
})
