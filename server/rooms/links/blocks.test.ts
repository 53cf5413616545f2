import { expect, test, vi } from 'vitest'
import { blocksOf, networkNumber } from './blocks.ts'
import * as networks from '#kit/networks'

vi.mock('#kit/networks', { spy: true })

test.each([
  ['203.0.113.7', '203.0.113.250', true], ['203.0.113.7', '203.0.114.7', false], ['203.0.113.7', '::ffff:203.0.113.9', true], ['203.0.113.7', '::ffff:cb00:7109', true],
  ['2001:db8:1::1', '2001:db8:1:ffff::2', true], ['2001:db8:1::1', '2001:0DB8:0001:2:3:4:5:6', true], ['2001:db8:1::1', '2001:db8:2::1', false], ['2001:db8::1', '2001:db8:0:1::', true],
  ['::1', '::2:3:4:5:6', true], ['::1', '::2:3:4:5:6:7', false], ['1::', '1::2:3:4:5:6', true], ['fe80::1%eth0', 'fe80::2', true], ['64:ff9b::192.0.2.1', '64:ff9b::c000:201', true],
  ['0.0.0.0', '::', false],
])('%s and %s are of one network: %s', (one, other, same) => {
  expect(networkNumber(one) === networkNumber(other)).toBe(same)
})

const long = 2 ** 24
test.each([
  ['203.0.113.7', 203 * 65_536 + 113], ['::ffff:cb00:7109', 203 * 65_536 + 113], ['0:0:0:0:0:FFFF:cb00:7109', 203 * 65_536 + 113], ['::', long], ['::1', long], ['1::', long + 2 ** 32],
  ['2001:db8:1:2:3:4:5:6', long + 0x2001 * 2 ** 32 + 0xdb8 * 65_536 + 1], ['2001:DB8:1::', long + 0x2001 * 2 ** 32 + 0xdb8 * 65_536 + 1], ['::2:3:4:5:6:7:8', long + 2 * 65_536 + 3], ['1:2:3:4:5:6:7::', long + 2 ** 32 + 2 * 65_536 + 3],
  ['1::3:4:5:6:7:8', long + 2 ** 32 + 3], ['0:0:0:1:0:ffff:cb00:7109', long], ['0:0:0:0:1:ffff:cb00:7109', long], ['0:0:1:0:0:ffff:cb00:7109', long + 1], ['0:1::ffff:cb00:7109', long + 65_536],
  ['::fffe:cb00:7109', long], ['0.0.0.1', 0], ['1:2:9::', long + 2 ** 32 + 2 * 65_536 + 9], ['9:8:7:6:5:4:3:2', long + 9 * 2 ** 32 + 8 * 65_536 + 7], ['aA:fF::', long + 0xaa * 2 ** 32 + 0xff * 65_536], ['abcd:ef09:1111::2', long + 0xabcd * 2 ** 32 + 0xef09 * 65_536 + 0x1111],
])('%s is of network %i, read without making anything', (ip, network) => {
  vi.mocked(networks.groupsOf).mockClear()
  expect(networkNumber(ip)).toBe(network)
  expect(networks.groupsOf).not.toHaveBeenCalled()
})

test.each(['', 'x', '1.2.3', '1.2.3.4.5', '256.1.1.1', '1:2', ':::', '1:::2', ':', '1:', ':1', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8', 'g::', '::g', '@::', '`::', '/::', '::ffff0', '1:2:3:4:5:6:7:', '1::2::3', '1:2:3:4:5:6:7:8:9', '12345::', '1.2.3.4/24'])('%s is no address', (text) => { expect(networkNumber(text)).toBe(-1) })

test('a network holds a number of them', () => {
  const [low, high] = [networkNumber('203.0.0.0'), networkNumber('203.0.255.255')]
  expect(blocksOf('203.0.113.7/16')).toEqual({ first: low, count: 256 })
  expect(high - low).toBe(255)
  expect(blocksOf('203.0.113.0/24')).toEqual({ first: networkNumber('203.0.113.9'), count: 1 })
  expect(blocksOf('2001:db8:ff00::/40')).toEqual({ first: networkNumber('2001:db8:ff00::'), count: 256 })
  expect(blocksOf('2001:db8:ff07::/40')).toEqual({ first: networkNumber('2001:db8:ff00::'), count: 256 })
  expect(blocksOf('2001:db8::/16')).toEqual({ first: networkNumber('2001::'), count: 2 ** 32 })
  expect(blocksOf('0.0.0.0/24')).toEqual({ first: 0, count: 1 })
  expect(blocksOf('::/48')).toEqual({ first: long, count: 1 })
  for (const narrow of ['203.0.113.7', '203.0.113.0/25', '2001:db8::1', '2001:db8::/49']) expect(blocksOf(narrow)?.count).toBeLessThan(1)
  for (const none of ['203.0.113.0/33', '203.0.113.0/', '203.0.113.0/24x', '203.0.113.0/x24', '203.0.113.0/0024', '203.0.113.0/24/24', '203.0.113/24', 'example.org', '2001:db8::/129', ':1:2:3:4:5:6:7:8/48', '::ffff:203.0.113.0/120', '']) expect(blocksOf(none)).toBe(null)
})
