/** What PostgreSQL says to the one of several transactions that wait for one another which it gives up, so that the others go on. */
const deadlock = '40P01'
const attempts = 5

const isDeadlock = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === deadlock

/**
 * Does what is one transaction, and does it again where it was given up for others that wait for it while it waits for them: what takes hold of
 * as much as a whole organisation meets whoever works on a part of it and comes from the other side. After five times it is told.
 */
export const throughDeadlocks = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  for (let left = attempts - 1; ; left -= 1) {
    try {
      return await work()
    } catch (error) {
      if (left === 0 || !isDeadlock(error)) throw error
    }
  }
}
