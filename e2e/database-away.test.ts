import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { desktop, patience_ms, visit, type Visitor } from './stage/browser.ts'
import { openDatabase } from './stage/database.ts'
import { startPortevoix } from './stage/portevoix.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { feed } from './screens/feed.ts'
import { frame } from './screens/frame.ts'

const versioned = z.looseObject({ id: z.string(), version: z.number() })

/** How long the database stays away: longer than a question is tried again at once. */
const away_ms = 8_000

describe('screens that are open while the database goes away and comes back', () => {
  const on = stage()
  let database: Awaited<ReturnType<typeof openDatabase>>
  let board: Visitor
  let own: Visitor
  let begun: Visitor
  let untouched: Visitor
  eachStepNeedsTheLast()

  const clicks = ({ page, t }: Visitor) => page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true })
  const behind = ({ page, t }: Visitor) => page.getByRole('status').filter({ hasText: t('insights.dashboard.behind', { time: '' }).split('.')[0] ?? '' })
  const retry = ({ page, t }: Visitor) => page.getByRole('button', { name: t('ui.retry'), exact: true })

  beforeAll(async () => {
    database = await on.keep(openDatabase(), (opened) => opened.close())
    const [browser, portevoix] = await Promise.all([on.browser(), on.keep(startPortevoix({ DATABASE_URL: database.url }), (started) => started.stop())])
    const first = await visit(browser, { viewport: desktop, language: 'fr', address: portevoix.address })
    await door(first).openFirstVisit()
    await door(first).nameOrganisation('Maison Aubépine')
    await door(first).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await first.page.getByRole('heading', { level: 1, name: first.t('feed.title') }).waitFor()
    const call = await apiOf(first)
    const programme = z.looseObject({ id: z.string() }).parse(await call('POST', '/programmes', { name: 'Voix', networks: ['x'] }))
    const { items: [theme] } = z.object({ items: z.array(z.looseObject({ id: z.string() })) }).parse(await call('GET', `/programmes/${programme.id}/themes`))
    const draft = versioned.parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
    const saved = versioned.parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: 'Une journée à l’atelier', body_html: '<p>On y voit tout le monde.</p>', theme_id: theme?.id } }))
    await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    await call('PUT', `/programmes/${programme.id}/acceptance`, { version: 1, language: 'fr' })
    const another = async (): Promise<Visitor> => ({ ...first, page: await first.context.newPage() })
    ;[board, own, begun, untouched] = [first, await another(), await another(), await another()]
  }, 180_000)

  it('say so once it is away', async () => {
    await board.page.goto('/desk/dashboard')
    await clicks(board).waitFor()
    await feed(own).open()
    await untouched.page.goto('/desk/dashboard')
    await clicks(untouched).waitFor()
    expect(await behind(untouched).count()).toBe(0)
    await database.goAway()
    // other figures than those that have come
    await board.page.getByRole('radio', { name: board.t('insights.period.365'), exact: true }).check()
    await frame(own).go('stream', 'impact')
    await begun.page.goto('/')
    for (const screen of [board, own, begun]) await retry(screen).first().waitFor({ timeout: patience_ms })
    await behind(untouched).waitFor({ timeout: patience_ms })
    expect(await clicks(untouched).isVisible()).toBe(true)
    await board.page.waitForTimeout(away_ms)
    expect(await behind(untouched).isVisible()).toBe(true)
    for (const screen of [board, own, begun]) expect(await retry(screen).first().isVisible()).toBe(true)
  })

  it('show by themselves what they had not, once it is back', async () => {
    await database.comeBack()
    for (const screen of [board, own, begun]) await retry(screen).first().waitFor({ state: 'detached', timeout: 2 * patience_ms })
    await behind(untouched).waitFor({ state: 'detached', timeout: 2 * patience_ms })
    await clicks(board).waitFor()
    expect(await own.page.getByRole('heading', { level: 1, name: own.t('insights.impact.title') }).isVisible()).toBe(true)
    await begun.page.getByRole('heading', { level: 1, name: begun.t('feed.title') }).waitFor()
  })
})
