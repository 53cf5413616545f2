import type { Logger } from 'pino'
import { observePassedOn } from '#kit/metrics'
import { clientBehind, networksOf, plainAddress, type Networks } from '#kit/networks'

/** Whose requests are: the addresses of clients, behind the proxies that are trusted. */
export interface Clients {
  /** The client of a request that came from this peer, with this X-Forwarded-For. */
  addressOf(peer: string | undefined, forwarded: string | undefined): string
  isTrusted: Networks
  /** How many requests, since the process began, a proxy passed on that lies near and is not trusted. */
  readonly passed_on_untrusted: number
}

const isNear = networksOf(['loopback', 'linklocal', 'uniquelocal'])
/** So many proxies are told in the log; of more the next start tells. */
export const most_told = 100
/** How often word is left that it goes on. */
const word_ms = 3_600_000

/** A proxy on this machine or network is the operator's own: where it is not trusted, all of its visitors are one, and that is told once. */
export const createClients = (trusted_proxies: readonly string[], log: Logger, leaveWord: (proxy: string) => void = () => undefined): Clients => {
  const isTrusted = networksOf(trusted_proxies)
  const told = new Set<string>()
  let passed_on_untrusted = 0
  let word_left_at = -Infinity

  const notice = (proxy: string): void => {
    passed_on_untrusted += 1
    observePassedOn()
    const now = performance.now()
    if (now - word_left_at > word_ms) {
      word_left_at = now
      leaveWord(proxy)
    }
    if (told.has(proxy) || told.size >= most_told) return
    told.add(proxy)
    log.warn({ proxy }, 'this proxy passes requests on and is not trusted: all who come through it have its one address, and of their clicks only the first few of a minute count. Name it in TRUSTED_PROXIES')
  }

  return {
    addressOf(peer = '', forwarded) {
      const near = plainAddress(peer)
      if (forwarded === undefined) return near
      if (isTrusted(near)) return clientBehind(near, forwarded, isTrusted)
      if (isNear(near)) notice(near)
      return near
    },
    isTrusted,
    get passed_on_untrusted() { return passed_on_untrusted },
  }
}
