import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { apiOf } from './stage/api.ts'
import { again, desktop, patience_ms, phone, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { feed } from './screens/feed.ts'

const id = z.looseObject({ id: z.string() })
const items = z.object({ items: z.array(z.looseObject({ id: z.string(), name: z.string() })) })
const versioned = z.looseObject({ id: z.string(), version: z.number() })
const session = z.object({ memberships: z.array(z.object({ language: z.string(), appearance: z.string() })) })

const organisation = 'Communauté d’agglomération du Grand Pré-sur-Loire'
const purpose = 'Dire ce que nous faisons, avec nos mots.'
const titles = ['Une journée à l’atelier', 'Le rail revient en ville'] as const

/** What makes work and reading easier where there is room for it, and is not in the way where there is none. */
describe('comforts', () => {
  const on = stage()
  let wide: Visitor
  let narrow: Visitor
  let themes: z.infer<typeof items>['items']
  const beside = (name: string) => wide.page.getByRole('region', { name, exact: true })
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    wide = await visit(browser, { viewport: desktop, language: 'fr', address: portevoix.address })
    narrow = await visit(browser, { viewport: phone, language: 'fr', address: portevoix.address })
    await door(wide).openFirstVisit()
    await door(wide).nameOrganisation(organisation)
    await door(wide).nameAdministrator('Camille Roy', 'camille@exemple.test')
    await wide.page.getByRole('heading', { level: 1, name: wide.t('feed.title') }).waitFor()
    const call = await apiOf(wide)
    const programme = id.parse(await call('POST', '/programmes', { name: 'Voix', purpose, networks: ['x'] }))
    themes = items.parse(await call('GET', `/programmes/${programme.id}/themes`)).items
    for (const [place, title] of titles.entries()) {
      const draft = versioned.parse(await call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' }))
      const saved = versioned.parse(await call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title, body_html: '<p>On y voit tout le monde.</p>', theme_id: themes[place]?.id } }))
      await call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    }
    await call('PUT', `/programmes/${programme.id}/acceptance`, { version: 1, language: 'fr' })
    await narrow.context.addCookies(await wide.context.cookies())
  })

  it('show beside the feed of a wide screen one’s own figures, themes, saved contents and the purpose', async () => {
    const { page, t } = wide
    await feed(wide).open()
    await beside(t('insights.impact.title')).getByText(t('insights.impact.beside.nothing')).waitFor()
    await beside('Voix').getByText(purpose).waitFor()
    await beside(t('feed.saved.title')).getByText(t('feed.saved.empty_detail')).waitFor()
    await feed(wide).card(titles[0]).getByRole('button', { name: t('feed.card.save'), exact: true }).click()
    await beside(t('feed.saved.title')).getByRole('link', { name: titles[0] }).waitFor()
    await look(page, 'comforts-fr-wide-feed')
    expect(wide.complaints).toEqual([])
  })

  it('narrow the feed by a theme named beside it', async () => {
    const { t } = wide
    const theme = themes[1]?.name ?? ''
    await beside(t('feed.themes.beside')).getByRole('link', { name: theme, exact: true }).click()
    await feed(wide).card(titles[0]).waitFor({ state: 'detached' })
    await expect.poll(() => feed(wide).card(titles[1]).count(), { timeout: patience_ms }).toBe(1)
    await expect.poll(() => beside(t('feed.themes.beside')).locator('[aria-current]').allInnerTexts(), { timeout: patience_ms }).toEqual([theme])
  })

  it('leave all of that off a phone, which asks for none of it', async () => {
    const { page, t } = narrow
    const asked: string[] = []
    page.on('request', (request) => { asked.push(new URL(request.url()).pathname) })
    await feed(narrow).open()
    await feed(narrow).card(titles[0]).waitFor()
    await page.waitForLoadState('networkidle')
    expect(asked.filter((path) => path.includes('/insights/') || path.endsWith('/saved'))).toEqual([])
    expect(await page.getByRole('region', { name: t('insights.impact.title'), exact: true }).count()).toBe(0)
    await page.getByRole('combobox', { name: t('feed.themes.label') }).selectOption({ label: themes[1]?.name ?? '' })
    await feed(narrow).card(titles[0]).waitFor({ state: 'detached' })
  })

  it('give the search of a phone its field when it is asked for, ready to be typed in', async () => {
    const { page, t } = narrow
    await page.goto('/')
    const field = page.getByRole('searchbox', { name: t('feed.search.label') })
    await feed(narrow).card(titles[0]).waitFor()
    expect(await field.isVisible()).toBe(false)
    await page.getByRole('button', { name: t('feed.search.label') }).click()
    await field.waitFor()
    expect(await field.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)
    await field.fill('rail')
    await page.getByText(t('feed.search.results', { count: 1 })).waitFor()
    await look(page, 'comforts-fr-phone-search')
  })

  it('show the long name of a theme whole where it is written, on a phone and at a desk', async () => {
    const long = 'Transition énergétique, mobilités douces et sobriété des bâtiments de la région'
    const nameOf = ({ page, t }: Visitor) => page.getByRole('textbox', { name: t('programme.themes.name'), exact: true }).first()
    const isCut = (visitor: Visitor) => nameOf(visitor).evaluate((field) => field.scrollWidth > field.clientWidth || field.scrollHeight > field.clientHeight)
    const openThemes = async ({ page, t }: Visitor) => {
      await page.goto('/desk/programme')
      await page.getByRole('radio', { name: t('programme.settings.tabs.themes'), exact: true }).check()
    }
    await openThemes(wide)
    await nameOf(wide).fill(long)
    expect(await isCut(wide)).toBe(false)
    // a name is one line: Enter saves, and a pasted line break is a space
    await nameOf(wide).press('Enter')
    await wide.page.getByText(wide.t('programme.themes.saved')).waitFor()
    expect(await nameOf(wide).inputValue()).toBe(long)
    await look(wide.page, 'comforts-fr-wide-themes')
    await openThemes(narrow)
    await nameOf(narrow).waitFor()
    expect([await nameOf(narrow).inputValue(), await isCut(narrow)]).toEqual([long, false])
    await look(narrow.page, 'comforts-fr-narrow-themes')
    await nameOf(wide).fill('Eau\net air')
    expect(await nameOf(wide).inputValue()).toBe('Eau et air')
    expect([...wide.complaints, ...narrow.complaints]).toEqual([])
  })

  it('read the audit log in words, and show a row as a card on a phone', async () => {
    const { t } = wide
    for (const { page } of [wide, narrow]) {
      await page.goto('/desk/audit')
      await page.getByText(t('organisations.audit.actions.programme_created')).waitFor()
      expect(await page.getByText('programme.created').count()).toBe(0)
    }
    const label = t('organisations.audit.table')
    expect(await wide.page.getByRole('table', { name: label }).count()).toBe(1)
    expect(await narrow.page.getByRole('table', { name: label }).count()).toBe(0)
    expect(await narrow.page.getByRole('list', { name: label }).getByRole('listitem').count()).toBeGreaterThan(0)
  })

  it('name the keys of the desk, and keep what was chosen by command with the person', async () => {
    const { page, t } = wide
    await page.getByRole('button', { name: t('shell.palette.shortcuts'), exact: true }).click()
    const help = page.getByRole('dialog', { name: t('shell.shortcuts.title') })
    await help.getByText(t('shell.shortcuts.palette')).waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'detached' })
    for (const command of [t('shell.palette.dark'), t('shell.palette.switch_language')]) {
      const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/api/v1/me'))
      await page.keyboard.press('Control+k')
      await page.getByPlaceholder(t('shell.palette.placeholder')).fill(command)
      await page.keyboard.press('Enter')
      expect((await saved).status()).toBe(200)
    }
    const mine = session.parse(await (await wide.context.request.get('/api/v1/session', again)).json()).memberships[0]
    expect(mine).toEqual({ language: 'en', appearance: 'dark' })
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Audit log' }).waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    expect([...wide.complaints, ...narrow.complaints]).toEqual([])
  })
})
