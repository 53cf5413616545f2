import { Refusal } from '#kit/refusal'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Lets a long command put its things away when it is told to end, instead of ending where it stands. */
export const interruptible = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const told = new AbortController()
  const tell = (signal: NodeJS.Signals): void => { told.abort(new Refusal(`Interrupted (${signal}): what was begun is removed.`)) }
  for (const signal of signals) process.on(signal, tell)
  try {
    return await work(told.signal)
  } finally {
    for (const signal of signals) process.off(signal, tell)
  }
}
