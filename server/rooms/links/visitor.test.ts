import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { houseOf, houseWith, sharerMark, visitorOf } from './visitor.ts'

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

test('a sharer’s mark is one too, of another text, in hexadecimal digits', () => {
  const mark = createHmac('sha256', salt).update('sharer|a|203.0.113.9|Firefox').digest('hex').slice(0, 16)
  expect(sharerMark(salt, 'a', caller)).toBe(mark)
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'], ['2001:db8:1:2::', '2001:db8:1:2'], ['2001:db8::1', '2001:db8:0:0'], ['2001:db8:1::1', '2001:db8:1:0'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1'], ['::1', '0:0:0:0'], ['::', '0:0:0:0'], ['1::', '1:0:0:0'], ['::1:2:3:4:5:6', '0:0:1:2'],
])('the house of %s is %s', (ip, house) => { expect(houseOf(ip)).toBe(house) })

test('what is told with a house is told apart', () => {
  expect(houseWith(1, '2001:db8::1')).toBe(houseWith(1, '2001:db8:0:0:9::'))
  expect(new Set([houseWith(1, '2001:db8::1'), houseWith(2, '2001:db8::1'), houseWith(1, '2001:db8:0:1::1'), houseWith(1, '203.0.113.9')]).size).toBe(4)
})
