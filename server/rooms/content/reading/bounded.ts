import { createContext, Script } from 'node:vm'

const box = { work: (): void => undefined }
const context = createContext(box)
const script = new Script('work()')

/**
 * The result of pure, synchronous work, or null when it takes longer than it may. What strangers publish goes through parsers
 * and expressions of several libraries, and some take the square of the time for what was made to provoke it.
 */
export const within = <Result>(max_ms: number, work: () => Result): { result: Result } | null => {
  const done: { result: Result }[] = []
  box.work = () => { done.push({ result: work() }) }
  try {
    script.runInContext(context, { timeout: max_ms })
    return done[0] ?? null
  } catch (error) {
    // Made in the other context, so no instance of our Error.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null
    throw error
  } finally {
    box.work = () => undefined
  }
}

/** How long one step of a reading may take by the clock: what is read in a worker blocks nobody, and a loaded machine reads good pages slowly. */
export const usualStep_ms = 8000
