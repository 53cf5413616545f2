import type { Visitor } from '../stage/browser.ts'

/** Opening a programme, and joining it by its charter. */
export const programme = ({ page, t }: Visitor) => ({
  async openForm() {
    await page.goto('/desk/programme')
    await page.getByRole('heading', { level: 1, name: t('programme.create.title') }).waitFor()
  },
  async create(name: string, purpose: string) {
    await page.getByLabel(t('programme.create.name')).fill(name)
    await page.getByRole('textbox', { name: t('programme.create.purpose') }).fill(purpose)
    await page.getByRole('button', { name: t('programme.create.submit') }).click()
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  },
  /** From the feed, where the charter stands before the contents. */
  async readCharter(name: string) {
    await page.getByRole('link', { name: t('feed.join.action') }).click()
    await page.getByRole('heading', { level: 1, name: t('programme.accept.title', { programme: name }) }).waitFor()
  },
  async acceptCharter() {
    await page.getByRole('checkbox', { name: t('programme.accept.agree') }).check()
    await page.getByRole('button', { name: t('programme.accept.join') }).click()
    await page.getByRole('heading', { level: 1, name: t('feed.title') }).waitFor()
  },
})
