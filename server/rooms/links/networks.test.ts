import { randomInt } from 'node:crypto'
import { BlockList } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddress, networksOf } from './networks.ts'

const proxies = networksOf(['10.0.0.0/8', 'loopback', '2001:db8::7'])

test.each([
  ['no proxy', '203.0.113.9', undefined, '203.0.113.9'],
  ['a stranger’s claim is not believed', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['one proxy', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['two proxies', '10.0.0.1', '198.51.100.1, 10.2.3.4', '198.51.100.1'],
  ['what the client put before is not believed', '127.0.0.1', '1.1.1.1, 198.51.100.1, 10.2.3.4', '198.51.100.1'],
  ['IPv4 over IPv6', '::ffff:10.0.0.1', '::ffff:198.51.100.1', '198.51.100.1'],
  ['IPv6, however it is written', '2001:db8::7', '2001:0DB8:0001:0:0:0:0:1', '2001:db8:1::1'],
  ['nonsense ends the chain', '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
  ['proxies all the way', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
])('the client behind %s', (_name, peer, forwarded, expected) => {
  expect(clientAddress(peer, forwarded, proxies)).toBe(expected)
})

test('networks', () => {
  const listed = networksOf(['192.0.2.0/24', '2001:db8::/32', '198.51.100.7'])
  expect(['192.0.2.200', '2001:db8:ffff::1', '198.51.100.7'].map(listed)).toEqual([true, true, true])
  expect(['192.0.3.1', '2001:db9::1', '198.51.100.8', 'nonsense', ''].map(listed)).toEqual([false, false, false, false, false])
  expect(networksOf([])('127.0.0.1')).toBe(false)
})

test('networks of IPv4 hold what those of Node hold, one within another included', () => {
  const any = () => Array.from({ length: 4 }, () => randomInt(4)).join('.')
  for (let round = 0; round < 200; round++) {
    const entries = Array.from({ length: randomInt(1, 8) }, () => [any(), randomInt(33)] as const)
    const list = new BlockList()
    for (const [ip, bits] of entries) list.addSubnet(ip, bits)
    const listed = networksOf(entries.map((entry) => entry.join('/')))
    for (let asked = 0; asked < 50; asked++) {
      const ip = any()
      expect([entries, ip, listed(ip)]).toEqual([entries, ip, list.check(ip)])
    }
  }
})

test.each(['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.04', '01.2.3.4', '1..3.4', '.1.2.3', '1.2.3.', ' 1.2.3.4', '1.2.3.4x', '1,2,3,4'])('%s is no address', (text) => {
  expect(networksOf(['0.0.0.0/0'])(text)).toBe(false)
  expect(clientAddress('10.0.0.1', text.trim() === text ? text : `${text}x`, proxies)).toBe('10.0.0.1')
})
