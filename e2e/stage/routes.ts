import type { Page } from 'playwright-core'

/** The paths of every screen that the router of the page knows, with their parameters' names. */
export const routesOf = (page: Page): Promise<string[]> => page.evaluate<string[]>(`
  Object.values(__TSR_ROUTER__.routesById).filter(({ children, isRoot }) => !children && !isRoot).map(({ fullPath }) => fullPath).sort()
`)
