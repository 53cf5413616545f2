import { randomBytes } from 'node:crypto'

const secret = randomBytes(8)
const [first, second] = [secret.readInt32LE(0), secret.readInt32LE(4)]
const upper = 2 ** 32

/**
 * 53 bits of a text, and of what came `before` it, that mean nothing outside of this process: two multiplicative hashes (FNV-1a with
 * other factors, MurmurHash3's last mixing) that begin with its secret. For what is told apart in memory for a moment, by the ten
 * thousand a second; what is stored takes a real one (`keyed.ts`).
 */
export const fingerprint = (text: string, before = 0): number => {
  let one = first ^ (before | 0)
  let other = second ^ (before / upper | 0)
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    one = Math.imul(one ^ code, 0x9e3779b1)
    other = Math.imul(other ^ code, 0x5f356495)
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35)
  other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return (other >>> 11) * upper + (one >>> 0)
}

/** The same of 8 octets that are a hash already, one a character. */
export const fingerprintOf = (octets: string): number => {
  const high = (octets.charCodeAt(0) << 13) | (octets.charCodeAt(1) << 5) | (octets.charCodeAt(2) >>> 3)
  const low = (octets.charCodeAt(3) << 24) | (octets.charCodeAt(4) << 16) | (octets.charCodeAt(5) << 8) | octets.charCodeAt(6)
  return high * upper + (low >>> 0)
}
