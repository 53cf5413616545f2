import type { Logger } from 'pino'
import { observePassedOn } from '#kit/metrics'
import { clientBehind, networksOf, plainAddress, type Networks } from '#kit/networks'

/** Whose requests are: the addresses of clients, behind the proxies that are trusted. */
export interface Clients {
  /** The client of a request that came from this peer, with this X-Forwarded-For. */
  addressOf(peer: string | undefined, forwarded: string | undefined): string
  isTrusted: Networks
  /** How many requests came passed on, since the process began, from an address nearby that is not trusted. */
  readonly passed_on_untrusted: number
}

const isNear = networksOf(['loopback', 'linklocal', 'uniquelocal'])
/** So many proxies are looked at and told in the log; of more the next start tells. */
export const most_told = 100
/** How often word is left that it goes on. */
const word_ms = 3_600_000
/**
 * What tells a proxy from a gateway behind which somebody made the header up, as anybody can: of so many requests over so long, nearly all were
 * passed on.
 */
export const least_requests = 20
export const least_ms = 300_000
const nearly_all = 0.9

/** What to do about a proxy that seems not to be trusted, and when not to; for the log and the command line. */
export const advice = 'Name it in TRUSTED_PROXIES only if it is a proxy of yours that sets X-Forwarded-For itself (replaces it or appends to it) and that nobody gets past. Anybody can send that header: where it is a gateway, such as that of a container, whoever comes through it could choose their address; leave it out then, and give Portevoix the real addresses'
export const harm = 'if it is a proxy, all who come through it have its one address, and of their clicks only the first few of a minute count'

/** A proxy on this machine or network is likely the operator's own: where it is not trusted, all of its visitors are one, and that is told once. */
export const createClients = (trusted_proxies: readonly string[], log: Logger, leaveWord: (proxy: string) => void = () => undefined, passed = () => performance.now()): Clients => {
  const isTrusted = networksOf(trusted_proxies)
  const watched = new Map<string, { since: number; requests: number; passed_on: number; is_told: boolean }>()
  let passed_on_untrusted = 0
  let word_left_at = -Infinity

  const tell = (proxy: string, now: number, is_told: boolean): void => {
    if (now - word_left_at > word_ms) {
      word_left_at = now
      leaveWord(proxy)
    }
    if (!is_told) log.warn({ proxy }, `nearly all requests from this address came passed on (X-Forwarded-For), and it is not trusted: ${harm}. ${advice}`)
  }

  const notice = (proxy: string): void => {
    passed_on_untrusted += 1
    observePassedOn()
    const now = passed()
    const known = watched.get(proxy)
    if (!known) {
      if (watched.size < most_told) watched.set(proxy, { since: now, requests: 1, passed_on: 1, is_told: false })
      return
    }
    known.requests += 1
    known.passed_on += 1
    if (known.requests < least_requests || now - known.since < least_ms) return
    const is_proxy = known.passed_on >= known.requests * nearly_all
    if (is_proxy) tell(proxy, now, known.is_told)
    watched.set(proxy, { since: now, requests: 0, passed_on: 0, is_told: known.is_told || is_proxy })
  }

  /** A request that came for itself, from an address that passes others on. */
  const noticeOwn = (peer: string): void => {
    const known = watched.get(peer)
    if (known) known.requests += 1
  }

  return {
    addressOf(peer = '', forwarded) {
      const near = plainAddress(peer)
      if (forwarded === undefined) {
        if (watched.size > 0) noticeOwn(near)
        return near
      }
      if (isTrusted(near)) return clientBehind(near, forwarded, isTrusted)
      if (isNear(near)) notice(near)
      return near
    },
    isTrusted,
    get passed_on_untrusted() { return passed_on_untrusted },
  }
}
