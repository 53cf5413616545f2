import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long a stopping server waits for requests that are still being sent. */
const request_ms = 3_000
/** How long it waits for answers that are being written. */
const answer_ms = 30_000
const rhythm_ms = 100

export interface EndingOptions { request_ms?: number; answer_ms?: number }

/** The request was heard out, or its answer has begun: whoever asked gets it. */
const isUnderWay = (response: ServerResponse | undefined): boolean =>
  response !== undefined && !response.writableFinished && !response.closed && (response.req.complete || response.headersSent)

/**
 * Makes sure that a server that is closed ends: by itself it waits for whoever has sent half a request, for minutes. Gives what is called
 * as it is closed: connections without a request end at once, those with half a one after a few seconds, and those whose answer is
 * being written once it is.
 */
export const endingOf = (server: Server, limits: EndingOptions = {}) => {
  const sockets = new Set<Socket>()
  // of requests that follow one another on a connection, the last is answered last
  const answers = new WeakMap<Socket, ServerResponse>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => { sockets.delete(socket) })
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => { answers.set(socket, response) })
  return (): void => {
    const begun = performance.now()
    const timer = setInterval(() => {
      const passed = performance.now() - begun
      server.closeIdleConnections()
      if (passed < (limits.request_ms ?? request_ms)) return
      for (const socket of sockets) if (passed > (limits.answer_ms ?? answer_ms) || !isUnderWay(answers.get(socket))) socket.destroy()
    }, rhythm_ms)
    server.once('close', () => { clearInterval(timer) })
    timer.unref()
  }
}
