import type { Logger } from 'pino'
import { Agent, type Dispatcher } from 'undici'
import { allowance } from '#kit/outbound/addresses'
import { webAddress } from '#kit/outbound/address'
import { readBody, understood } from '#kit/outbound/body'
import { guardedConnector, systemResolve, type Resolve } from '#kit/outbound/connect'
import { failureOf, Refusal, type OutboundFailure } from '#kit/outbound/failures'

export type { OutboundFailure } from '#kit/outbound/failures'

export interface OutboundRequest {
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** Counted after decompression; 5 MB unless told. */
  max_bytes?: number
  /** For everything: names, connections, redirects, body; 10 s unless told. */
  timeout_ms?: number
  /** Media types that a success may have: `text/html`, `image/*`. An answer that states none passes. */
  accept_types?: readonly string[]
  /** As the last answer had it, to hear 304 if nothing changed. */
  etag?: string | null
  last_modified?: string | null
}

/** A whole HTTP answer, whatever its status. */
export interface OutboundResponse {
  ok: true
  status: number
  /** Where it came from in the end. */
  address: string
  /** The new address, if every redirect on the way said that it is for good (301, 308). */
  moved_to: string | null
  headers: Readonly<Record<string, string>>
  /** `content-type` without its parameters, lower case. */
  media_type: string | null
  etag: string | null
  last_modified: string | null
  body: Buffer
}

export interface OutboundFailed { ok: false; reason: OutboundFailure; status?: number }
export type OutboundAnswer = OutboundResponse | OutboundFailed

/** The only way out: every request to the outside world goes through one of these. */
export interface Outbound {
  /** Never throws for what the outside world does. */
  fetch(address: string, request?: OutboundRequest): Promise<OutboundAnswer>
  close(): Promise<void>
}

export interface OutboundOptions {
  /** Private addresses, networks (CIDR) and hosts that the operator lets through. */
  allow: readonly string[]
  user_agent: string
  log: Logger
  resolve?: Resolve
}

const max_redirects = 5
const redirects = new Set([301, 302, 303, 307, 308])
const forGood = new Set([301, 308])
// What a redirect to another origin must not be told.
const secrets = new Set(['authorization', 'proxy-authorization', 'cookie'])

const single = (headers: Dispatcher.ResponseData['headers']) =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]))

const mediaType = (header: string | undefined) => header?.split(';')[0]?.trim().toLowerCase() || null

const accepts = (types: readonly string[], type: string | null) =>
  type === null || types.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))))

const lowerCase = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]).filter(([name]) => name !== 'host'))

const headersOf = (user_agent: string, { headers = {}, accept_types, etag, last_modified }: OutboundRequest): Record<string, string> => ({
  'user-agent': user_agent,
  'accept-encoding': understood,
  accept: accept_types ? [...accept_types, '*/*;q=0.1'].join(', ') : '*/*',
  ...(etag && { 'if-none-match': etag }),
  ...(last_modified && { 'if-modified-since': last_modified }),
  ...lowerCase(headers),
})

/** undici hears a signal only once it is connected: a name or a connection that hangs must not hold the caller. */
const before = <Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => { reject(signal.reason) }, { once: true })
    work.then(resolve, reject)
  })

interface Turn { url: URL; method: NonNullable<OutboundRequest['method']>; headers: Record<string, string>; body: string | Uint8Array | null; moved: boolean }

/** The next request of a redirect, with the method as browsers change it (https://fetch.spec.whatwg.org/#http-redirect-fetch). */
const follow = (turn: Turn, status: number, location: string | undefined): Turn => {
  if (!location) throw new Refusal('bad_redirect')
  const url = webAddress(location, turn.url)
  const becomesGet = (status === 303 && turn.method !== 'HEAD') || ((status === 301 || status === 302) && turn.method === 'POST')
  const headers = url.origin === turn.url.origin ? turn.headers : Object.fromEntries(Object.entries(turn.headers).filter(([name]) => !secrets.has(name)))
  return { url, headers, method: becomesGet ? 'GET' : turn.method, body: becomesGet ? null : turn.body, moved: turn.moved && forGood.has(status) }
}

export const createOutbound = ({ allow, user_agent, log, resolve = systemResolve }: OutboundOptions): Outbound => {
  const agent = new Agent({ connect: guardedConnector(allowance(allow), resolve, 10_000), connections: 8, pipelining: 1, maxHeaderSize: 32_768 })

  const fetch = async (address: string, request: OutboundRequest = {}): Promise<OutboundAnswer> => {
    const { max_bytes = 5_000_000, timeout_ms = 10_000, accept_types } = request
    const signal = AbortSignal.timeout(timeout_ms)
    let phase: 'connecting' | 'reading' = 'connecting'
    let status: number | undefined
    let host = ''
    try {
      let turn: Turn = { url: webAddress(address), method: request.method ?? 'GET', headers: headersOf(user_agent, request), body: request.body ?? null, moved: true }
      for (let count = 0; ; count += 1) {
        const { url, method, body } = turn
        host = url.hostname
        phase = 'connecting'
        const response = await before(signal, agent.request({
          origin: url.origin, path: url.pathname + url.search, method, body, signal,
          headers: body === null ? Object.fromEntries(Object.entries(turn.headers).filter(([name]) => name !== 'content-type')) : turn.headers,
          headersTimeout: timeout_ms, bodyTimeout: timeout_ms,
        }))
        phase = 'reading'
        status = response.statusCode
        const headers = single(response.headers)
        // A body left unread still reports its end as an error event.
        response.body.on('error', () => undefined)
        try {
          if (redirects.has(status) && headers['location'] !== undefined) {
            if (count === max_redirects) throw new Refusal('too_many_redirects')
            turn = follow(turn, status, headers['location'])
            continue
          }
          const media_type = mediaType(headers['content-type'])
          const success = status >= 200 && status < 300
          if (success && accept_types && !accepts(accept_types, media_type)) throw new Refusal('bad_type')
          if (method !== 'HEAD' && Number(headers['content-length'] ?? 0) > max_bytes) throw new Refusal('too_large')
          const encoding = method === 'HEAD' || status === 204 || status === 304 ? '' : headers['content-encoding'] ?? ''
          return {
            ok: true, status, address: url.href, headers, media_type,
            moved_to: count > 0 && turn.moved ? url.href : null,
            etag: headers['etag'] ?? null, last_modified: headers['last-modified'] ?? null,
            body: await readBody(response.body, encoding, max_bytes, signal),
          }
        } finally {
          response.body.destroy()
        }
      }
    } catch (error) {
      const reason = signal.aborted ? 'timeout' : failureOf(error, phase)
      if (!reason) throw error
      log[reason === 'forbidden_address' ? 'warn' : 'debug']({ host, reason, status }, 'outbound')
      return { ok: false, reason, ...(status !== undefined && { status }) }
    }
  }

  return { fetch, close: () => agent.destroy() }
}
