/** How soon what did not answer is tried again, in milliseconds. */
export const first_ms = 1_000
const longest_ms = 30_000
/** What fails again within this time of its return is trusted later than the last time. */
const steady_ms = 60_000

/** Each try waits longer than the last. */
export const longer = (ms: number): number => Math.min(Math.max(ms * 2, first_ms), longest_ms)

/** Remembers when something came back; gives, each time that it is lost, how long the first try waits. */
export const createPatience = (): { lost: () => number; back: () => void } => {
  let pause_ms = first_ms
  let back_at = Number.NEGATIVE_INFINITY
  return {
    lost: () => {
      pause_ms = performance.now() - back_at < steady_ms ? longer(pause_ms) : first_ms
      return pause_ms
    },
    back: () => { back_at = performance.now() },
  }
}
