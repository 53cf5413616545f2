import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildInto, openBrowser } from './browser.ts'
import { serveSite } from './site.ts'

let browser: Browser
let folder: string
let site: Awaited<ReturnType<typeof serveSite>>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portevoix-gallery-'))
  await buildInto(folder, 'gallery')
  site = await serveSite(folder)
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await site?.stop()
  await rm(folder, { recursive: true, force: true })
})

// what differs from one colour of an organisation to the next
const rulesOfColours = ['color-contrast', 'link-in-text-block']
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// after the first four, which are in both languages at both widths, colours alone are new. The last four repeat them at the other width: they are looked at where all is asked for (ALL_LOOKS=1)
const looks = (['stream', 'desk', 'door'] as const).flatMap((view) =>
  ([
    [390, 'light', 'fr', '0b6e4f'], [390, 'dark', 'en', 'ffd400'], [1440, 'light', 'en', 'ffd400'], [1440, 'dark', 'fr', '00205b'],
    // what no charter of colours would ever choose
    [1440, 'light', 'fr', 'ffff00'], [390, 'dark', 'fr', '000000'], [390, 'light', 'en', 'ff0000'], [1440, 'dark', 'en', '7fff00'],
    [390, 'dark', 'en', 'ffff00'], [1440, 'light', 'en', '000000'], [1440, 'dark', 'fr', 'ff0000'], [390, 'light', 'fr', '7fff00'],
  ] as const).slice(0, process.env['ALL_LOOKS'] ? undefined : 8).map((look, place) => [view, ...look, place >= 4 && !process.env['ALL_LOOKS']] as const),
)

it.each(looks)('%s at %i px, %s, %s, #%s: nothing for axe to say, nothing that the policy refuses, nothing cut', async (view, width, colorScheme, locale, colour, coloursAlone) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (/content security policy|violates|MISSING_MESSAGE/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))

  await page.goto(`${site.address}/galerie?view=${view}&colour=${colour}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (view === 'desk') {
    await page.locator('svg.plot').first().waitFor()
    await page.locator('.ProseMirror').waitFor()
    await page.locator('summary').click()
  }
  // the rows of a table are cards on a phone
  const rows = page.getByRole(width < 500 ? 'list' : 'table', { name: locale === 'fr' ? 'Membre' : 'Member', exact: true })
  expect(await rows.count()).toBe(view === 'desk' ? 1 : 0)
  if (view === 'stream') await page.getByRole('blockquote').waitFor()

  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
  const { violations } = await (coloursAlone ? axe.withRules(rulesOfColours) : axe.withTags(standards)).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`).join('\n')}`)).toEqual([])
  expect(complaints).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale)
  await context.close()
}, 60_000)

it('works by keyboard: commands, help, language at once, single keys off', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${site.address}/galerie?view=desk`)
  await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor()

  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Commandes' }).waitFor()
  await page.getByPlaceholder('Que cherchez-vous').fill('english')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  await page.getByPlaceholder('Que cherchez-vous').waitFor({ state: 'detached' })

  await page.keyboard.press('Shift+?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await help.waitFor()
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html, target }) => `${String(target)} ${html}`).join(' ')}`)).toEqual([])
  await help.getByRole('switch').click()
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  await page.keyboard.press('Shift+?')
  await page.waitForTimeout(300)
  expect(await help.count()).toBe(0)
  await context.close()
}, 60_000)

it.each([[390, 'fr'], [390, 'en'], [320, 'fr'], [1440, 'fr']] as const)('offers at %i px in %s to take back what a long sentence tells, whole', async (width, locale) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale, reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${site.address}/galerie?view=desk`)
  await page.getByRole('button', { name: locale === 'fr' ? 'Écarter' : 'Dismiss' }).first().click()
  const undo = page.getByRole('button', { name: locale === 'fr' ? 'Annuler' : 'Undo', exact: true })
  await undo.waitFor()
  const cut = await undo.evaluate((button) => {
    const [whole, frame] = [button.getBoundingClientRect(), button.closest('[role=alert]')?.getBoundingClientRect()]
    return {
      label: [button, ...button.querySelectorAll('*')].some((part) => part.scrollWidth > part.clientWidth + 1),
      out: !frame || whole.right > frame.right || whole.left < frame.left || whole.bottom > frame.bottom,
    }
  })
  expect(cut).toEqual({ label: false, out: false })
  await context.close()
}, 60_000)

it.each([390, 1440])('shows at %i px the table of a rich text in a box of its own, which keys move', async (width) => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'fr', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto(`${site.address}/galerie?view=desk`)
  const box = page.getByRole('group', { name: /^Tableau\s: Nom de l’organisation, Publication, Image/ })
  await box.waitFor()
  expect(await box.getByRole('columnheader').count()).toBe(4)
  expect(await page.locator('sub').innerText()).toBe('2')
  expect(await box.evaluate((one) => one.scrollWidth > one.clientWidth)).toBe(width < 500)
  await box.focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => box.evaluate((one) => one.scrollLeft > 0)).toBe(width < 500)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
  await context.close()
}, 60_000)
