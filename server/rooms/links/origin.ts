import { createHmac } from 'node:crypto'
import type { Kit } from '#kit/context'
import { deriveKey } from '#kit/secret-key'
import { networkNumber } from './blocks.ts'

/**
 * Where a click came from, in four octets that many share: what lets a network that is listed later, or a program that is known
 * later, be left out of earlier days. The lower 16 bits are a keyed hash of the day, the link and the network (the /24 of an IPv4
 * address, the /48 of an IPv6 one): each value stands for some 256 networks of IPv4, and the same network has another on each link
 * and each day. The upper 16 are the same of the program that the agent names, 0 where it names a browser. 0 in all: not known.
 * docs/decisions/019 says what can be learnt from it.
 */
export type Origin = number

/** 64 bits of the key of a day. */
export interface DaySeed { one: number; other: number }

/** The installation's key for origins; it makes those of a day again, on any node, for as long as there is the secret key. */
export const originKey = ({ key }: Pick<Kit, 'key'>): Buffer => deriveKey(key, 'links.origins')

/** The seed of a UTC day; the last one asked for is remembered. */
export const seedsOf = (key: Buffer): ((day: string) => DaySeed) => {
  let known = ''
  let seed: DaySeed = { one: 0, other: 0 }
  return (day) => {
    if (day !== known) {
      const digest = createHmac('sha256', key).update(day).digest()
      seed = { one: digest.readInt32LE(0), other: digest.readInt32LE(4) }
      known = day
    }
    return seed
  }
}

const upper = 2 ** 32

/** 1 to 65,535: a number of up to 53 bits, of one link, on one day. The multiplications and shifts of `fingerprint.ts`; no cryptographic hash, for it is made for each click. */
const markOf = ({ one, other }: DaySeed, link: number, value: number): number => {
  let a = one ^ (link | 0)
  let b = other ^ (link / upper | 0)
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b)
  b = Math.imul(b ^ (b >>> 15) ^ a, 0xc2b2ae35)
  a = Math.imul(a ^ (value | 0) ^ (b >>> 13), 0x9e3779b1)
  b = Math.imul(b ^ (value / upper | 0) ^ (a >>> 16), 0x5f356495)
  a = Math.imul(a ^ (a >>> 15) ^ b, 0x85ebca6b)
  b = Math.imul(b ^ (b >>> 13) ^ a, 0xc2b2ae35)
  return 1 + ((a ^ (a >>> 16) ^ b ^ (b >>> 15)) >>> 0) % 65_535
}

/** What is told of networks and of programs apart, under one seed. */
const ofPrograms = ({ one, other }: DaySeed): DaySeed => ({ one: other, other: one })

/** The mark of a network (`networkNumber`); 0 of none. */
export const networkMark = (seed: DaySeed, link: number, network: number): number => (network < 0 ? 0 : markOf(seed, link, network))

/** The mark of a program (`programNumber`); 0 of a browser. */
export const programMark = (seed: DaySeed, link: number, program: number): number => (program === 0 ? 0 : markOf(ofPrograms(seed), link, program))

/** Both, as a hit keeps them: 32 bits with a sign, as PostgreSQL has them. */
export const originOf = (seed: DaySeed, link: number, ip: string, program: number): Origin =>
  (programMark(seed, link, program) << 16) | networkMark(seed, link, networkNumber(ip))

/** The two marks of an origin. */
export const networkIn = (origin: Origin): number => origin & 0xffff
export const programIn = (origin: Origin): number => origin >>> 16
