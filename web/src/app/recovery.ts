import { beneath } from './beneath.ts'
import { keptHeader } from './kept.ts'
import { createPatience, longer } from './patience.ts'

const patience = createPatience()
let looking: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** What nobody can answer without the database; nobody asks while nobody looks. */
const hasAnswers = (): Promise<boolean> =>
  document.visibilityState === 'hidden' ? Promise.resolve(false) : fetch(beneath('/api/v1/session'), { cache: 'no-store', signal: AbortSignal.timeout(10_000) })
    .then(({ status, headers }) => status < 500 && !headers.has(keptHeader), () => false)

const look = (after_ms: number): void => {
  looking = setTimeout(() => {
    void hasAnswers().then((there) => {
      if (!there) return look(longer(after_ms))
      looking = undefined
      patience.back()
      return listeners.forEach((listener) => { listener() })
    })
  }, after_ms)
}

/** Notes that the server was reached and had no answer to give, as while its database is away: it is looked, ever less often, whether it has. */
export const noteTrouble = (): void => {
  if (looking === undefined) look(patience.lost())
}

/** Hears each time that the server has answers again; gives how to stop it. */
export const onRecovery = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}
