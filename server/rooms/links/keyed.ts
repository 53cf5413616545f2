import { createHmac, hash } from 'node:crypto'

const block = 64
// three octets a character at most
const longest = 1_000
const inner = Buffer.alloc(block + 3 * longest)
const outer = Buffer.alloc(block + 32)

// the key of a day is used a million times in a row
let padded: Buffer | null = null

const pad = (key: Buffer): void => {
  for (let index = 0; index < block; index++) {
    inner[index] = (key[index] ?? 0) ^ 0x36
    outer[index] = (key[index] ?? 0) ^ 0x5c
  }
  padded = key
}

/**
 * HMAC-SHA-256 of a text (RFC 2104, with a key of at most 64 octets), an octet a character. A redirect's most frequent calculation:
 * two hashes at once take half the time of an object that is made, fed and asked.
 */
export const keyed = (key: Buffer, text: string): string => {
  if (text.length > longest || key.length > block) return createHmac('sha256', key).update(text).digest('latin1')
  if (padded !== key) pad(key)
  const end = block + inner.write(text, block)
  outer.write(hash('sha256', inner.subarray(0, end), 'latin1'), block, 'latin1')
  return hash('sha256', outer, 'latin1')
}
