import { BlockList, isIP, SocketAddress } from 'node:net'

// The names that an operator may write in place of networks.
const named: Record<string, readonly string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** Says whether an address belongs to one of the networks of a list. */
export type Networks = (ip: string) => boolean

const remembered = 1_000

const familyOf = (ip: string) => (isIP(ip) === 6 ? 'ipv6' as const : 'ipv4' as const)

/** Reads a list of addresses, networks (CIDR) and names; what is none of them is refused when the settings are read. */
export const networksOf = (entries: readonly string[]): Networks => {
  if (entries.length === 0) return () => false
  const list = new BlockList()
  for (const entry of entries.flatMap((one) => named[one] ?? [one])) {
    const [ip = '', bits] = entry.split('/')
    if (bits === undefined) list.addAddress(ip, familyOf(ip))
    else list.addSubnet(ip, Number(bits), familyOf(ip))
  }
  // few addresses, those of proxies, make most requests
  const known = new Map<string, boolean>()
  return (ip) => {
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
  for (const hop of forwarded.split(',').reverse()) {
    const next = plainAddress(hop.trim())
    if (isIP(next) === 0) return address
    address = next
    if (!isTrusted(address)) return address
  }
  return address
}
