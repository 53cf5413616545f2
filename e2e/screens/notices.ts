import type { Locator } from 'playwright-core'
import type { Visitor } from '../stage/browser.ts'

/** What was just done, said in passing. */
export const notices = ({ page }: Visitor) => ({
  saying: (words: string) => page.getByRole('alert').filter({ hasText: words }),
})

/** Whether a thumb in the middle of a control meets it, rather than what lies over it. */
export const isReached = (control: Locator): Promise<boolean> => control.evaluate((element) => {
  const { x, y, width, height } = element.getBoundingClientRect()
  return element.contains(element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2))
})
