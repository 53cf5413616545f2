import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientAddress, networksOf, type Networks } from '#kit/networks'
import { readHeaders } from './headers.ts'
import type { Hosts } from './hosts.ts'

/** Where a proxy asks whether it may obtain a certificate for a host. */
export const askPath = '/links/ask'
/** Questions answered a second; a proxy asks once a host and certificate. */
export const questionsPerSecond = 100

const isOfMachine = networksOf(['loopback'])

const say = (response: ServerResponse, status: number, text: string, more: readonly string[] = []): void => {
  response.writeHead(status, ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(Buffer.byteLength(text)), 'Cache-Control', 'no-store', ...more])
  response.end(text)
}

/**
 * `GET /links/ask?domain=…`: 200 for a host that an organisation proved, 404 for any other (Caddy's on-demand TLS,
 * https://caddyserver.com/docs/automatic-https#on-demand-tls). Answered from memory, on any host, to this machine and the trusted
 * proxies; a proxy that passes strangers' questions on asks for them, and they use up none of its own. `passed`: milliseconds that only ever pass.
 */
export const createAsk = (hosts: Hosts, isTrusted: Networks, passed: () => number) => {
  const isNear = (ip: string): boolean => isOfMachine(ip) || isTrusted(ip)
  let second = 0
  let questions = 0
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { forwarded } = readHeaders(request.rawHeaders)
    if (!isNear(clientAddress(request.socket.remoteAddress ?? '', forwarded, isNear))) {
      say(response, 404, 'No.\n')
      return
    }
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
