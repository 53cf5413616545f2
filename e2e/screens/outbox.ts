import type { Visitor } from '../stage/browser.ts'

/** The mails that nobody's server took, as administrators see them. */
export const outbox = ({ page, t }: Visitor) => ({
  async open() {
    await page.goto('/desk/outbox')
    await page.getByRole('heading', { level: 1, name: t('people.outbox.title') }).waitFor()
  },
  async read(subject: string, to: string) {
    await page.getByRole('button', { name: t('people.outbox.open', { subject, to }) }).first().click()
    const reader = page.getByRole('dialog')
    await reader.locator('iframe').waitFor()
    return reader.getByRole('region', { name: t('people.outbox.links') }).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  },
})
