import type { Visitor } from '../stage/browser.ts'

/** What was just done, said in passing. */
export const notices = ({ page, t }: Visitor) => {
  const saying = (words: string) => page.getByRole('alert').filter({ hasText: words })
  return {
    saying,
    /** What a thumb meets in the middle of a control: the control, or what lies over it. */
    isReached: async (name: string): Promise<boolean> => {
      const control = page.getByRole('button', { name, exact: true })
      return control.evaluate((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return element.contains(element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2))
      })
    },
    close: async () => {
      for (const one of await page.getByRole('alert').getByRole('button', { name: t('ui.close'), exact: true }).all()) await one.click({ timeout: 2_000 }).catch(() => undefined)
    },
  }
}
