import { beneath } from './beneath.ts'
import { store, useStore } from './store.ts'

const reached = store(navigator.onLine)

/** How soon it is tried again whether the server can be reached, in milliseconds; each try waits longer than the last. */
const first_ms = 2_000
const longest_ms = 30_000
let trying: ReturnType<typeof setTimeout> | undefined

const isThere = (): Promise<boolean> => fetch(beneath('/health/live'), { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(({ status }) => status < 500, () => false)

const tryAgain = (pause_ms: number): void => {
  clearTimeout(trying)
  trying = setTimeout(() => {
    void isThere().then((there) => {
      if (there) noteReach(true)
      else if (!reached.get()) tryAgain(Math.min(pause_ms * 2, longest_ms))
    })
  }, pause_ms)
}

/** Notes whether the server itself gave the last answer; a device may believe in a network that leads nowhere. */
export const noteReach = (byServer: boolean): void => {
  if (reached.get() === byServer) return
  reached.set(byServer)
  if (byServer) clearTimeout(trying)
  else tryAgain(first_ms)
}

/** Hears what the device believes: that it lost its network, and that it may have it again. */
export const watchReach = (): void => {
  addEventListener('offline', () => { noteReach(false) })
  addEventListener('online', () => { tryAgain(0) })
  if (!reached.get()) tryAgain(first_ms)
}

export const useOnline = (): boolean => useStore(reached)
