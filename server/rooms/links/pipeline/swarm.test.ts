import { describe, expect, test } from 'vitest'
import { networksOf } from '#kit/networks'
import { createBurst } from './burst.ts'
import { judge } from './index.ts'
import { createScanners } from './scanner.ts'
import { createSwarm, visitorsPerNetwork } from './swarm.ts'
import type { Knowledge, Visit } from './visit.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const start = 1_764_083_000_000
const link = { id: 'link', organisation_id: 'organisation', sharer_id: null, removed: false }
const knowledge = (): Knowledge => ({
  salt: Buffer.alloc(32, 1), burst: createBurst(), scanners: createScanners(), amend: () => undefined, isListed: networksOf([]), marksOf: () => undefined,
})

/** How many of so many visits are clicks, a few milliseconds apart. */
const clicks = (count: number, change: (index: number) => Partial<Visit>, after = 20, known = knowledge(), from = start): number =>
  Array.from({ length: count }, (_, index) => judge({
    method: 'GET', purpose: undefined, accept: 'text/html', accept_language: 'fr', agent: firefox, ip: '203.0.113.9', link, at: from + index * after, ...change(index),
  }, known).reason).filter((reason) => reason === null).length

describe('two hundred visitors of one link within seconds', () => {
  test.each([
    ['from one /24, all of one agent', (index: number) => ({ ip: `203.0.113.${index}` }), visitorsPerNetwork],
    ['from one /48, all of one agent', (index: number) => ({ ip: `2001:67c:1:${index.toString(16)}::1` }), visitorsPerNetwork],
    ['from one /48, however it is written', (index: number) => ({ ip: index % 2 ? `2001:67c::${index.toString(16)}:0:0:0:1` : `2001:67c:0:${index.toString(16)}::1` }), visitorsPerNetwork],
    ['from one /24, of two agents', (index: number) => ({ ip: `203.0.113.${index}`, agent: `${firefox} ${index % 2}` }), 2 * visitorsPerNetwork],
    ['from one /24, each of another agent', (index: number) => ({ ip: `203.0.113.${index}`, agent: `${firefox} ${index}` }), 200],
    ['from as many /24', (index: number) => ({ ip: `203.0.${index}.9` }), 200],
    ['from as many /48', (index: number) => ({ ip: `2001:67c:${index.toString(16)}::1` }), 200],
    ['from two /48 whose numbers run together', (index: number) => ({ ip: `2001:${index % 2 ? '6:7c' : '67:c'}:${index.toString(16)}::1` }), 2 * visitorsPerNetwork],
    ['on four links in turn', (index: number) => ({ ip: `203.0.113.${index}`, link: { ...link, id: String(index % 4) } }), 200],
  ] as const)('%s', (_name, change, expected) => { expect(clicks(200, change)).toBe(expected) })

  test('are the same number around the turn of a minute, and all are believed again after two', () => {
    const known = knowledge()
    const ip = (index: number) => ({ ip: `203.0.113.${index % 256}` })
    expect(clicks(1, ip, 20, known)).toBe(1)
    const [before, after] = [clicks(100, (index) => ip(index + 1), 20, known, start + 57_900), clicks(99, (index) => ip(index + 101), 20, known, start + 60_001)]
    expect(before + 1).toBe(visitorsPerNetwork)
    expect(after).toBeLessThanOrEqual(3)
    expect(clicks(50, ip, 20, known, start + 200_000)).toBe(50)
  })

  test('are let through a minute’s worth a minute where they go on', () => {
    const minutes = 10
    const passed = clicks(minutes * 600, (index) => ({ ip: `2001:67c:1:${index.toString(16)}::1` }), 100)
    expect(passed).toBeGreaterThan(minutes * visitorsPerNetwork * 0.9)
    expect(passed).toBeLessThan((minutes + 1) * visitorsPerNetwork)
  })
})

describe('the counters', () => {
  test('take no more room for half a million others, and leave none of them out', () => {
    const isSwarm = createSwarm()
    let left_out = 0
    let print = 1
    for (let index = 0; index < 500_000; index++) {
      print = (print * 16_807) % 2_147_483_647
      left_out += isSwarm(print * 32 + index % 32, start + index / 10) ? 1 : 0
    }
    expect(left_out).toBe(0)
  })

  test('of two that share one of them are told by the other', () => {
    const places = 2 ** 18
    for (const other of [5 + 3 * places, 6 + 2 * places]) {
      const isSwarm = createSwarm()
      const shared = 5 + 2 * places
      for (let index = 0; index < visitorsPerNetwork; index++) isSwarm(shared, start)
      expect([isSwarm(shared, start), isSwarm(other, start)]).toEqual([true, false])
      // and so are those of the minute before, from its end on
      expect([isSwarm(shared, start + 60_000), isSwarm(other, start + 60_000)]).toEqual([true, false])
    }
  })

  test('go on after the clock jumped back', () => {
    const isSwarm = createSwarm()
    const many = (at: number) => Array.from({ length: 100 }, () => isSwarm(7, at)).filter((is) => !is).length
    expect([many(start), many(start - 86_400_000), many(start - 86_200_000)]).toEqual([visitorsPerNetwork, visitorsPerNetwork, visitorsPerNetwork])
  })
})
