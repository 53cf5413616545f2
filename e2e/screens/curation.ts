import type { Visitor } from '../stage/browser.ts'

/** Where curators say what to follow. */
export const sources = ({ page, t }: Visitor) => ({
  async open() {
    await page.goto('/desk/sources')
    await page.getByRole('heading', { level: 1, name: t('content.desk.sources.title') }).waitFor()
  },
  async follow(address: string) {
    await page.getByLabel(t('content.desk.sources.address')).fill(address)
    await page.getByRole('button', { name: t('content.desk.sources.add'), exact: true }).click()
  },
})

/** What sources brought, decided by single keys. */
export const inbox = ({ page, t }: Visitor) => {
  const cards = page.getByRole('list', { name: t('content.desk.inbox.list') }).getByRole('article')
  const titleOf = (place: number) => cards.nth(place).getByRole('heading', { level: 2 }).innerText()
  return {
    cards,
    titleOf,
    async open() {
      await page.goto('/desk/inbox')
      await page.getByRole('heading', { level: 1, name: t('content.desk.inbox.title') }).waitFor()
      await cards.first().waitFor()
    },
    /** Presses a key on the current card; gives its title once it has left the list. */
    async decide(key: 'g' | 'e' | 's', title: string) {
      await page.keyboard.press(key)
      await cards.filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) }).waitFor({ state: 'detached' })
    },
    async show(state: 'new' | 'kept' | 'snoozed' | 'dismissed') {
      await page.getByRole('radio', { name: t(`content.desk.inbox.states.${state}`) }).check()
    },
    async make() {
      await page.keyboard.press('c')
      await page.waitForURL(/\/desk\/contents\/[0-9a-f-]{36}$/)
    },
  }
}

/** Where a content is written and published. */
export const editor = ({ page, t }: Visitor) => ({
  title: () => page.getByRole('textbox', { name: t('editor.write.title'), exact: true }).inputValue(),
  address: () => page.getByRole('textbox', { name: t('editor.write.address'), exact: true }).inputValue(),
  async choose(theme: string) {
    await page.getByLabel(t('editor.write.theme'), { exact: true }).selectOption({ label: theme })
  },
  async rename(title: string) {
    await page.getByRole('textbox', { name: t('editor.write.title'), exact: true }).fill(title)
  },
  async makeShareable() {
    await page.getByRole('radio', { name: t('content.desk.visibility.shareable'), exact: true }).check()
  },
  async publish() {
    await page.getByRole('button', { name: t('editor.write.publish'), exact: true }).click()
    await page.getByRole('button', { name: t('editor.write.expire'), exact: true }).waitFor()
  },
})
