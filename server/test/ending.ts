import { afterAll } from 'vitest'

const works: (() => unknown)[] = []

/** Done after the test file, the last first. `afterAll` forgets what it is given while hooks and tests run, which is when most of it is opened. */
export const inTheEnd = (work: () => unknown): void => { works.push(work) }

afterAll(async () => {
  const troubles: unknown[] = []
  for (const work of works.toReversed()) {
    try {
      await work()
    } catch (error) {
      troubles.push(error)
    }
  }
  if (troubles.length > 0) throw troubles[0]
}, 60_000)
