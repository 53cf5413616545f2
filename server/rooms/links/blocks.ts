import { isIP } from 'node:net'
import { groupsOf, numberOf } from '#kit/networks'

/** All /24 of IPv4 come before all /48 of IPv6. */
const firstLong = 2 ** 24

const colon = 58
const written = new Uint16Array(8)

/** The value of a hexadecimal digit; -1 for any other character. */
const digitOf = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** Reads the groups that an IPv6 address names into `written`: where `::` stands for more (8: nowhere) and how many are written, as gap * 16 + count; -1 for what is written otherwise. */
const readGroups = (ip: string): number => {
  let count = 0
  let group = 0
  let digits = 0
  let gap = -1
  for (let index = 0; index < ip.length; index++) {
    const code = ip.charCodeAt(index)
    if (code !== colon) {
      const digit = digitOf(code)
      digits += 1
      if (digit < 0 || digits > 4 || count > 7) return -1
      group = group * 16 + digit
    } else if (digits > 0) {
      written[count] = group
      count += 1
      group = digits = 0
    } else if (index > 0) {
      if (gap >= 0) return -1
      gap = count
    }
  }
  if (digits > 0) {
    written[count] = group
    count += 1
  }
  return (gap < 0 ? count === 8 : count < 8) ? (gap < 0 ? 8 : gap) * 16 + count : -1
}

/** As eight groups are numbered: IPv4 that is written in IPv6 as such. */
const numbered = (groupAt: (place: number) => number): number => {
  const [first, second, third] = [groupAt(0), groupAt(1), groupAt(2)]
  if (first === 0 && second === 0 && third === 0 && groupAt(3) === 0 && groupAt(4) === 0 && groupAt(5) === 0xffff) return groupAt(6) * 256 + (groupAt(7) >>> 8)
  return firstLong + first * 2 ** 32 + second * 65_536 + third
}

/** Those of the address that was read last. */
let [gap, count] = [8, 8]
const groupRead = (place: number): number => (place < gap ? written[place] : place < gap + 8 - count ? 0 : written[place - 8 + count]) ?? 0

/**
 * The number of the network that one customer holds, of which an address is: its /24, or for IPv6 its /48; -1 for what is no address.
 * Each click asks, so that the usual spellings are read without making anything.
 */
export const networkNumber = (ip: string): number => {
  const address = numberOf(ip)
  if (address >= 0) return address >>> 8
  const read = readGroups(ip)
  if (read >= 0) {
    gap = read >>> 4
    count = read & 15
    return numbered(groupRead)
  }
  const groups = groupsOf(ip)
  return groups === null ? -1 : numbered((place) => groups.charCodeAt(place))
}

/** Networks of such numbers that lie in one: from the first on, so many; of one that is smaller than they are, less than 1. */
export interface Blocks { first: number; count: number }

/** What a network (CIDR), or a single address, holds of them; null for any other text. */
export const blocksOf = (network: string): Blocks | null => {
  const [ip = '', digits, ...more] = network.split('/')
  const number = networkNumber(ip)
  const version = isIP(ip)
  // IPv4 that is written in IPv6 has another length in each
  if (number < 0 || version === 0 || more.length > 0 || (version === 6 && number < firstLong)) return null
  const longest = version === 4 ? 32 : 128
  const bits = digits === undefined ? longest : /^\d{1,3}$/.test(digits) ? Number(digits) : Infinity
  if (bits > longest) return null
  const size = 2 ** ((version === 4 ? 24 : 48) - bits)
  const start = version === 4 ? 0 : firstLong
  return { first: size < 1 ? number : number - (number - start) % size, count: size }
}
