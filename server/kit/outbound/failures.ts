import { errors } from 'undici'

/** Why nothing could be fetched. */
export type OutboundFailure =
  | 'bad_address' // not http(s), with a name or password in it, or on a port that no website uses
  | 'forbidden_address' // leads into a private network
  | 'dns' // the name does not resolve
  | 'connection' // refused, unreachable, reset before an answer
  | 'tls' // no trustworthy certificate, no common protocol
  | 'timeout'
  | 'too_many_redirects'
  | 'bad_redirect' // a redirect that says nowhere
  | 'bad_type' // not one of the media types that were asked for
  | 'too_large'
  | 'cut_off' // the answer ended before its end
  | 'bad_answer' // not HTTP, or not the encoding it claims

/** Refused before any connection is made; carries its reason through undici. */
export class Refusal extends Error {
  readonly reason: OutboundFailure
  constructor(reason: OutboundFailure) {
    super(reason)
    this.reason = reason
  }
}

const tls = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/
const timeouts = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])
const names = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'])
const connections = new Set(['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EPIPE', 'EACCES', 'EPERM', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED'])
const cuts = new Set(['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'UND_ERR_ABORTED', 'Z_BUF_ERROR', 'ERR_STREAM_PREMATURE_CLOSE'])

const codeOf = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : '')

/** Names what undici, the socket, TLS or zlib threw; undefined for what none of them throws. */
export const failureOf = (error: unknown, phase: 'connecting' | 'reading'): OutboundFailure | undefined => {
  if (!(error instanceof Error)) return undefined
  if (error instanceof Refusal) return error.reason
  const code = codeOf(error)
  if (error.name === 'TimeoutError' || timeouts.has(code)) return 'timeout'
  if (names.has(code)) return 'dns'
  if (tls.test(code)) return 'tls'
  if (code === 'HPE_INVALID_EOF_STATE' && phase === 'reading') return 'cut_off'
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW') return 'bad_answer'
  if (cuts.has(code)) return 'cut_off'
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_PADDING')) return 'bad_answer'
  if (connections.has(code)) return phase === 'reading' ? 'cut_off' : 'connection'
  if (error instanceof AggregateError) {
    const inner: readonly unknown[] = error.errors
    for (const one of inner) {
      const found = failureOf(one, phase)
      if (found) return found
    }
  }
  return error.cause === undefined ? undefined : failureOf(error.cause, phase)
}
