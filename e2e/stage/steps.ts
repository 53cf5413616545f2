import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { openPages } from './browser.ts'
import { output } from './look.ts'

/** What was in sight when a step failed. */
const picture = async (step: string): Promise<void> => {
  const name = step.replaceAll(/[^\p{L}\d]+/gu, '-').slice(0, 80)
  await Promise.allSettled([...openPages].map((page, at) => page.screenshot({ path: join(output, `failed-${name}-${at}.png`), timeout: 5_000 })))
}

/** The steps of a journey follow one another: after one that failed the next ones fail at once, and say why. */
export const eachStepNeedsTheLast = (): void => {
  let failed: string | null = null
  beforeEach(() => {
    if (failed !== null) throw new Error(`an earlier step failed: ${failed}`)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail' || failed !== null) return
    failed = task.name
    await picture(task.name)
  })
}
