import { hash } from 'node:crypto'
import { keyed } from './keyed.ts'

/** What a request says of who made it; held for as long as it takes to answer. */
export interface Caller { ip: string; agent: string }

// 64 bits tell the visitors of one link on one day apart.
const digest = (salt: Buffer, text: string): string => keyed(salt, text).slice(0, 16)

/** The visitor of the day of one link, 16 hexadecimal digits: another on each link and, the salt being random, each day. */
export const visitorOf = (salt: Buffer, link_id: string, { ip, agent }: Caller): string => digest(salt, `${link_id}|${ip}|${agent}`)

/** By which a sharer's own visits are recognised today, whatever the link. */
export const sharerMark = (salt: Buffer, member_id: string, { ip, agent }: Caller): string => digest(salt, `sharer|${member_id}|${ip}|${agent}`)

/** The network that one house holds: an IPv4 address, or the first 64 bits of an IPv6 address (RFC 6177). */
const houseOf = (ip: string): string => {
  if (!ip.includes(':')) return ip
  const [start = '', end] = ip.split('::')
  const groups = start.split(':').filter(Boolean)
  const zeros = end === undefined ? 0 : 8 - groups.length - end.split(':').filter(Boolean).length
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0')].slice(0, 4).join(':')
}

/** One house on one link, whatever its agents; kept in memory alone, for a minute or two. */
export const houseOnLink = (salt: Buffer, link_id: string, ip: string): string =>
  hash('sha256', `${salt.toString('latin1')}|${link_id}|${houseOf(ip)}`, 'base64url').slice(0, 16)
