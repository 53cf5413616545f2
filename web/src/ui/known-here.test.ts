import { expect, test } from 'vitest'
import { isKnownHereAlone } from './known-here.ts'

test.each([
  ['http://localhost:3000/l/salon', true],
  ['http://portevoix:3000/l/salon', true],
  ['http://portevoix.local/l/salon', true],
  ['http://127.1:3000/l/salon', true],
  ['http://[::1]:3000/l/salon', true],
  ['http://192.168.1.20/l/salon', true],
  ['http://172.31.0.2/l/salon', true],
  ['http://[fd00::2]/l/salon', true],
  ['http://172.32.0.2/l/salon', false],
  ['http://203.0.113.5/l/salon', false],
  ['http://[2001:db8::2]/l/salon', false],
  ['https://go.example.org/salon', false],
  ['https://localhost.example.org/l/salon', false],
  ['https://local.example/l/salon', false],
  ['no address', false],
])('%s is known to this machine or its network alone: %s', (address, here) => {
  expect(isKnownHereAlone(address)).toBe(here)
})
