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

export const dashboard = (visitor: Visitor) => {
  const { page, t } = visitor
  return {
    ...figuresOf(visitor),
    async open() {
      await page.goto('/desk/dashboard')
      await page.getByRole('heading', { level: 1, name: t('insights.dashboard.title') }).waitFor()
      await page.getByRole('article', { name: t('insights.figures.clicks.label'), exact: true }).waitFor()
    },
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
