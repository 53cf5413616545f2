import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Hosts } from './hosts.ts'

/** Where a proxy asks whether it may obtain a certificate for a host. */
export const askPath = '/links/ask'
/** Questions answered a second; a proxy asks once a host and certificate. */
export const questionsPerSecond = 100

const say = (response: ServerResponse, status: number, text: string, more: readonly string[] = []): void => {
  response.writeHead(status, ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(Buffer.byteLength(text)), 'Cache-Control', 'no-store', ...more])
  response.end(text)
}

/**
 * `GET /links/ask?domain=…`: 200 for a host that an organisation proved, 404 for any other (Caddy's on-demand TLS,
 * https://caddyserver.com/docs/automatic-https#on-demand-tls). Answered from memory, on any host; `passed`: milliseconds that only ever pass.
 */
export const createAsk = (hosts: Hosts, passed: () => number) => {
  let second = 0
  let questions = 0
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = Math.floor(passed() / 1_000)
    if (now !== second) {
      second = now
      questions = 0
    }
    questions += 1
    if (questions > questionsPerSecond) {
      say(response, 429, 'Too many questions.\n', ['Retry-After', '1'])
      return
    }
    const domain = URL.parse(request.url ?? '', 'http://localhost')?.searchParams.get('domain') ?? ''
    const { whose } = hosts.of(domain)
    if (whose === 'organisation') say(response, 200, 'Yes.\n')
    else if (whose === 'unsure') say(response, 503, 'The database is away.\n', ['Retry-After', '1'])
    else say(response, 404, 'No.\n')
  }
}
