import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openPages } from './browser.ts'
import { output } from './look.ts'

/** Keeps a picture of what was in sight where a test failed, and says where it was. */
export const pictureFailures = (): void => {
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    const name = `${task.suite?.name ?? ''} ${task.name}`.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 120)
    const pages = [...openPages]
    await Promise.allSettled(pages.map((page, at) => page.screenshot({ path: join(output, `failed-${name}-${at}.png`), timeout: 5_000 })))
    process.stderr.write(`${task.name} failed at ${pages.map((page) => page.url()).join(' and ')}: see e2e/output/failed-*\n`)
  })
}
