import type { Visitor } from '../stage/browser.ts'

/** The ambassador's stream, and one content of it. */
export const feed = ({ page, t }: Visitor) => {
  const mark = page.locator('article header').getByText(t('feed.content.read'), { exact: true })
  return {
    mark,
    async open() {
      await page.goto('/')
      await page.getByRole('heading', { level: 1, name: t('feed.title') }).waitFor()
    },
    card: (title: string) => page.getByRole('article').filter({ has: page.getByRole('link', { name: title, exact: true }) }),
    async read(title: string) {
      await page.getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: title }).waitFor()
      // the page stays open as long as a reading takes: the server says when
      await page.locator('main').evaluate((main) => { main.lastElementChild?.scrollIntoView({ block: 'end' }) })
      await mark.waitFor({ timeout: 60_000 })
    },
    isRead: () => mark.isVisible(),
    async share() {
      await page.getByRole('main').getByRole('button', { name: t('feed.card.share'), exact: true }).first().click()
      await page.getByRole('dialog', { name: t('sharing.composer.title') }).waitFor()
    },
  }
}
