import { randomInt } from 'node:crypto'
import { BlockList } from 'node:net'
import { getHeapSnapshot } from 'node:v8'
import { expect, test } from 'vitest'
import { clientAddress, isNetwork, networksOf } from './networks.ts'

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
  ['a proxy that writes ports', '10.0.0.1', '203.0.113.9:5678', '203.0.113.9'],
  ['proxies that write ports', '10.0.0.1', '1.1.1.1, [2001:0DB8::1]:443, 10.2.3.4:80', '2001:db8::1'],
  ['a proxy that writes IPv6 in brackets', '10.0.0.1', '[2001:db8::1]', '2001:db8::1'],
  ['a proxy that writes IPv4 over IPv6 with a port', '10.0.0.1', '[::ffff:203.0.113.9]:5678', '203.0.113.9'],
  ['a proxy that writes what is no address before a port', '10.0.0.1', '203.0.113:80', '10.0.0.1'],
  ['a proxy that writes no port after a colon', '10.0.0.1', '203.0.113.9:', '10.0.0.1'],
  ['a proxy that writes a port alone', '10.0.0.1', '[]:80', '10.0.0.1'],
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

test('networks of IPv6 hold what those of Node hold, however they are written', () => {
  const group = () => ['0', '1', '2', 'd83d', 'de00', 'ffff'][randomInt(6)] ?? '0'
  const plain = () => Array.from({ length: 8 }, group).join(':')
  const any = () => {
    const kind = randomInt(4)
    if (kind === 0) return plain()
    if (kind === 1) return `${group()}:${group()}::${group()}`
    if (kind === 2) return `2:${Array.from({ length: 5 }, group).join(':')}:${Array.from({ length: 4 }, () => randomInt(3)).join('.')}`
    return ['::', '::1', '1::', '2:1::', '0:0:0:0:0:0:0:1', '2001:DB8::7'][randomInt(6)] ?? '::'
  }
  for (let round = 0; round < 200; round++) {
    const entries = Array.from({ length: randomInt(1, 8) }, () => [any(), randomInt(129)] as const)
    const list = new BlockList()
    for (const [ip, bits] of entries) list.addSubnet(ip, bits, 'ipv6')
    const listed = networksOf(entries.map((entry) => entry.join('/')))
    for (let asked = 0; asked < 50; asked++) {
      const ip = any()
      expect([entries, ip, listed(ip)]).toEqual([entries, ip, list.check(ip, 'ipv6')])
    }
  }
})

test('an address of a link has its interface after it, and one of IPv4 may be written in IPv6', () => {
  const listed = networksOf(['fe80::/10', '192.0.2.0/24'])
  expect(['fe80::1%eth0', '::ffff:c000:207', '::ffff:192.0.2.7', '::ffff:c000:307', '::192.0.2.7', 'fec0::1%eth0'].map(listed)).toEqual([true, true, true, false, false, false])
})

test.each([
  ['192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.2.8']],
  ['::ffff:192.0.2.0/120', ['192.0.2.200', '::ffff:c000:2c8'], ['192.0.3.1', '::192.0.2.1']],
  ['::ffff:192.0.2.7', ['192.0.2.7', '::ffff:192.0.2.7'], ['192.0.2.8']],
  ['::ffff:0:0/96', ['192.0.2.7', '::ffff:192.0.2.7'], ['::1', '2001:db8::1']],
  ['0.0.0.0/0', ['192.0.2.7'], ['2001:db8::1']],
  ['::/0', ['2001:db8::1', '::ffff:192.0.2.7'], ['192.0.2.7']],
  ['2001:db8::/32', ['2001:db8:1::1'], ['2001:db9::1']],
])('%s is read as a network, and holds what it says', (entry, inside, outside) => {
  expect(isNetwork(entry)).toBe(true)
  const listed = networksOf([entry])
  expect([inside.filter((ip) => !listed(ip)), outside.filter(listed)]).toEqual([[], []])
})

test('nobody who was asked about stays in memory', async () => {
  const listed = networksOf(['2001:db8:5::/48', 'loopback'])
  const mark = randomInt(2 ** 16).toString(16).padStart(4, '0')
  // put together anew, so that this file's own text is none of them
  const visitor = (number: number) => ['2001', 'db8', '77', mark, '', number.toString(16)].join(':')
  for (let number = 1; number <= 200; number++) expect(listed(visitor(number))).toBe(false)
  let heap = ''
  for await (const part of getHeapSnapshot()) heap += String(part)
  expect(heap.match(new RegExp(['2001', 'db8', '77', mark].join(':'), 'g'))?.length ?? 0).toBeLessThan(5)
})

test.each(['1.2.3', '1.2.3.4.5', '1.2.3.256', '1.2.3.04', '01.2.3.4', '1..3.4', '.1.2.3', '1.2.3.', ' 1.2.3.4', '1.2.3.4x', '1,2,3,4'])('%s is no address', (text) => {
  expect(networksOf(['0.0.0.0/0'])(text)).toBe(false)
  expect(clientAddress('10.0.0.1', text.trim() === text ? text : `${text}x`, proxies)).toBe('10.0.0.1')
})
