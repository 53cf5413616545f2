import type { Visitor } from '../stage/browser.ts'

/** Where an administrator names the hosts of the organisation's links. */
export const domains = ({ page, t }: Visitor) => {
  const card = (host: string) => page.getByRole('article', { name: host })
  const action = (host: string, key: string) => card(host).getByRole('button', { name: t(`links.domains.${key}`), exact: true })
  return {
    card,
    async open() {
      await page.goto('/desk/domains')
      await page.getByRole('heading', { level: 1, name: t('links.domains.title') }).waitFor()
    },
    async add(host: string) {
      await page.getByLabel(t('links.domains.host')).fill(host)
      await page.getByRole('button', { name: t('links.domains.add'), exact: true }).click()
    },
    /** The TXT record that the card says to make. */
    async record(host: string): Promise<{ name: string; value: string }> {
      const [, name = '', value = ''] = await card(host).locator('dd code').allInnerTexts()
      return { name, value }
    },
    check: (host: string) => action(host, 'check').or(action(host, 'check_again')).click(),
    says: (host: string, key: string) => card(host).getByText(t(`links.domains.${key}`), { exact: true }).waitFor(),
    unprefer: (host: string) => action(host, 'unprefer').click(),
    prefer: (host: string) => action(host, 'prefer').click(),
    askToRemove: async (host: string) => {
      await action(host, 'remove').click()
      await page.getByRole('dialog', { name: t('links.domains.remove_title', { host }) }).waitFor()
    },
    remove: async (host: string) => {
      await page.getByRole('button', { name: t('links.domains.remove_sure'), exact: true }).click()
      await card(host).waitFor({ state: 'detached' })
    },
  }
}
