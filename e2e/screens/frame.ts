import type { Visitor } from '../stage/browser.ts'

/** What stands around every screen: where one may go. */
export const frame = ({ page, t }: Visitor) => {
  const narrow = (page.viewportSize()?.width ?? 0) < 500
  const navigation = page.getByRole('navigation', { name: t('ui.shell.main'), exact: true })
  const burger = page.getByRole('button', { name: t('ui.shell.open_menu'), exact: true })
  /** The navigation, which a phone's desk keeps in a drawer. */
  const opened = async (part: 'stream' | 'desk') => {
    if (part === 'desk' && narrow && !(await page.getByRole('dialog').isVisible())) await burger.click()
    await navigation.first().waitFor()
    return navigation.getByRole('link')
  }
  return {
    title: page.getByRole('heading', { level: 1 }),
    /** Where the navigation leads, in its order. */
    places: async (part: 'stream' | 'desk'): Promise<string[]> => (await (await opened(part)).allInnerTexts()).map((name) => name.trim()),
    async go(part: 'stream' | 'desk', place: string) {
      await (await opened(part)).and(page.getByRole('link', { name: t(`shell.navigation.${place}`), exact: true })).click()
    },
    deskDoor: page.getByRole('link', { name: t('shell.navigation.desk'), exact: true }),
    nothingHere: page.getByRole('heading', { level: 1, name: t('shell.not_found.title'), exact: true }),
    failure: page.getByRole('heading', { level: 1, name: t('shell.failure.title'), exact: true }),
    loading: page.getByRole('status', { name: t('ui.loading'), exact: true }),
  }
}
