import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process that is told to stop answers on for a while, so that who shares requests out sees it go. */
export interface Draining {
  readonly begun: boolean
  /** Gives what begins it: it resolves once the server may be closed; at once where that does not listen. */
  of(server: Server): () => Promise<void>
}

export const createDraining = (seconds: number): Draining => {
  let begun = false
  return {
    get begun() { return begun },
    of(server) {
      server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
        // who asks again comes by another connection, to a process that stays
        if (begun) response.shouldKeepAlive = false
      })
      return async () => {
        begun = true
        if (server.listening) await sleep(seconds * 1_000)
      }
    },
  }
}
