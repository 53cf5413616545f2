import { createHmac, randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { keyed } from './keyed.ts'

it('is HMAC-SHA-256, whatever the key and the text', () => {
  const alphabet = ['a', 'é', '名', '😀', '|', '\u0000', '\ud800']
  for (const key_length of [1, 16, 32, 64, 65, 200]) {
    const key = randomBytes(key_length)
    for (const length of [0, 1, 55, 64, 119, 333, 999, 1_000, 1_001, 5_000]) {
      const text = Array.from(randomBytes(length), (octet) => alphabet[octet % alphabet.length]).join('')
      expect(keyed(key, text)).toBe(createHmac('sha256', key).update(text).digest('latin1'))
    }
  }
})
