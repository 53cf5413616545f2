import { fingerprint } from '../fingerprint.ts'
import { houseOf } from '../visitor.ts'
import { agentPrint } from './scanner.ts'
import type { Visit } from './visit.ts'

/**
 * Visitors of one link within a minute that come from one network and name the very same browser; more are one program that has the
 * addresses of a network. A /24 (for IPv6, a /48) is what one customer of a host is given, and as many people under one name do come
 * from one: an application on a telephone names its version and the model, and a provider's customers leave by a few hundred shared
 * addresses. But sixty in one minute, all on one link: a post that ten thousand read in an hour brings half of that from a provider
 * that a fifth of them use, were all its customers in one such network and their telephones all the same.
 */
export const visitorsPerNetwork = 60
const minute = 60_000

/**
 * Counters of a minute and of the one before it. They are shared by what falls on the same ones, two of 262,144 each: a network is
 * counted by the lower of its two, and half a million others within the minute add some two to it. One megabyte in all, made once.
 */
const places = 1 << 18

/** Whether a visitor is one too many of their network, agent and link (`print`: a fingerprint). Only those who are not are counted. */
export type IsSwarm = (print: number, at: number) => boolean

export const createSwarm = (): IsSwarm => {
  let now = new Uint8Array(2 * places)
  let before = new Uint8Array(2 * places)
  let began_at = -Infinity
  const turn = (at: number) => {
    const follows = at - began_at >= minute && at - began_at < 2 * minute
    ;[now, before] = [before, now]
    now.fill(0)
    if (!follows) before.fill(0)
    began_at = follows ? began_at + minute : at
  }
  return (print, at) => {
    // a clock that jumped back would otherwise stop the turning
    if (at < began_at || at - began_at >= minute) turn(at)
    const one = print % places
    const other = places + Math.floor(print / places) % places
    // the minute that ends now: what is left in it of the one before, and this one
    const rest = 1 - (at - began_at) / minute
    const counted = Math.min(before[one] ?? 0, before[other] ?? 0) * rest + Math.min(now[one] ?? 0, now[other] ?? 0)
    if (counted >= visitorsPerNetwork) return true
    for (const place of [one, other]) now[place] = Math.min(255, (now[place] ?? 0) + 1)
    return false
  }
}

/** The network that one customer of a host holds: the /24 of an IPv4 address, the /48 of an IPv6 one. */
const networkOf = (ip: string): string => (ip.includes(':') ? houseOf(ip).split(':', 3).join(':') : ip.slice(0, ip.lastIndexOf('.')))

/** One browser's name in one network on one link; in memory it is no more than which counters it moves. */
export const swarmPrint = ({ link, ip, agent }: Visit): number => fingerprint(networkOf(ip), fingerprint(link.id, agentPrint(agent)))
