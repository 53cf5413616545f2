import { BlockList, isIP, SocketAddress } from 'node:net'

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
const numberOf = (ip: string): number => {
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

/** Networks of IPv4, their first addresses in order; none lies in another. */
const rangesOf = (entries: readonly (readonly [string, number])[]) => {
  const ranges = entries.map(([ip, bits]) => {
    const size = 2 ** (32 - bits)
    const first = Math.floor(numberOf(ip) / size) * size
    return { first, last: first + size - 1 }
  }).toSorted((one, other) => one.first - other.first || other.last - one.last)
  let end = -1
  const outer = ranges.filter(({ last }) => {
    if (last <= end) return false
    end = last
    return true
  })
  return { firsts: outer.map(({ first }) => first), lasts: outer.map(({ last }) => last) }
}

const isWithin = ({ firsts, lasts }: ReturnType<typeof rangesOf>, address: number): boolean => {
  let low = 0
  let high = firsts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((firsts[middle] ?? 0) <= address) low = middle + 1
    else high = middle
  }
  return low > 0 && address <= (lasts[low - 1] ?? -1)
}

const remembered = 1_000

const familyOf = (ip: string) => (isIP(ip) === 6 ? 'ipv6' as const : 'ipv4' as const)

/** Reads a list of addresses, networks (CIDR) and names; what is none of them is refused when the settings are read. */
export const networksOf = (entries: readonly string[]): Networks => {
  if (entries.length === 0) return () => false
  const list = new BlockList()
  const short: [string, number][] = []
  for (const entry of entries.flatMap((one) => named[one] ?? [one])) {
    const [ip = '', bits] = entry.split('/')
    const family = familyOf(ip)
    if (family === 'ipv4') short.push([ip, Number(bits ?? 32)])
    if (bits === undefined) list.addAddress(ip, family)
    else list.addSubnet(ip, Number(bits), family)
  }
  const ranges = rangesOf(short)
  // few addresses, those of proxies, make most requests
  const known = new Map<string, boolean>()
  return (ip) => {
    const address = numberOf(ip)
    if (address >= 0) return isWithin(ranges, address)
    const before = known.get(ip)
    if (before !== undefined) return before
    if (known.size >= remembered) known.clear()
    const listed = isIP(ip) !== 0 && list.check(ip, familyOf(ip))
    known.set(ip, listed)
    return listed
  }
}

/** One spelling for one address: IPv6 shortened, and an IPv4 address that came over IPv6 as such. */
export const plainAddress = (ip: string): string => {
  if (!ip.includes(':')) return ip
  if (ip.startsWith('::ffff:') && ip.includes('.')) return ip.slice(7)
  return isIP(ip) === 6 ? new SocketAddress({ address: ip, family: 'ipv6' }).address : ip
}

/**
 * The address of the client: the nearest one that is not a trusted proxy of ours, read from the right of X-Forwarded-For;
 * what an untrusted peer claims is not read.
 */
export const clientAddress = (peer: string, forwarded: string | undefined, isTrusted: Networks): string => {
  let address = plainAddress(peer)
  if (forwarded === undefined || !isTrusted(address)) return address
  for (let end = forwarded.length; end > 0;) {
    const start = forwarded.lastIndexOf(',', end - 1) + 1
    const next = plainAddress(forwarded.slice(start, end).trim())
    if (numberOf(next) < 0 && isIP(next) === 0) return address
    address = next
    if (!isTrusted(address)) return address
    end = start - 1
  }
  return address
}
