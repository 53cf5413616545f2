import { afterEach, beforeEach } from 'vitest'

/** The steps of a journey follow one another: after one that failed the next ones fail at once, and say why. */
export const eachStepNeedsTheLast = (): void => {
  let failed: string | null = null
  beforeEach(() => {
    if (failed !== null) throw new Error(`an earlier step failed: ${failed}`)
  })
  afterEach(({ task }) => {
    // a browser that hangs is given a second chance; a step that fails twice has failed
    if (task.result?.state === 'fail' && (task.result.retryCount ?? 0) > 0) failed ??= task.name
  })
}
