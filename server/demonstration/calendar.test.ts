import { describe, expect, it } from 'vitest'
import { calendarOf, dayAt, momentAfter, momentOf, seasonOf, storyAt } from './calendar.ts'
import { dice } from './dice.ts'

const now = new Date('2026-11-20T15:00:00Z')
const days = calendarOf(now, 'Europe/Paris')

describe('the calendar', () => {
  it('is a year that ends today, where the organisation is', () => {
    expect(days).toHaveLength(365)
    expect([days[0]?.date, days.at(-1)?.date]).toEqual(['2025-11-21', '2026-11-20'])
    expect(calendarOf(new Date('2026-11-20T23:30:00Z'), 'Europe/Paris').at(-1)?.date).toBe('2026-11-21')
  })

  it('sleeps on Sundays, in August and at the year’s end', () => {
    expect([seasonOf(8, 10), seasonOf(12, 25), seasonOf(3, 3)]).toEqual([0.4, 0.3, 1])
    const mean = (chosen: typeof days) => chosen.reduce((sum, { liveliness }) => sum + liveliness, 0) / chosen.length
    expect(mean(days.filter(({ weekday }) => weekday === 7))).toBeLessThan(mean(days.filter(({ weekday }) => weekday === 2)) / 4)
    expect(mean(days.filter(({ date }) => date.startsWith('2026-08')))).toBeLessThan(mean(days.filter(({ date }) => date.startsWith('2026-09'))) / 1.5)
  })

  it('tells a launch, a sag and a second wind', () => {
    expect(storyAt(0.12)).toBeGreaterThan(storyAt(0))
    expect(storyAt(0.66)).toBeLessThan(storyAt(0.42))
    expect(storyAt(1)).toBeGreaterThan(storyAt(0.66) * 2)
    expect(storyAt(0.95)).toBeGreaterThan(storyAt(0.87) * 1.1)
  })

  it('finds the day of any of its moments, clock changes included', () => {
    const chance = dice(3)
    for (const day of days) {
      const at = momentOf(chance, day)
      expect(dayAt(days, at)?.date).toBe(new Date(at).toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' }))
    }
    expect(dayAt(days, (days[0]?.starts_at ?? 0) - 1)).toBeUndefined()
  })

  it('gives moments after what they follow, and before now', () => {
    const chance = dice(5)
    const from = days[200]?.starts_at ?? 0
    const moments = Array.from({ length: 300 }, () => momentAfter(chance, days, from, 2, now.getTime())).filter((at) => at !== null)
    expect(moments.length).toBeGreaterThan(150)
    expect(moments.every((at) => at > from && at < now.getTime())).toBe(true)
    expect(momentAfter(chance, days, now.getTime() - 1, 30, now.getTime())).toBeNull()
  })
})

describe('the dice', () => {
  it('fall the same from the same seed', () => {
    const [one, other, another] = [dice(11), dice(11), dice(12)]
    const throws = (chance: typeof one) => Array.from({ length: 20 }, () => chance.below(1000))
    const first = throws(one)
    expect(throws(other)).toEqual(first)
    expect(throws(another)).not.toEqual(first)
  })

  it('keep to what was asked on average', () => {
    const chance = dice(1)
    const mean = (throwOnce: () => number) => Array.from({ length: 20_000 }, throwOnce).reduce((sum, value) => sum + value, 0) / 20_000
    expect(mean(() => chance.wait(3))).toBeCloseTo(3, 0)
    expect(mean(() => chance.times(4))).toBeCloseTo(4, 0)
    expect(mean(() => chance.times(80))).toBeCloseTo(80, -1)
    expect(mean(() => chance.spread(0.6))).toBeCloseTo(1, 1)
    expect(mean(() => Number(chance.weighted(['a', 'b'], (thing) => (thing === 'a' ? 3 : 1)) === 'a'))).toBeCloseTo(0.75, 1)
  })

  it('shuffle without losing anything', () => {
    expect(dice(4).shuffled([1, 2, 3, 4, 5, 6]).sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
