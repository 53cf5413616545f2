import ipaddr from 'ipaddr.js'
import { isNetwork, networksOf } from '#kit/networks'

/** What operators let through although it is private. */
export interface Allowance {
  allowsAddress(address: string): boolean
  allowsHost(host: string, port: number): boolean
}

const withoutDot = (host: string) => host.toLowerCase().replace(/\.$/, '')

/** Entries are addresses, networks in CIDR form and hosts: `intranet.example.org`, on one port only with `:8080`, and `*.example.org` for every name under one. */
export const allowance = (entries: readonly string[]): Allowance => {
  const hosts = entries.filter((entry) => !isNetwork(entry)).map((entry) => {
    const [name = '', port] = entry.split(':')
    return { name: withoutDot(name), port: port === undefined ? null : Number(port) }
  })
  return {
    allowsAddress: networksOf(entries.filter(isNetwork)),
    allowsHost: (host, port) => hosts.some((entry) =>
      (entry.port === null || entry.port === port)
      && (entry.name.startsWith('*.') ? withoutDot(host).endsWith(entry.name.slice(1)) : withoutDot(host) === entry.name)),
  }
}

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address belongs to the public internet. Ranges are those of the IANA special-purpose registries as ipaddr.js
 * knows them; IPv6 must besides lie in 2000::/3, the only block IANA hands out (RFC 4291), so that forms that wrap an
 * IPv4 address (mapped, compatible, NAT64) are never public, whatever they wrap.
 */
export const isPublic = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast)
}
