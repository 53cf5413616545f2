import { isIP, SocketAddress } from 'node:net'

// The names that an operator may write in place of networks.
const named: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Says whether an address belongs to one of the networks of a list. */
export type Networks = (ip: string) => boolean

const [dot, zero] = [46, 48]

/** An IPv4 address as a number; -1 for any other text. Most addresses are one, and each visit asks about its own. */
export const numberOf = (ip: string): number => {
  if (ip.length > 15) return -1
  let number = 0
  let part = -1
  let parts = 1
  for (let index = 0; index < ip.length; index++) {
    const code = ip.charCodeAt(index)
    if (code === dot) {
      if (part < 0) return -1
      number = number * 256 + part
      part = -1
      parts += 1
    } else {
      const digit = code - zero
      // no zeros in front (RFC 6943, 3.1.1): some read them as octal
      if (digit < 0 || digit > 9 || part === 0) return -1
      part = (part < 0 ? 0 : part * 10) + digit
      if (part > 255) return -1
    }
  }
  return parts === 4 && part >= 0 ? number * 256 + part : -1
}

/** The eight groups of an IPv6 address, one a character, so that texts compare as addresses do; null for any other text. */
export const groupsOf = (ip: string): string | null => {
  if (isIP(ip) !== 6) return null
  const [address = ''] = ip.split('%')
  // the last 32 bits may be written as those of IPv4
  const dotted = numberOf(address.slice(address.lastIndexOf(':') + 1))
  const plain = dotted < 0 ? address : `${address.slice(0, address.lastIndexOf(':') + 1)}${Math.floor(dotted / 65_536).toString(16)}:${(dotted % 65_536).toString(16)}`
  const [start = '', end] = plain.split('::')
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [before, after] = [read(start), read(end ?? '')]
  return String.fromCharCode(...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after)
}

/** An IPv4 address that is written in IPv6 (RFC 4291, 2.5.5.2). */
const isMapped = (groups: string): boolean => groups.startsWith('\0\0\0\0\0\uffff')

/** One of the ends of a network: all bits after the first ones are nought, or one. */
const endOf = (groups: string, bits: number, one: boolean): string =>
  Array.from({ length: 8 }, (_, place) => {
    const free = 2 ** Math.min(16, Math.max(0, 16 * (place + 1) - bits)) - 1
    const code = groups.charCodeAt(place)
    return String.fromCharCode(one ? code | free : code & ~free)
  }).join('')

interface Range<Address> { first: Address; last: Address }

/** The IPv4 address that is written in IPv6. */
const mappedIn = (groups: string): number => groups.charCodeAt(6) * 65_536 + groups.charCodeAt(7)

const shortRange = (address: number, bits: number): Range<number> => {
  const size = 2 ** (32 - bits)
  const first = Math.floor(address / size) * size
  return { first, last: first + size - 1 }
}

const longRange = (groups: string, bits: number): Range<string> => ({ first: endOf(groups, bits, false), last: endOf(groups, bits, true) })

const compare = <Address extends number | string>(one: Address, other: Address): number => (one < other ? -1 : one > other ? 1 : 0)

/** Networks, their first addresses in order; none lies in another. */
const orderedOf = <Address extends number | string>(ranges: readonly Range<Address>[]) => {
  const outer: Range<Address>[] = []
  for (const range of ranges.toSorted((one, other) => compare(one.first, other.first) || compare(other.last, one.last))) {
    const before = outer.at(-1)
    if (before === undefined || range.last > before.last) outer.push(range)
  }
  return outer
}

const isWithin = <Address extends number | string>(ranges: readonly Range<Address>[], address: Address): boolean => {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const range = ranges[middle]
    if (range !== undefined && range.first <= address) low = middle + 1
    else high = middle
  }
  const range = ranges[low - 1]
  return range !== undefined && address <= range.last
}

/** Whether a text is an address or a network (CIDR) as `networksOf` reads them: whole, its numbers without zeros in front. */
export const isNetwork = (entry: string): boolean => {
  const [ip = '', bits, ...more] = entry.split('/')
  if (more.length > 0 || (bits !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(bits))) return false
  if (numberOf(ip) >= 0) return Number(bits ?? 32) <= 32
  const groups = groupsOf(ip)
  // IPv4 that is written in IPv6 begins at its bit 96
  return groups !== null && Number(bits ?? 128) <= 128 && (!isMapped(groups) || Number(bits ?? 128) >= 96)
}

/** Reads a list of addresses, networks (CIDR) and names; what is none of them is refused when the settings are read. Remembers nobody who was asked about. */
export const networksOf = (entries: readonly string[]): Networks => {
  if (entries.length === 0) return () => false
  const short: Range<number>[] = []
  const long: Range<string>[] = []
  for (const entry of entries.flatMap((one) => named[one] ?? [one])) {
    const [ip = '', bits] = entry.split('/')
    const groups = groupsOf(ip)
    if (groups === null) short.push(shortRange(numberOf(ip), Number(bits ?? 32)))
    else if (isMapped(groups) && Number(bits ?? 128) >= 96) short.push(shortRange(mappedIn(groups), Number(bits ?? 128) - 96))
    else long.push(longRange(groups, Number(bits ?? 128)))
  }
  const [shorts, longs] = [orderedOf(short), orderedOf(long)]
  return (ip) => {
    const address = numberOf(ip)
    if (address >= 0) return isWithin(shorts, address)
    const groups = groupsOf(ip)
    if (groups === null) return false
    if (isWithin(longs, groups)) return true
    return isMapped(groups) && isWithin(shorts, mappedIn(groups))
  }
}

/** One spelling for one address: IPv6 shortened, and an IPv4 address that came over IPv6 as such. */
export const plainAddress = (ip: string): string => {
  if (!ip.includes(':')) return ip
  if (ip.startsWith('::ffff:') && ip.includes('.')) return ip.slice(7)
  return isIP(ip) === 6 ? new SocketAddress({ address: ip, family: 'ipv6' }).address : ip
}

// some balancers write the port after it
const withPort = /^(?:\[(?<long>[^\]]+)\](?::\d{1,5})?|(?<short>[\d.]+):\d{1,5})$/

/** The address that a proxy names, with a port or without; null for any other text. */
const namedAddress = (text: string): string | null => {
  const whole = plainAddress(text)
  if (numberOf(whole) >= 0 || isIP(whole) !== 0) return whole
  const { long, short } = withPort.exec(text)?.groups ?? {}
  const address = plainAddress(long ?? short ?? '')
  return numberOf(address) >= 0 || isIP(address) !== 0 ? address : null
}

/** Who asked a proxy that is trusted: the nearest address that is no trusted proxy of ours, read from the right of X-Forwarded-For. */
export const clientBehind = (proxy: string, forwarded: string, isTrusted: Networks): string => {
  let address = proxy
  for (let end = forwarded.length; end > 0;) {
    const start = forwarded.lastIndexOf(',', end - 1) + 1
    const next = namedAddress(forwarded.slice(start, end).trim())
    if (next === null) return address
    address = next
    if (!isTrusted(address)) return address
    end = start - 1
  }
  return address
}

/** The address of the client; what an untrusted peer claims is not read. */
export const clientAddress = (peer: string, forwarded: string | undefined, isTrusted: Networks): string => {
  const address = plainAddress(peer)
  return forwarded === undefined || !isTrusted(address) ? address : clientBehind(address, forwarded, isTrusted)
}
