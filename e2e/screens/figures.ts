import type { Visitor } from '../stage/browser.ts'

export type FigureName = 'connected' | 'readers' | 'sharers' | 'published' | 'reads' | 'likes' | 'shares' | 'clicks'

/** What the dashboard and My impact have in common: figures that explain themselves. */
const figuresOf = ({ page, t }: Visitor) => ({
  async figure(name: FigureName): Promise<string> {
    const figure = page.getByRole('article', { name: t(`insights.figures.${name}.label`), exact: true })
    return (await figure.locator('[class*=value]').first().innerText()).trim()
  },
  /** How many robots the explanation of a figure says were left out. */
  async leftOut(name: FigureName): Promise<string> {
    const label = t('ui.figure.explain', { label: t(`insights.figures.${name}.label`) })
    await page.getByRole('button', { name: label }).first().click()
    const explanation = page.getByRole('dialog', { name: label })
    const robots = await explanation.locator('dl > div').filter({ hasText: t('ui.figure.robots') }).locator('dd').innerText()
    await explanation.press('Escape')
    await explanation.waitFor({ state: 'detached' })
    return robots.trim()
  },
})

/** Marks the page, which a reload would forget, and counts the outlines that take the place of what was shown. */
const watchPage = `window.stands = { outlines: 0 }
new MutationObserver(() => { window.stands.outlines += document.querySelectorAll('output[aria-label]').length }).observe(document.body, { childList: true, subtree: true })`

export const dashboard = (visitor: Visitor) => {
  const { page, t } = visitor
  const explain = page.getByRole('button', { name: t('ui.figure.explain', { label: t('insights.figures.clicks.label') }) }).first()
  const figures = figuresOf(visitor)
  const open = async () => {
    await page.goto('/desk/dashboard')
    await page.getByRole('heading', { level: 1, name: t('insights.dashboard.title') }).waitFor()
    await page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true }).waitFor()
  }
  return {
    ...figures,
    open,
    /** Leaves the dashboard open, with the focus on a figure; gives the clicks. */
    async standOpen(): Promise<string> {
      await open()
      await explain.focus()
      await page.evaluate(watchPage)
      return figures.figure('clicks')
    },
    /** What became of the page since. */
    stoodOpen: async () => ({
      reloaded: await page.evaluate<boolean>('window.stands === undefined'), outlines: await page.evaluate<number>('window.stands?.outlines'), focus: await explain.evaluate((button) => button.matches(':focus')),
    }),
    /** The visits that are no clicks, by reason. */
    async reasons(): Promise<Record<string, string>> {
      const section = page.getByRole('region', { name: t('insights.dashboard.left_out.title') })
      const lines = await section.locator('dl > div').all()
      return Object.fromEntries(await Promise.all(lines.map(async (line) => [(await line.locator('dt span').first().innerText()).trim(), (await line.locator('dd').innerText()).trim()])))
    },
  }
}

export const impact = (visitor: Visitor) => {
  const { page, t } = visitor
  return {
    ...figuresOf(visitor),
    async open() {
      await page.goto('/impact')
      await page.getByRole('heading', { level: 1, name: t('insights.impact.title') }).waitFor()
      await page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true }).waitFor()
    },
  }
}
