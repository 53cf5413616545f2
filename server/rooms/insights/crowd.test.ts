import { describe, expect, it } from 'vitest'
import { Crowd } from './crowd.ts'
import { dice } from './season.fixture.ts'

const random = dice(7)
const some = (size: number) => new Set(Array.from({ length: random.below(size) }, () => random.below(size)))

/** What PostgreSQL makes of it as a bit string of a length. */
const asRead = (hexadecimal: string, size: number) => hexadecimal.slice(1).replaceAll(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).padEnd(size, '0').slice(0, size)

describe('a crowd is a set of numbers', () => {
  it.each([1, 31, 32, 33, 64, 1_000, 10_007])('of at most %i members', (size) => {
    for (let turn = 0; turn < 20; turn += 1) {
      const [one, two] = [some(size), some(size)]
      const [first, second] = [Crowd.of(size, one), Crowd.of(size, two)]
      expect([first.size, first.and(second).size, first.without(second).size]).toEqual([one.size, one.intersection(two).size, one.difference(two).size])
      expect([...one].every((number) => first.has(number))).toBe(true)
      expect([...two.difference(one)].some((number) => first.has(number))).toBe(false)
      const bits = asRead(first.write(), size)
      expect([bits.length, bits.replaceAll('0', '').length]).toEqual([size, one.size])
      expect(Crowd.read(size, bits).without(first).size + first.without(Crowd.read(size, bits)).size).toBe(0)
    }
  })
  it('takes no number beyond its size, and a shorter string for one without the latest', () => {
    expect(Crowd.of(32, [5, 32, 400]).size).toBe(1)
    expect(Crowd.read(64, '0100').write()).toBe('x40000000')
    expect(Crowd.of(64, []).write()).toBe('x')
    expect(Crowd.of(32, [31]).size).toBe(1)
  })
})
