import { beneath } from './beneath.ts'
import { createPatience, first_ms, longer } from './patience.ts'
import { store, useStore } from './store.ts'

const reached = store(navigator.onLine)
/** Whether the device believes that it has a network: where it does, and nobody answers, it is not known which of both is away. */
const connected = store(navigator.onLine)

/**
 * Whether it is worth asking the server for what did not come. False with the first answer that it does not give; true again only once it was
 * tried, a while later: one of several answers that goes astray is not asked for again and again between the others.
 */
const answering = store(navigator.onLine)

const patience = createPatience()
let trying: ReturnType<typeof setTimeout> | undefined

const isThere = (): Promise<boolean> => fetch(beneath('/health/live'), { cache: 'no-store', signal: AbortSignal.timeout(10_000) }).then(({ status }) => status < 500, () => false)

const tryAgain = (after_ms: number): void => {
  clearTimeout(trying)
  trying = setTimeout(() => {
    void (reached.get() ? Promise.resolve(true) : isThere()).then((there) => {
      if (!there) return tryAgain(longer(after_ms))
      noteReach(true)
      if (answering.get()) return undefined
      patience.back()
      return answering.set(true)
    })
  }, after_ms)
}

/** Notes whether the server itself gave the last answer; a device may believe in a network that leads nowhere. */
export const noteReach = (byServer: boolean): void => {
  if (reached.get() !== byServer) reached.set(byServer)
  if (byServer || !answering.get()) return
  answering.set(false)
  tryAgain(patience.lost())
}

/** Hears what the device believes: that it lost its network, and that it may have it again. */
export const watchReach = (): void => {
  addEventListener('offline', () => {
    connected.set(false)
    noteReach(false)
  })
  addEventListener('online', () => {
    connected.set(true)
    tryAgain(0)
  })
  if (!answering.get()) tryAgain(first_ms)
}

/** Tells, now and from now on, whether it is worth asking; gives how to stop it. */
export const whileAnswering = (tell: (worth: boolean) => void): (() => void) => {
  tell(answering.get())
  return answering.subscribe(() => { tell(answering.get()) })
}

/** Hears each time that it is worth asking again; gives how to stop it. */
export const onReturn = (listener: () => void): (() => void) => answering.subscribe(() => { if (answering.get()) listener() })

export const useOnline = (): boolean => useStore(reached)

/** Why answers do not come: the device has no network, or it believes to have one and the server is silent. */
export type Silence = 'offline' | 'silent'
export const useSilence = (): Silence => (useStore(connected) ? 'silent' : 'offline')
