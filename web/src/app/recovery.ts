import { beneath } from './beneath.ts'
import { keptHeader } from './kept.ts'

/** How soon a server that had no answer to give is tried again, in milliseconds; each try waits longer than the last. */
const first_ms = 1_000
const longest_ms = 30_000
/** What fails again within this time of its return is asked for later than the last time. */
const steady_ms = 60_000

let looking: ReturnType<typeof setTimeout> | undefined
let pause_ms = first_ms
let back_at = Number.NEGATIVE_INFINITY
const listeners = new Set<() => void>()

/** What nobody can answer without the database; nobody asks while nobody looks. */
const hasAnswers = (): Promise<boolean> =>
  document.visibilityState === 'hidden' ? Promise.resolve(false) : fetch(beneath('/api/v1/session'), { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
    .then(({ status, headers }) => status < 500 && !headers.has(keptHeader), () => false)

const longer = (ms: number): number => Math.min(ms * 2, longest_ms)

const look = (after_ms: number): void => {
  looking = setTimeout(() => {
    void hasAnswers().then((there) => {
      if (!there) return look(longer(after_ms))
      looking = undefined
      back_at = performance.now()
      return listeners.forEach((listener) => { listener() })
    })
  }, after_ms)
}

/** Notes that the server was reached and had no answer to give, as while its database is away: it is looked, ever less often, whether it has. */
export const noteTrouble = (): void => {
  if (looking !== undefined) return
  pause_ms = performance.now() - back_at < steady_ms ? longer(pause_ms) : first_ms
  look(pause_ms)
}

/** Hears each time that the server has answers again; gives how to stop it. */
export const onRecovery = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}
