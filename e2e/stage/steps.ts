import { afterEach, beforeEach } from 'vitest'

/** The steps of a journey follow one another: after one that failed the next ones fail at once, and say why. */
export const eachStepNeedsTheLast = (): void => {
  let failed: string | null = null
  beforeEach(() => {
    if (failed !== null) throw new Error(`an earlier step failed: ${failed}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed ??= task.name
  })
}
