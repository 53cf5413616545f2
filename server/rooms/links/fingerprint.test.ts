import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprint, fingerprintOf } from './fingerprint.ts'

test('a fingerprint tells texts, and what came before them, apart, and is the same for the same', () => {
  const address = (index: number) => `203.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
  const prints = Array.from({ length: 200_000 }, (_, index) => fingerprint(address(index)))
  expect(new Set(prints).size).toBe(prints.length)
  expect(fingerprint(address(7))).toBe(prints[7])
  expect(fingerprint('b', fingerprint('a'))).toBe(fingerprint('b', fingerprint('a')))
  expect(new Set([fingerprint('ab'), fingerprint('b', fingerprint('a')), fingerprint('a', fingerprint('b')), fingerprint(''), fingerprint('', fingerprint(''))]).size).toBe(5)
  expect(prints.every((print) => Number.isSafeInteger(print) && print >= 0)).toBe(true)
  // all of the bits that tables are filled by: 200,000 of 65,536 buckets, 3 each, leave one in twenty empty
  expect(new Set(prints.map((print) => print & 0xffff)).size).toBeGreaterThan(60_000)
})

test('of octets that are a hash already, 53 bits', () => {
  expect(fingerprintOf('ÿÿÿÿÿÿÿÿ')).toBe(Number.MAX_SAFE_INTEGER)
  expect(fingerprintOf('\0\0\0\0\0\0\0\0')).toBe(0)
  const alone = Array.from({ length: 7 }, (_, place) => fingerprintOf('\0'.repeat(place) + '\x80' + '\0'.repeat(7 - place)))
  expect(new Set(alone).size).toBe(7)
})

test('each bit of the text decides over each of the print', () => {
  const rounds = 1_000
  const bitsOf = (print: number) => print.toString(2).padStart(53, '0').split('')
  for (let bit = 0; bit < 7; bit++) {
    const flipped = Array.from({ length: 53 }, () => 0)
    for (let index = 0; index < rounds; index++) {
      const changed = bitsOf(fingerprint(`visit ${index} ${String.fromCharCode(97 ^ (1 << bit))} of many`))
      bitsOf(fingerprint(`visit ${index} a of many`)).forEach((value, place) => { if (value !== changed[place]) flipped[place] = (flipped[place] ?? 0) + 1 })
    }
    expect(Math.min(...flipped)).toBeGreaterThan(0.4 * rounds)
    expect(Math.max(...flipped)).toBeLessThan(0.6 * rounds)
  }
})

test('each bit of what came before the text counts', () => {
  const before = 2 ** 52
  const prints = [fingerprint('a', before), ...Array.from({ length: 52 }, (_, bit) => fingerprint('a', before + 2 ** bit))]
  expect(new Set(prints).size).toBe(53)
})

test('of octets, all bits but three of the third and those of the last', () => {
  for (let turn = 0; turn < 200; turn++) {
    const octets = randomBytes(8)
    expect(fingerprintOf(octets.toString('latin1'))).toBe((octets.readUIntBE(0, 3) >>> 3) * 2 ** 32 + octets.readUInt32BE(3))
  }
})
