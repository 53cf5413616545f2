import { Worker } from 'node:worker_threads'
import type { Answers, Order } from './worker.ts'

export interface Readers {
  /** Null where the reading was ended: it took longer than it may, or more memory. */
  ask<Read extends Order['read']>(order: Extract<Order, { read: Read }>): Promise<Answers[Read] | null>
}

interface Limits { threads: number; max_ms: number; max_memory_mb: number }

const start = (max_memory_mb: number): Worker => {
  // Reading strangers' bytes takes nothing of what this process knows.
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { env: {}, resourceLimits: { maxOldGenerationSizeMb: max_memory_mb } })
  // An idle reader keeps no process alive, and ends with it.
  worker.unref()
  // How a reader ends is learnt from its exit; an error that nobody hears would end the process.
  worker.on('error', () => undefined)
  return worker
}

/**
 * Threads that read what strangers publish while the main one goes on serving: started when first needed, kept for the next
 * reading, ended and replaced when one does not come to its end.
 */
export const openReaders = ({ threads, max_ms, max_memory_mb }: Limits): Readers => {
  const idle: Worker[] = []
  const waiting: (() => void)[] = []
  let busy = 0

  const turn = async (): Promise<void> => {
    if (busy >= threads) await new Promise<void>((resolve) => { waiting.push(resolve) })
    else busy += 1
  }
  // A turn is handed on as it is: whoever waits longest takes it.
  const pass = (): void => {
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }

  const answered = <Answer>(worker: Worker, order: Order): Promise<Answer | null> => new Promise((resolve, reject) => {
    const read = (answer: Answer): void => {
      release()
      idle.push(worker)
      resolve(answer)
    }
    const ended = (): void => {
      release()
      void worker.terminate()
      resolve(null)
    }
    // Out of memory is what the bytes were made for; anything else is a fault of ours, and somebody must hear of it.
    const failed = (error: Error): void => {
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return
      release()
      reject(error)
    }
    const release = (): void => {
      clearTimeout(timer)
      worker.off('message', read).off('exit', ended).off('error', failed).unref()
    }
    const timer = setTimeout(ended, max_ms)
    worker.on('message', read).on('exit', ended).on('error', failed).ref()
    // Bytes are often a view of a larger pool of the process: they are copied once, and the copy is handed over.
    const bytes = new Uint8Array(order.bytes)
    worker.postMessage({ ...order, bytes }, [bytes.buffer])
  })

  return {
    async ask(order) {
      await turn()
      try {
        return await answered(idle.pop() ?? start(max_memory_mb), order)
      } finally {
        pass()
      }
    },
  }
}
