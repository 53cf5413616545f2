import { request, type Agent } from 'node:http'
import { json } from 'node:stream/consumers'

export interface Question { port: number; path: string; method?: 'GET' | 'HEAD'; headers?: Record<string, string>; agent?: Agent; timeout_ms?: number }

/** status is null where no whole answer came; then `failure` says why. */
export interface Reply { status: number | null; failure: string | null }

/** Asks once, on loopback; never rejects. */
export const answerOf = ({ port, path, method = 'GET', headers = {}, agent, timeout_ms = 5_000 }: Question): Promise<Reply> => new Promise((resolve) => {
  const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: agent ?? false, signal: AbortSignal.timeout(timeout_ms) }, (answer) => {
    answer.resume()
    answer.on('error', (error) => { resolve({ status: null, failure: error.message }) })
    answer.on('end', () => { resolve(answer.complete ? { status: answer.statusCode ?? null, failure: null } : { status: null, failure: 'cut off' }) })
  })
  sent.on('error', (error) => { resolve({ status: null, failure: error.message }) })
  sent.end()
})

/** What a process says of itself: the body of its readiness, whatever the status; null where it says nothing. */
export const stateOf = (port: number): Promise<unknown> => new Promise((resolve) => {
  const sent = request({ host: '127.0.0.1', port, path: '/health/ready', agent: false, signal: AbortSignal.timeout(2_000) }, (answer) => {
    json(answer).then(resolve, () => { resolve(null) })
  })
  sent.on('error', () => { resolve(null) })
  sent.end()
})
