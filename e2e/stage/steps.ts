import { afterEach, beforeEach } from 'vitest'

/** What a step says that failed because another had. */
export const earlier = 'an earlier step failed'

/** The steps of a journey follow one another: after one that failed the next ones fail at once, and say why. */
export const eachStepNeedsTheLast = (): void => {
  let failed: string | null = null
  beforeEach(() => {
    if (failed !== null) throw new Error(`${earlier}: ${failed}`)
  })
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed ??= task.name
  })
}
