import { expect, test } from 'vitest'
import { sharerMark, visitorOf } from './visitor.ts'

const salt = Buffer.alloc(32, 1)
const caller = { ip: '203.0.113.9', agent: 'Firefox' }

test('a visitor is the same on one link and day, another everywhere else', () => {
  const visitor = visitorOf(salt, 'a', caller)
  expect(visitorOf(salt, 'a', { ...caller })).toBe(visitor)
  const others = [
    visitorOf(salt, 'b', caller), visitorOf(Buffer.alloc(32, 2), 'a', caller),
    visitorOf(salt, 'a', { ...caller, ip: '203.0.113.10' }), visitorOf(salt, 'a', { ...caller, agent: 'Chrome' }), sharerMark(salt, 'a', caller),
  ]
  expect(new Set([visitor, ...others]).size).toBe(6)
})

test('is a keyed hash (RFC 2104), cut to 64 bits', () => {
  expect(Buffer.from(visitorOf(Buffer.from('key'), 'link', caller), 'latin1').toString('hex')).toBe('17f6234ca3f94c64')
})
