import { beforeAll, describe, expect, it } from 'vitest'
import { desktop, looks, oneOf, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import { publishFirst } from './stage/programme.ts'
import { stage } from './stage/stage.ts'
import { eachStepNeedsTheLast } from './stage/steps.ts'
import { door } from './screens/door.ts'
import { dashboard } from './screens/figures.ts'

/** What the browser's Back undoes, and what it must not. */
describe.each(oneOf(looks))('Back in $language at $viewport.width px', ({ language, viewport }) => {
  const on = stage()
  let admin: Visitor
  eachStepNeedsTheLast()

  beforeAll(async () => {
    const [browser, portevoix] = await Promise.all([on.browser(), on.portevoix()])
    admin = await visit(browser, { viewport, language, address: portevoix.address })
  })

  it('leads from the second step of the first visit to the first, and nothing that was typed is lost', async () => {
    const { page, t } = admin
    const at = (step: 1 | 2) => page.getByText(t('people.first_visit.step', { step }), { exact: true }).waitFor()
    const organisation = page.getByLabel(t('organisations.fields.name'), { exact: false }).first()
    const [name, email] = [page.getByLabel(t('people.person.name')), page.getByLabel(t('people.person.email'))]
    const next = page.getByRole('button', { name: t('people.first_visit.next') })
    await door(admin).openFirstVisit()
    await door(admin).nameOrganisation('Maison Aubépine')
    await name.fill('Alix Martin')
    await email.fill('direction@exemple.test')
    await page.getByRole('button', { name: t('people.first_visit.back') }).click()
    await at(1)
    expect(await organisation.inputValue()).toBe('Maison Aubépine')
    await organisation.fill('Maison Aubépine et filles')
    await next.click()
    await at(2)
    expect([await name.inputValue(), await email.inputValue()]).toEqual(['Alix Martin', 'direction@exemple.test'])
    await page.goBack()
    await at(1)
    expect(await organisation.inputValue()).toBe('Maison Aubépine et filles')
    await page.goForward()
    await at(2)
    expect([await name.inputValue(), await email.inputValue()]).toEqual(['Alix Martin', 'direction@exemple.test'])
    // out of the page altogether, and back into it
    await page.goto('about:blank')
    await page.goBack()
    await at(2)
    expect([await name.inputValue(), await email.inputValue()]).toEqual(['Alix Martin', 'direction@exemple.test'])
    await page.getByRole('button', { name: t('people.first_visit.create') }).click()
    await page.getByRole('heading', { level: 1, name: t('feed.title') }).waitFor()
    expect(await page.evaluate<string | null>(`sessionStorage.getItem('portevoix.first_visit')`)).toBeNull()
  })

  it('finds the next step on a dashboard that has nothing to tell, in place of noughts', async () => {
    const { page, t } = admin
    const says = (step: string) => page.getByRole('heading', { name: t(`insights.dashboard.next_step.${step}.title`), exact: true }).waitFor()
    await page.goto('/desk/dashboard')
    await says('open_programme')
    expect(await page.getByRole('article').count()).toBe(0)
    await look(page, `back-no-programme-${language}`)
    await page.getByRole('link', { name: t('insights.dashboard.next_step.open_programme.action'), exact: true }).click()
    await page.waitForURL('**/desk/programme')
    await publishFirst(admin, 'Portes ouvertes')
    await page.goto('/desk/left-out')
    await page.getByText(t('links.switches.nothing', { days: 30 }), { exact: true }).waitFor()
    await look(page, `back-no-visits-${language}`)
  })

  it('undoes a change of period or filter on the dashboard, and a link shows others the same', async () => {
    const { page, t } = admin
    const period = (name: string) => page.getByRole('radio', { name: t(`insights.period.${name}`), exact: true })
    const tribe = page.getByRole('combobox', { name: t('insights.filters.tribe'), exact: true })
    const search = () => new URL(page.url()).search
    await dashboard(admin).open()
    // nobody is few among few, and there is no group
    expect(await page.getByRole('region', { name: t('insights.dashboard.groups.title'), exact: true }).count()).toBe(0)
    await period('7').check()
    await expect.poll(search).toBe('?period=7')
    if (viewport.width < desktop.width) await page.getByRole('button', { name: t('insights.filters.open') }).click()
    await tribe.selectOption('customers')
    await expect.poll(search).toBe('?period=7&tribe=customers')
    await period('custom').check()
    await page.getByLabel(t('insights.period.from'), { exact: true }).fill('2026-01-05')
    await page.getByLabel(t('insights.period.to'), { exact: true }).fill('2026-01-20')
    expect(search()).toBe('?period=7&tribe=customers')
    await page.getByRole('button', { name: t('insights.period.show'), exact: true }).click()
    await expect.poll(search).toBe('?tribe=customers&from=2026-01-05&to=2026-01-20')
    const link = page.url()

    await page.goBack()
    await expect.poll(() => period('7').isChecked()).toBe(true)
    expect(await tribe.inputValue()).toBe('customers')
    await page.goBack()
    await expect.poll(() => tribe.inputValue()).toBe('')
    expect(await period('7').isChecked()).toBe(true)
    await page.goBack()
    await expect.poll(() => period('30').isChecked()).toBe(true)
    expect(search()).toBe('')
    await page.goForward()
    await expect.poll(() => period('7').isChecked()).toBe(true)

    const other = await admin.context.newPage()
    await other.goto(link)
    await other.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true }).waitFor()
    expect(await other.getByLabel(t('insights.period.from'), { exact: true }).inputValue()).toBe('2026-01-05')
    expect(await other.getByRole('radio', { name: t('insights.period.custom'), exact: true }).isChecked()).toBe(true)
    await look(other, `back-dashboard-${language}`)
    await other.close()
    expect(admin.complaints).toEqual([])
  })
})
