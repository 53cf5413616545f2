import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isPublic, type Allowance } from './addresses.ts'
import { Refusal } from './failures.ts'

export interface Resolved { address: string; family: number }
/** Every address of a name. */
export type Resolve = (host: string) => Promise<readonly Resolved[]>

export const systemResolve: Resolve = (host) => lookup(host, { all: true })

const lookupOf = (resolve: Resolve, permits: (address: string) => boolean): LookupFunction => (host, { all }, callback) => {
  resolve(host).then((found) => {
    const first = found[0]
    // One private address among public ones is refused as a whole: no honest site mixes them.
    if (!first || !found.every(({ address }) => permits(address))) throw new Refusal(first ? 'forbidden_address' : 'dns')
    if (all) callback(null, found.map(({ address, family }) => ({ address, family })))
    else callback(null, first.address, first.family)
  }).catch((error: unknown) => {
    callback(error instanceof Error ? error : new Refusal('dns'), '', 0)
  })
}

/**
 * Connects to public addresses only. A literal never reaches `lookup`, so it is checked here; a name is checked by the very
 * addresses that the socket then connects to, so that a name that changes its mind between two look-ups (rebinding) gains nothing.
 */
export const guardedConnector = (allow: Allowance, resolve: Resolve, timeout_ms: number): buildConnector.connector => {
  const permits = (address: string) => isPublic(address) || allow.allowsAddress(address)
  const shared = { timeout: timeout_ms, allowH2: false }
  const guarded = buildConnector({ ...shared, lookup: lookupOf(resolve, permits) })
  const open = buildConnector({ ...shared, lookup: lookupOf(resolve, () => true) })
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80))
    if (allow.allowsHost(host, port)) open(options, callback)
    else if (isIP(host) && !permits(host)) callback(new Refusal('forbidden_address'), null)
    else guarded(options, callback)
  }
}
