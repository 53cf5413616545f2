import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Where pictures are kept. */
export const output = join(import.meta.dirname, '../output')
mkdirSync(output, { recursive: true })

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// A header within a section is no banner (HTML-AAM); axe forgets it where the section is a dialog, as Mantine's are.
const notInDialogs = ['landmark-no-duplicate-banner', 'landmark-unique']

// What is on a screen is the same in the dark: what can differ there is colours.
const rulesOfColours = ['color-contrast', 'link-in-text-block']

// A mail is shown in a frame that runs nothing, axe included: frames are looked at from outside.
const faults = async (page: Page, coloursAlone: boolean): Promise<string[]> => {
  const dialog = await page.getByRole('dialog').count() > 0
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ iframes: false, resultTypes: ['violations'] })
  const { violations } = await (coloursAlone ? axe.withRules(rulesOfColours) : axe.withTags(standards).disableRules(dialog ? notInDialogs : [])).analyze()
  // an endless stream is always in part under the bar at the foot, and comes out from under it
  const endless = await page.evaluate<boolean>('document.documentElement.scrollHeight > innerHeight')
  return violations.filter(({ id }) => !(endless && id === 'target-size')).map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary?.slice(0, 300)}`).join('\n')}`)
}

/** How far the page scrolls sideways, in pixels. */
const sideways = (page: Page): Promise<number> => page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/**
 * Nothing moves any more: fonts are there, transitions are over. Asked frame by frame of what is in sight: the promise
 * `finished` of a transition in a closed <details> is never kept, as the browser animates nothing that it does not show.
 */
const settled = async (page: Page): Promise<void> => {
  const moving = await page.evaluate<string[]>(`(async () => {
    const inTime = performance.now() + 10_000
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); setTimeout(resolve, 100) })
    const passes = ({ playState, effect }) => playState === 'running' && effect.getComputedTiming().iterations !== Infinity && (effect.target?.checkVisibility() ?? false)
    const moving = () => document.getAnimations().filter(passes)
    while ((document.fonts.status !== 'loaded' || moving().length > 0) && performance.now() < inTime) await frame()
    return moving().map(({ effect }) => effect.target.outerHTML.slice(0, 200))
  })()`)
  expect(moving, 'what still moves after ten seconds').toEqual([])
}

/** How high a page is looked at, in pixels. */
const tallest = 6_000

/** As high as the page is long: what one scrolls to is not under the bar at the foot for good. */
const wholePage = async (page: Page): Promise<void> => {
  const size = page.viewportSize()
  if (!size) return
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  if (height > size.height) await page.setViewportSize({ width: size.width, height: Math.min(height + 120, tallest) })
  await settled(page)
}

export const lightAndDark = ['light', 'dark'] as const
export type Scheme = (typeof lightAndDark)[number]
/** Enough where the same screen is looked at in both elsewhere. */
export const oneScheme = process.env['ALL_LOOKS'] ? lightAndDark : lightAndDark.slice(0, 1)

/** Pictures are for whoever wants to see them (`PICTURES=1`): drawing them takes a good part of the time of a look. */
const pictured = Boolean(process.env['PICTURES'] ?? process.env['ALL_LOOKS'])

/** Looks at a screen as it is now, light and dark unless told otherwise: nothing for axe to say, nothing that scrolls sideways. Without `axe`, where it has seen the same in another language. */
export const look = async (page: Page, name: string, schemes: readonly Scheme[] = lightAndDark, { axe = true } = {}): Promise<void> => {
  const found: string[] = []
  const screen = page.viewportSize()
  for (const [turn, scheme] of schemes.entries()) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await settled(page)
    if (pictured) await page.screenshot({ path: join(output, `${name}-${scheme}.png`) })
    await wholePage(page)
    if (axe) found.push(...(await faults(page, turn > 0 && !process.env['ALL_LOOKS'])).map((fault) => `${scheme}: ${fault}`))
    if (screen) await page.setViewportSize(screen)
    const wide = await sideways(page)
    if (wide !== 0) found.push(`${scheme}: scrolls ${wide} px sideways`)
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(found, name).toEqual([])
}
