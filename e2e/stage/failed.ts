import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach } from 'vitest'
import { openPages } from './browser.ts'
import { output } from './look.ts'
import { earlier } from './steps.ts'

/** How much of what a page says is told, in characters. */
const told = 700

const seen = async (page: Page, troubles: readonly string[]): Promise<string> => {
  const words = await page.evaluate<string>('document.body.innerText').catch((error: unknown) => String(error))
  return [`at ${page.url()}:`, words.replaceAll(/\s+/g, ' ').slice(0, told), ...troubles.map((trouble) => `  ${trouble}`)].join('\n')
}

/** Keeps a picture of what was in sight where a test failed, and says what was there; `npm test` says it again at its end. */
export const pictureFailures = (): void => {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || task.result.errors?.some(({ message }) => message.startsWith(earlier))) return
    const name = `${task.suite?.name ?? ''} ${task.name}`.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 120)
    const pages = [...openPages]
    const words = (await Promise.all(pages.map(([page, troubles]) => seen(page, troubles)))).join('\n')
    await Promise.allSettled(pages.map(([page], at) => page.screenshot({ path: join(output, `failed-${name}-${at}.png`), timeout: 5_000 })))
    const account = `${task.name} failed ${words}\nsee e2e/output/failed-*\n`
    process.stderr.write(account)
    const { FAILED_JOURNEYS } = process.env
    if (FAILED_JOURNEYS) await appendFile(FAILED_JOURNEYS, account)
  })
}
