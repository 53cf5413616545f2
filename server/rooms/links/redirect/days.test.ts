import { expect, test } from 'vitest'
import { createDays, endOf, startOf, type Held } from './days.ts'

const hour = 3_600_000
const held = (day: string, origin: Held['origin'] = 'read'): Held => ({ today: { day, salt: Buffer.alloc(32), marks: new Map() }, origin })

/** Days by a clock that may leap, while time passes by itself. */
const made = (now: string) => {
  const at = { clock: Date.parse(now), passed: 0 }
  const days = createDays(() => at.clock, () => at.passed)
  const there = () => {
    days.expire()
    return ['2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'].filter((day) => days.get(day))
  }
  return { at, days, there }
}

test('a day begins at midnight UTC, and ends with the next one', () => {
  expect([startOf('2026-05-04'), endOf('2026-05-04')]).toEqual([Date.UTC(2026, 4, 4), Date.UTC(2026, 4, 5)])
})

test('the day that was read is the first that is kept; one that was made ahead stays', () => {
  const { days, there } = made('2026-05-04T23:00:00Z')
  days.keep(held('2026-05-03'))
  days.keep(held('2026-05-04'))
  days.keep(held('2026-05-05', 'made'))
  expect(there()).toEqual(['2026-05-04', '2026-05-05'])
  days.keep(held('2026-05-05'))
  expect(there()).toEqual(['2026-05-05'])
  expect(days.get('2026-05-05')?.origin).toBe('read')
})

test('salts of this process go once one of all nodes is there, whatever their day; until then earlier days stay', () => {
  const { days, there } = made('2026-05-04T23:00:00Z')
  days.keep(held('2026-05-03'))
  days.keep(held('2026-05-04', 'own'))
  days.keep(held('2026-05-06', 'own'))
  days.keep(held('2026-05-05', 'made'))
  expect(there()).toEqual(['2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'])
  days.keep(held('2026-05-03'))
  expect(there()).toEqual(['2026-05-03', '2026-05-05'])
})

test.each([
  ['a day ends an hour after it is over, as time passes', '2026-05-04T22:00:00Z', 3],
  ['one that is over already has an hour', '2026-05-05T09:00:00Z', 1],
  ['a clock that was set back for years keeps nothing longer than 31 hours', '2020-01-01T00:00:00Z', 31],
])('%s', (_, now, hours) => {
  const { at, days, there } = made(now)
  days.keep(held('2026-05-04'))
  at.passed = hours * hour
  expect(there()).toEqual(['2026-05-04'])
  at.passed = hours * hour + 1
  expect(there()).toEqual([])
})

test('what is kept again lives no longer for it', () => {
  const { at, days, there } = made('2026-05-04T22:00:00Z')
  days.keep(held('2026-05-04', 'made'))
  at.passed = 2 * hour
  at.clock -= 10 * hour
  days.keep(held('2026-05-04'))
  at.passed = 3 * hour + 1
  expect(there()).toEqual([])
})
