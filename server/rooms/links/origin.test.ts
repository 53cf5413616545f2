import { expect, test } from 'vitest'
import { judgeOf, readNetwork, type Asked } from './corrections/asked.ts'
import { networkIn, originOf, programIn, seedsOf } from './origin.ts'

const key = Buffer.alloc(32, 7)
const seedOf = seedsOf(key)
const today = seedOf('2026-11-03')
const acme = 72_106_103_775_452

const asked = (...networks: string[]): Asked => ({
  programs: [], blocks: networks.map((network) => {
    const blocks = readNetwork(network)
    if (typeof blocks === 'string') throw new Error(blocks)
    return blocks
  }),
})

test('one network has one mark on a link and a day, whatever the address and the node', () => {
  const origin = originOf(today, 12, '203.0.113.7', 0)
  expect(originOf(seedsOf(Buffer.from(key))('2026-11-03'), 12, '203.0.113.250', 0)).toBe(origin)
  expect([programIn(origin), networkIn(origin) > 0]).toEqual([0, true])
  expect(originOf(today, 12, '203.0.114.7', 0)).not.toBe(origin)
  // what was stored is found again by every later version
  expect(origin).toBe(32_039)
  expect(originOf(today, 2 ** 32 + 5, '2001:db8::1', acme)).toBe(430_373_266)
})

test('and another on each link, on each day, and in each installation', () => {
  const marks = [...Array.from({ length: 200 }, (_, link) => originOf(today, link, '203.0.113.7', 0)), originOf(today, 2 ** 32, '203.0.113.7', 0), originOf(seedOf('2026-11-04'), 0, '203.0.113.7', 0), originOf(seedsOf(Buffer.alloc(32, 8))('2026-11-03'), 0, '203.0.113.7', 0)]
  // of 203 among 65,535 a pair or two are the same by chance
  expect(new Set(marks).size).toBeGreaterThan(198)
})

test('a program has its own beside that of the network, and a browser none', () => {
  const origin = originOf(today, 12, '203.0.113.7', acme)
  expect(networkIn(origin)).toBe(networkIn(originOf(today, 12, '203.0.113.7', 0)))
  expect(programIn(origin)).toBeGreaterThan(0)
  expect(programIn(originOf(today, 12, '2001:db8::1', acme))).toBe(programIn(origin))
  expect(programIn(originOf(today, 13, '203.0.113.7', acme))).not.toBe(programIn(origin))
  expect(programIn(originOf(seedOf('2026-11-04'), 12, '203.0.113.7', acme))).not.toBe(programIn(origin))
  // 32 bits with a sign
  for (let link = 0; link < 50; link++) expect(Math.abs(originOf(today, link, '203.0.113.7', acme))).toBeLessThanOrEqual(2 ** 31)
})

test('without an address nothing is told of the network', () => {
  expect(networkIn(originOf(today, 12, '', acme))).toBe(0)
  expect(originOf(today, 12, '', 0)).toBe(0)
})

test.each([['203.0.0.0/16', 1 / 256], ['2001:db8::/40', 1 / 256], ['203.0.113.0/24', 1 / 65_535]])('%s: all of it is found, and of others no more than chance brings', (network, rate) => {
  const [links, visits] = [40, 10_000]
  const judge = judgeOf(asked(network), today)
  let random = 1
  const draw = (limit: number) => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor(random / 2 ** 32 * limit)
  }
  let [wrong, missed] = [0, 0]
  for (let link = 1; link <= links; link++) {
    for (let visit = 0; visit < visits; visit++) {
      if (judge(link, originOf(today, link, `${1 + draw(190)}.${draw(256)}.${draw(256)}.${draw(256)}`, 0)) !== null) wrong += 1
    }
    const within = network.includes(':') ? `2001:db8:${draw(256).toString(16)}::${draw(65_536).toString(16)}` : network.replace(/0\.0\/16|0\/24/, (end) => (end === '0/24' ? `${draw(256)}` : `${draw(256)}.${draw(256)}`))
    if (judge(link, originOf(today, link, within, 0)) !== 'network_listed_later') missed += 1
  }
  process.stdout.write(`false matches of ${network}: ${wrong} of ${links * visits}, by chance ${Math.round(links * visits * rate)}\n`)
  expect(missed).toBe(0)
  const expected = links * visits * rate
  expect(wrong / (links * visits)).toBeLessThan(1 / 200)
  expect(Math.abs(wrong - expected)).toBeLessThan(6 * Math.sqrt(expected) + 1)
})

test('marks are spread evenly, over networks and over links', () => {
  const spread = (markAt: (index: number) => number) => {
    const buckets = new Uint32Array(256)
    for (let index = 0; index < 256 * 400; index++) buckets[(markAt(index) - 1) >>> 8] = (buckets[(markAt(index) - 1) >>> 8] ?? 0) + 1
    return buckets.reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0)
  }
  // chi-squared of 255 degrees of freedom: beyond 360 less than once in 50,000
  expect(spread((index) => networkIn(originOf(today, 5, `${1 + (index >>> 16)}.${(index >>> 8) & 255}.${index & 255}.1`, 0)))).toBeLessThan(360)
  expect(spread((index) => networkIn(originOf(today, index, '203.0.113.7', 0)))).toBeLessThan(360)
  expect(spread((index) => programIn(originOf(today, index, '203.0.113.7', acme)))).toBeLessThan(360)
})
