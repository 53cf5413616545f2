import { beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { desktop, phone, visit, type Visitor } from './stage/browser.ts'
import { look } from './stage/look.ts'
import type { Portevoix } from './stage/portevoix.ts'
import { stage } from './stage/stage.ts'

const on = stage()
let portevoix: Portevoix
let browser: Browser

beforeAll(async () => { [portevoix, browser] = await Promise.all([on.portevoix(), on.browser()]) }, 120_000)

const become = async ({ page, t }: Visitor, persona: string) => {
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: t('demonstration.switcher.label') }).click()
  await page.getByRole('menuitem', { name: t(`demonstration.personas.${persona}`) }).click()
  await reloaded
  await page.getByRole('button', { name: t(`demonstration.personas.${persona}`) }).waitFor()
}

/** From nothing to a year of life in the visitor's own name, seen with several eyes. */
const tour = async (visitor: Visitor, name: string) => {
  const { page, t, language } = visitor
  await page.goto('/')
  await page.getByText(t('demonstration.card.own')).click()
  await page.getByLabel(t('demonstration.card.name')).fill(name)
  const colour = await page.getByRole('region', { name: t('people.first_visit.demonstration') }).getByLabel(t('organisations.fields.colour'), { exact: true }).inputValue()
  await page.getByRole('button', { name: t('demonstration.card.create') }).click()
  await page.getByRole('progressbar').waitFor()
  await page.waitForURL('**/desk/dashboard', { timeout: 60_000 })
  await page.getByRole('region', { name: t('shell.demonstration.title') }).waitFor()
  expect(await page.getByText(name).count()).toBeGreaterThan(0)
  // the colour that was shown is the colour that was made
  expect(await page.evaluate(() => fetch('/api/v1/session').then((answer) => answer.text()))).toContain(colour)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await look(page, `demonstration-dashboard-${language}`)
  await become(visitor, 'ambassador_employee')
  await page.locator('article').first().waitFor()
  await look(page, `demonstration-feed-${language}`)
  await page.goto('/settings')
  await page.getByText(t('ui.scheme.dark'), { exact: true }).click()
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  await become(visitor, 'ambassador_customer')
  await page.locator('article').first().waitFor()
  // how things look follows the visitor
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
}

/** And to nothing again. */
const remove = async ({ page, t }: Visitor) => {
  await page.getByRole('button', { name: t('demonstration.switcher.label') }).click()
  await page.getByRole('menuitem', { name: t('demonstration.switcher.remove') }).click()
  await page.waitForURL('**/welcome')
  await page.getByText(t('demonstration.switcher.removed')).waitFor()
  await page.getByRole('button', { name: t('demonstration.card.create') }).waitFor()
}

describe('the demonstration', () => {
  const french = 'Brasserie du Grand Pré'

  it('is visited and removed in English on a desktop', async () => {
    const visitor = await visit(browser, { viewport: desktop, language: 'en', address: portevoix.address })
    await tour(visitor, 'Grand Meadow Brewery')
    await remove(visitor)
    expect(visitor.complaints).toEqual([])
    await visitor.close()
  }, 180_000)

  it('is visited in French on a phone', async () => {
    const visitor = await visit(browser, { viewport: phone, language: 'fr', address: portevoix.address })
    await tour(visitor, french)
    expect(visitor.complaints).toEqual([])
    await visitor.close()
  }, 180_000)

  it('stays where it is, unless another is asked for in its place', async () => {
    const visitor = await visit(browser, { viewport: phone, language: 'fr', address: portevoix.address })
    const { page, t } = visitor
    await page.goto('/demonstration')
    await page.getByText(t('demonstration.card.there', { name: french })).waitFor()
    await page.getByText(t('demonstration.card.again')).click()
    const name = 'Conserverie du Port'
    await page.getByLabel(t('demonstration.card.name')).fill(name)
    await look(page, 'demonstration-again-fr')
    await page.getByRole('button', { name: t('demonstration.card.replace') }).click()
    await page.waitForURL('**/desk/dashboard', { timeout: 60_000 })
    // whoever is inside is not asked whether it should go
    await page.goto('/demonstration')
    await page.getByText(t('demonstration.card.there', { name })).waitFor()
    expect(await page.getByText(t('demonstration.card.again')).count()).toBe(0)
    await visitor.context.clearCookies()
    await page.goto('/demonstration')
    await page.getByText(t('demonstration.card.there', { name })).waitFor()
    const other = await visitor.context.newPage()
    await other.goto(`${portevoix.address}/demonstration`)
    await other.getByRole('button', { name: t('demonstration.card.remove') }).click()
    await other.getByText(t('demonstration.switcher.removed')).waitFor()
    // the window that still shows it says so, and offers to make one
    await page.getByRole('button', { name: t('demonstration.card.enter') }).click()
    await page.getByText(t('demonstration.card.gone')).waitFor()
    await page.getByRole('button', { name: t('demonstration.card.create') }).waitFor()
    expect(visitor.complaints).toEqual([])
    await visitor.close()
  }, 240_000)
})
