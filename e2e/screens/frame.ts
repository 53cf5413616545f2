import type { Visitor } from '../stage/browser.ts'

/** What stands around every screen: where one may go. */
export const frame = ({ page, t }: Visitor) => {
  const navigation = page.getByRole('navigation', { name: t('ui.shell.main'), exact: true })
  const burger = page.getByRole('button', { name: t('ui.shell.open_menu'), exact: true })
  const title = page.getByRole('heading', { level: 1 })
  const opened = async () => {
    await title.waitFor()
    if (await burger.isVisible() && !(await page.getByRole('dialog').isVisible())) await burger.click()
    await navigation.first().waitFor()
  }
  return {
    title,
    /** Where the navigation leads, in its order; a phone's desk has it in a drawer. */
    async places(): Promise<string[]> {
      await opened()
      return (await navigation.getByRole('link').allInnerTexts()).map((name) => name.trim())
    },
    async go(place: string) {
      await opened()
      await navigation.getByRole('link', { name: t(`shell.navigation.${place}`), exact: true }).click()
    },
    deskDoor: page.getByRole('link', { name: t('shell.navigation.desk'), exact: true }),
    nothingHere: page.getByRole('heading', { level: 1, name: t('shell.not_found.title'), exact: true }),
    failure: page.getByRole('heading', { level: 1, name: t('shell.failure.title'), exact: true }),
    loading: page.getByRole('status', { name: t('ui.loading'), exact: true }),
  }
}
