import { isIPv4 } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { findDomains, type DomainHostRow } from '../queries/redirect.ts'
import { ownHosts, type Addresses } from '../rules.ts'
import type { Lane } from './lane.ts'

/** Whose links a host leads to. `unsure`: nobody could be asked yet whose it is. */
export type Place = { whose: 'everybody' } | { whose: 'organisation'; organisation_id: string } | { whose: 'nobody' } | { whose: 'unsure' }

export interface Hosts {
  /** By the header of a request; from memory. */
  of(header: string | undefined): Place
  /** Whether an organisation's links are served on this host of its own. */
  serves(host: string, organisation_id: string): boolean
  /** How many hosts organisations have proved; null before the first answer. */
  readonly count: number | null
  /** Something changed, or may have: all are read again, and used as they were until then. */
  refresh(): void
  close(): void
}

export interface HostsOptions {
  lane: Lane
  /** Read anew: addresses may be known only once the server listens. */
  settings: () => Addresses
}

const everybody: Place = { whose: 'everybody' }
const nobody: Place = { whose: 'nobody' }
const unsure: Place = { whose: 'unsure' }

/** Headers remembered as they came: names in any case, with any port. */
const spellings = 1_000
const pause_ms = 1_000

/** A machine's own names for itself: there is no one to be misled. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))

/** The host alone, as name servers write it. */
const plain = (header: string): string => header.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')

const isHome = (host: string, settings: Addresses): boolean => isLoopback(host) || ownHosts(settings).includes(host)

/** Whether the host of a request is the installation's own, or the machine's name for itself. */
export const isOwn = (header: string, settings: Addresses): boolean => isHome(plain(header), settings)

/** The hosts whose links are answered: the installation's own, and those that organisations proved. */
export const createHosts = ({ lane, settings }: HostsOptions): Hosts => {
  let proved: ReadonlyMap<string, Place> | null = null
  let known = new Map<string, Place>()
  let wanted = false
  let reading = false
  const closing = new AbortController()

  const read = async () => {
    reading = true
    while (wanted && !closing.signal.aborted) {
      wanted = false
      try {
        const rows = await lane.query<DomainHostRow>(findDomains)
        proved = new Map(rows.map(({ host, organisation_id }) => [host, { whose: 'organisation', organisation_id }]))
        known = new Map()
      } catch {
        wanted = true
        await sleep(pause_ms, undefined, { ref: false })
      }
    }
    reading = false
  }

  const placeOf = (host: string): Place => {
    if (isHome(host, settings())) return everybody
    return proved === null ? unsure : proved.get(host) ?? nobody
  }

  return {
    of(header) {
      if (header === undefined) return nobody
      const place = known.get(header)
      if (place !== undefined) return place
      const found = placeOf(plain(header))
      if (found.whose === 'everybody' || found.whose === 'organisation') {
        if (known.size >= spellings) known = new Map()
        known.set(header, found)
      }
      return found
    },
    serves(host, organisation_id) {
      const place = proved?.get(host)
      return place?.whose === 'organisation' && place.organisation_id === organisation_id
    },
    get count() { return proved?.size ?? null },
    refresh() {
      wanted = true
      if (!reading) void read()
    },
    close() { closing.abort() },
  }
}
