import { expect, test } from 'vitest'
import { networkMark, originOf, programIn, seedsOf } from '../origin.ts'
import { agentLimit } from '../pipeline/agent.ts'
import { byChance, isTooMuch, judgeOf, readNetwork, readProgram, united } from './asked.ts'

const seed = seedsOf(Buffer.alloc(32, 7))('2026-11-03')
const named = readProgram('AcmeFetch/1.0') ?? 0
const [low, high] = [{ first: 1_000, count: 4 }, { first: 1_004, count: 2 }]
const originIn = (link: number, network: number, program = 0) => (originOf(seed, link, '', program) & 0xffff_0000) | networkMark(seed, link, network)

test.each([['203.0.113.0/24', { first: 203 * 65_536 + 113, count: 1 }], ['203.0.113.0/25', 'narrow'], ['203.0.113.7', 'narrow'], ['acme.example', 'malformed'], ['', 'malformed']])('%j is read as %j', (text, read) => {
  expect(readNetwork(text)).toEqual(read)
})

test('256 networks at a time, counted together, are the most', () => {
  expect([isTooMuch([]), isTooMuch([{ first: 0, count: 256 }]), isTooMuch([{ first: 0, count: 200 }, { first: 900, count: 56 }])]).toEqual([false, false, false])
  expect([isTooMuch([{ first: 0, count: 257 }]), isTooMuch([{ first: 0, count: 200 }, { first: 900, count: 57 }])]).toEqual([true, true])
})

test('networks that touch are one, in whatever order they come, and others are not', () => {
  expect(united([high, low])).toEqual([{ first: 1_000, count: 6 }])
  expect(united([low, { first: 1_001, count: 1 }])).toEqual([low])
  expect(united([{ first: 2_000, count: 1 }, low])).toEqual([low, { first: 2_000, count: 1 }])
})

test('a network is found on each link, its neighbours on none', () => {
  const judge = judgeOf({ blocks: [low], programs: [] }, seed)
  const found = (network: number) => [1, 2, 3, 2 ** 33].map((link) => judge(link, originIn(link, network)))
  for (const network of [1_000, 1_003]) expect(found(network)).toEqual(Array.from({ length: 4 }, () => 'network_listed_later'))
  for (const network of [999, 1_004]) expect(found(network)).toEqual([null, null, null, null])
})

test('what is asked for on one link is no longer on the next', () => {
  const judge = judgeOf({ blocks: [low], programs: [named] }, seed)
  const [first, program] = [originIn(1, 1_000), originOf(seed, 1, '', named)]
  expect([judge(1, first), judge(1, program)]).toEqual(['network_listed_later', 'agent_listed_later'])
  expect([judge(2, first), judge(2, program)]).toEqual([null, null])
  expect(judge(1, originIn(1, 1_000, named))).toBe('network_listed_later')
})

test('a program is read no further than agents are kept', () => {
  expect(readProgram(`${'x'.repeat(agentLimit)}AcmeFetch/1.0`)).toBe(readProgram('x'.repeat(agentLimit)))
})

test('who came from elsewhere has such a mark by chance once in 65,535 for each that is looked for, programs where one is named', () => {
  const asked = { blocks: [low, high], programs: [named] }
  expect(programIn(originOf(seed, 1, '', named))).toBeGreaterThan(0)
  expect([byChance(asked, originIn(1, 5)) * 65_535, byChance(asked, originIn(1, 5, named)) * 65_535]).toEqual([expect.closeTo(6), expect.closeTo(7)])
})
