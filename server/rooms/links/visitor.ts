import { fingerprint } from './fingerprint.ts'
import { keyed } from './keyed.ts'

/** What a request says of who made it; held for as long as it takes to answer. */
export interface Caller { ip: string; agent: string }

// 64 bits tell the visitors of one link on one day apart.
const digest = (salt: Buffer, text: string): string => keyed(salt, text).slice(0, 8)

/** The visitor of the day of one link, 8 octets, one a character: another on each link and, the salt being random, each day. */
export const visitorOf = (salt: Buffer, link_id: string, { ip, agent }: Caller): string => digest(salt, `${link_id}|${ip}|${agent}`)

/** By which a sharer's own visits are recognised today, whatever the link; 16 hexadecimal digits. */
export const sharerMark = (salt: Buffer, member_id: string, { ip, agent }: Caller): string =>
  Buffer.from(digest(salt, `sharer|${member_id}|${ip}|${agent}`), 'latin1').toString('hex')

/** The network that one house holds: an IPv4 address, or the first 64 bits of an IPv6 address (RFC 6177). */
export const houseOf = (ip: string): string => {
  if (!ip.includes(':')) return ip
  const [start = '', end] = ip.split('::')
  const groups = start.split(':').filter(Boolean)
  const last = end === undefined ? [] : end.split(':').filter(Boolean)
  const zeros = end === undefined ? 0 : 8 - groups.length - last.length
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...last].slice(0, 4).join(':')
}

/** One house, and what is told with it: a link, or an agent; kept in memory alone, for a minute or two. `before` is a fingerprint. */
export const houseWith = (before: number, ip: string): number => fingerprint(houseOf(ip), before)
