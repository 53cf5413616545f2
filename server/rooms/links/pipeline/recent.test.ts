import { expect, test } from 'vitest'
import { fingerprint } from '../fingerprint.ts'
import { createRecent } from './recent.ts'

const span = 1_000
const start = 1_764_083_000_000
const key = fingerprint('a')

test('a new key was as if seen a span ago, and has no number', () => {
  const recent = createRecent(span)
  const place = recent.find(key, start)
  expect([recent.since(place, start), recent.value(place)]).toEqual([span, 0])
  expect(recent.since(recent.find(key, start + 10), start + 10)).toBe(span + 10)
})

test('what was kept at the end of one span leaves at the end of the next', () => {
  const recent = createRecent(span)
  const other = fingerprint('b')
  recent.find(other, start)
  recent.note(recent.find(key, start + 900), start + 900, 7)
  recent.find(other, start + 1_000)
  recent.find(other, start + 2_000)
  expect(recent.value(recent.find(key, start + 2_000))).toBe(0)
})

test('an empty place is taken before any other, whatever the time', () => {
  const recent = createRecent(span)
  const [one, two] = [65_536 + 5, 2 * 65_536 + 5]
  // no milliseconds of 32 bits
  const moment = 2 ** 32 * 400
  recent.note(recent.find(one, moment), moment, 7)
  recent.note(recent.find(two, moment + 5), moment + 5, 8)
  expect([one, two].map((key) => recent.value(recent.find(key, moment + 5)))).toEqual([7, 8])
})

test('the longest ago may be a millisecond ago', () => {
  const recent = createRecent(span)
  const keys = [1, 2, 3, 4, 5].map((index) => index * 65_536 + 5)
  for (const [index, key] of keys.entries()) recent.note(recent.find(key, start), start + (index === 0 ? 1 : 0), index + 1)
  recent.note(recent.find(9 * 65_536 + 5, start + 1), start + 1, 9)
  expect(recent.value(recent.find(keys[0] ?? 0, start + 1))).toBe(1)
})

test('a key that was noted is found for a span, whichever way the clock goes', () => {
  for (const [later, since, value] of [[0, 0, 7], [999, 999, 7], [-999, 999, 7], [1_000, 1_000, 0], [-86_400_000, 1_000, 0]] as const) {
    const recent = createRecent(span)
    recent.note(recent.find(key, start), start, 7)
    const place = recent.find(key, start + later)
    expect([later, recent.since(place, start + later), recent.value(place)]).toEqual([later, since, value])
  }
})

test('a number alone leaves the moment as it was', () => {
  const recent = createRecent(span)
  const place = recent.find(key, start)
  recent.note(place, start, 1)
  recent.count(place, 2)
  expect([recent.since(place, start + 5), recent.value(place)]).toEqual([5, 2])
})

test.each([100, 50_000])('of %d keys those of before the last span leave, the others stay', (count) => {
  const recent = createRecent(span)
  const keys = Array.from({ length: count }, (_, index) => fingerprint(String(index)))
  const note = (key: number, at: number) => { recent.note(recent.find(key, at), at, 3) }
  const known = (from: number, at: number) => keys.slice(from, from + count / 2).filter((key) => recent.value(recent.find(key, at)) === 3).length
  for (const key of keys.slice(0, count / 2)) note(key, start)
  for (const key of keys.slice(count / 2)) note(key, start + 700)
  const kept = known(count / 2, start + 1_100)
  expect(kept).toBeGreaterThan(0.99 * count / 2)
  expect(known(0, start + 1_100)).toBe(0)
})

test('where there is no room left, what is longest ago goes first', () => {
  const recent = createRecent(span)
  // keys of one bucket: their lowest 16 bits are the same
  const keys = Array.from({ length: 8 }, (_, index) => (index + 1) * 65_536 + 5)
  keys.forEach((key, index) => { recent.note(recent.find(key, start + index), start + index, index + 1) })
  const last = keys.slice(3)
  expect(last.map((key) => recent.value(recent.find(key, start + 10)))).toEqual([4, 5, 6, 7, 8])
  expect(recent.value(recent.find(keys[0] ?? 0, start + 10))).toBe(0)
  // and it took the place of the fourth
  expect(recent.value(recent.find(keys[4] ?? 0, start + 10))).toBe(5)
})
