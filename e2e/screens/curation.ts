import type { Visitor } from '../stage/browser.ts'

/** Where curators say what to follow, and see how it fares. */
export const sources = ({ page, t }: Visitor) => {
  const address = page.getByLabel(t('content.desk.sources.address'))
  const menu = (title: string) => page.getByRole('button', { name: t('content.desk.sources.menu', { title }), exact: true })
  // a row on a desk, a card on a phone
  const line = (title: string) => page.getByRole('row').or(page.getByRole('listitem')).filter({ has: menu(title) })
  return {
    address,
    line,
    async open() {
      await page.goto('/desk/sources')
      await page.getByRole('heading', { level: 1, name: t('content.desk.sources.title') }).waitFor()
    },
    async follow(site: string) {
      await address.fill(site)
      await page.getByRole('button', { name: t('content.desk.sources.add'), exact: true }).click()
    },
    async ask(title: string, action: 'poll' | 'resume' | 'pause') {
      await menu(title).click()
      await page.getByRole('menuitem', { name: t(`content.desk.sources.${action}`), exact: true }).click()
    },
    isSaid: (title: string, words: string) => line(title).getByText(words).isVisible(),
  }
}

/** What sources brought, decided by single keys. */
export const inbox = ({ page, t }: Visitor) => {
  const cards = page.getByRole('list', { name: t('content.desk.inbox.list') }).getByRole('article')
  const card = (title: string) => cards.filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) })
  const titleOf = (place: number) => cards.nth(place).getByRole('heading', { level: 2 }).innerText()
  return {
    cards,
    card,
    titleOf,
    async open() {
      await page.goto('/desk/inbox')
      await page.getByRole('heading', { level: 1, name: t('content.desk.inbox.title') }).waitFor()
      await cards.first().waitFor()
    },
    /** Presses a key on the current card; gives its title once it has left the list. */
    async decide(key: 'g' | 'e' | 's', title: string) {
      await page.keyboard.press(key)
      await card(title).waitFor({ state: 'detached' })
    },
    async show(state: 'new' | 'kept' | 'snoozed' | 'dismissed') {
      // a notice that lies over the choices is closed, unless it went by itself meanwhile
      for (const close of await page.getByRole('button', { name: t('ui.close'), exact: true }).all()) await close.click({ timeout: 2_000 }).catch(() => undefined)
      await page.getByRole('radio', { name: t(`content.desk.inbox.states.${state}`) }).check()
    },
    async make() {
      await page.keyboard.press('c')
      await page.waitForURL(/\/desk\/contents\/[0-9a-f-]{36}$/)
    },
  }
}
