import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until it holds; gives the milliseconds since `start` (of performance.now()), or null when it never held. */
export const until = async (holds: () => boolean | Promise<boolean>, start: number, limit_ms: number, pause_ms = 20): Promise<number | null> => {
  for (;;) {
    if (await holds()) return performance.now() - start
    if (performance.now() - start > limit_ms) return null
    await sleep(pause_ms)
  }
}
