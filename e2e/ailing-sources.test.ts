import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { oneLook, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { wallClock } from './stage/clock.ts'
import { openFickle, type Fickle } from './stage/fickle.ts'
import { look } from './stage/look.ts'
import type { Newsroom } from './stage/newsroom.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { inbox, sources } from './screens/curation.ts'
import { door } from './screens/door.ts'
import { editor } from './screens/editor.ts'
import { feed } from './screens/feed.ts'
import { programme } from './screens/programme.ts'

const named = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) })
const listed = z.object({ items: z.array(z.object({ title: z.string(), health: z.string(), items: z.object({ new: z.number() }) })) })
const organisation = 'Maison Aubépine'
const minute_ms = 60_000

describe.each(oneLook)('sources that ail, and time that passes, in $language at $viewport.width px', ({ language, viewport }) => {
  const shot = (screen: string) => `ailing-sources-${language}-${viewport.width}-${screen}`
  const on = stage()
  let newsroom: Newsroom
  let broken: Fickle
  let gone: Fickle
  let curator: Visitor
  let title = ''
  let programme_id = ''
  let ask: Awaited<ReturnType<typeof apiOf>>
  const healths = async () => Object.fromEntries(listed.parse(await ask('GET', `/programmes/${programme_id}/sources`)).items.map((one) => [one.title, one.health]))
  const toSort = async () => Object.fromEntries(listed.parse(await ask('GET', `/programmes/${programme_id}/sources`)).items.map((one) => [one.title, one.items.new]))
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix, site] = await Promise.all([on.browser(), on.portevoix(), on.newsroom()])
    newsroom = site
    broken = await on.keep(openFickle(newsroom.address, 'Le Moulin'), (opened) => opened.stop())
    gone = await on.keep(openFickle(newsroom.address, 'La Grève'), (opened) => opened.stop())
    curator = await visit(browser, { viewport, language, address: portevoix.address })
    await door(curator).openFirstVisit()
    await door(curator).nameOrganisation(organisation)
    await door(curator).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await curator.page.getByRole('heading', { level: 1, name: curator.t('feed.title') }).waitFor()
    await programme(curator).openForm()
    await programme(curator).create(organisation, organisation)
    ask = await apiOf(curator)
    programme_id = named.parse(await ask('GET', '/programmes')).items[0]?.id ?? ''
  })

  it('follows two sites that are well', async () => {
    const screen = sources(curator)
    await screen.open()
    for (const [site, name] of [[broken, 'Le Moulin'], [gone, 'La Grève']] as const) {
      await screen.follow(`${site.address}/feed.xml`)
      await screen.line(name).getByText(curator.t('content.desk.sources.health.healthy')).waitFor()
    }
    expect(await healths()).toEqual({ 'Le Moulin': 'healthy', 'La Grève': 'healthy' })
  })

  it('refuses at its field what is broken or gone from the start, and keeps what was typed', async () => {
    const screen = sources(curator)
    for (const [path, why] of [['/broken/feed.xml', curator.t('content.problems.source_cut_off')], ['/gone/feed.xml', curator.t('content.problems.source_http', { status: 410 })]] as const) {
      await screen.follow(`${newsroom.address}${path}`)
      await curator.page.getByText(why, { exact: true }).waitFor()
      expect(await screen.address.inputValue()).toBe(`${newsroom.address}${path}`)
      expect(await screen.address.getAttribute('aria-invalid')).toBe('true')
    }
    await look(curator.page, shot('refused'))
    expect(Object.keys(await healths())).toHaveLength(2)
  })

  it('waits for a slow one, which delays nothing else', async () => {
    const screen = sources(curator)
    const begun = Date.now()
    await screen.follow(`${newsroom.address}/slow/feed.xml`)
    await curator.page.getByText(curator.t('content.desk.sources.adding')).waitFor()
    await ask('GET', `/programmes/${programme_id}/items`)
    expect(Date.now() - begun).toBeLessThan(3_000)
    await expect.poll(async () => Object.values(await healths()), { timeout: 20_000 }).toEqual(['healthy', 'healthy', 'healthy'])
    expect(Date.now() - begun).toBeGreaterThan(3_000)
  })

  it('plans a content for the next minute', async () => {
    const list = inbox(curator)
    await list.open()
    title = await list.titleOf(0)
    await curator.page.keyboard.press('j')
    await list.make()
    const [theme] = named.parse(await ask('GET', `/programmes/${programme_id}/themes`)).items
    const screen = editor(curator)
    await expect.poll(() => screen.title(), { timeout: patience_ms }).toBe(title)
    await screen.choose(theme?.name ?? '')
    await screen.schedule(wallClock(new Date(Date.now() + minute_ms)))
    await look(curator.page, shot('scheduled'))
  })

  it('says what ails those that fall ill, each its own affair', async () => {
    const before = await toSort()
    broken.turn('broken')
    gone.turn('gone')
    const screen = sources(curator)
    await screen.open()
    // asked again within a minute it is refused: until then nothing changes
    await expect.poll(async () => {
      for (const name of ['Le Moulin', 'La Grève'] as const) if ((await healths())[name] === 'healthy') await screen.ask(name, 'poll')
      const now = await healths()
      return [now['Le Moulin'], now['La Grève']]
    }, { timeout: 100_000, interval: 5_000 }).toEqual(['ailing', 'stopped'])
    await screen.open()
    const health = (name: string) => curator.t(`content.desk.sources.health.${name}`)
    await screen.line('Le Moulin').getByText(health('ailing'), { exact: true }).waitFor()
    await screen.line('Le Moulin').getByText(curator.t('content.desk.sources.errors.cut_off')).waitFor()
    await screen.line('La Grève').getByText(health('stopped'), { exact: true }).waitFor()
    await screen.line('La Grève').getByText(curator.t('content.desk.sources.errors.http', { status: '410' })).waitFor()
    // what can be done is said, and each is known by its own address
    await screen.line('La Grève').getByText(curator.t('content.desk.sources.ways.stopped')).waitFor()
    await screen.line('Le Moulin').getByText(`${new URL(broken.address).host}/feed.xml`).waitFor()
    expect(Object.values(await healths()).filter((one) => one === 'healthy')).toHaveLength(1)
    expect(await toSort()).toEqual(before)
    await look(curator.page, shot('ailing'))
  })

  it('takes one up again that is back', async () => {
    gone.turn('well')
    const screen = sources(curator)
    await screen.ask('La Grève', 'resume')
    await screen.line('La Grève').getByText(curator.t('content.desk.sources.health.healthy'), { exact: true }).waitFor()
    expect(await healths()).toMatchObject({ 'La Grève': 'healthy', 'Le Moulin': 'ailing' })
  })

  it('published the content at its hour by itself', async () => {
    await feed(curator).open()
    await programme(curator).readCharter(organisation)
    await programme(curator).acceptCharter()
    await expect.poll(async () => {
      await feed(curator).open()
      return feed(curator).card(title).waitFor({ timeout: 4_000 }).then(() => true, () => false)
    }, { timeout: 120_000, interval: 1_000 }).toBe(true)
    expect(curator.complaints).toEqual([])
  }, 150_000)
})
