import { describe, expect, it } from 'vitest'
import { bySteps, guardedCount, guardedFigure, inFives, lastDayOver, liveDays, periodOf, readersAndSharers, stepOf, stepsOf, type Period, type PeriodRefusal } from './rules.ts'

const isPeriod = (period: Period | PeriodRefusal): period is Period => !('field' in period)
const made = (...asked: Parameters<typeof periodOf>): Period => {
  const period = periodOf(...asked)
  if (!isPeriod(period)) throw new Error(period.code)
  return period
}
const hours = ({ since, until }: { since: Date; until: Date }) => (until.getTime() - since.getTime()) / 3_600_000

describe('a period', () => {
  it.each([
    ['the last 7 days, today included', '7', '2026-05-20T10:00:00Z', 'Europe/Paris', '2026-05-14', '2026-05-20', '2026-05-07', '2026-05-13'],
    ['after midnight in Paris it is tomorrow', '7', '2026-05-20T22:30:00Z', 'Europe/Paris', '2026-05-15', '2026-05-21', '2026-05-08', '2026-05-14'],
    ['and still yesterday in Montréal', '7', '2026-05-20T02:30:00Z', 'America/Montreal', '2026-05-13', '2026-05-19', '2026-05-06', '2026-05-12'],
    ['over the year’s end', '30', '2026-01-10T12:00:00Z', 'Europe/Paris', '2025-12-12', '2026-01-10', '2025-11-12', '2025-12-11'],
    ['a year with a 29 February', '365', '2024-12-31T12:00:00Z', 'Europe/Paris', '2024-01-02', '2024-12-31', '2023-01-02', '2024-01-01'],
    ['over the change to summer time', '30', '2026-04-10T12:00:00Z', 'Europe/Paris', '2026-03-12', '2026-04-10', '2026-02-10', '2026-03-11'],
  ] as const)('%s', (_, period, now, zone, from, to, previous_from, previous_to) => {
    const one = made({ period }, new Date(now), zone)
    expect([one.from, one.to, one.previous.from, one.previous.to, one.days]).toEqual([from, to, previous_from, previous_to, Number(period)])
    expect(one.previous.until).toEqual(one.since)
  })

  it.each([
    ['an ordinary day', '2026-05-20', 24], ['the day that has 23 hours', '2026-03-29', 23], ['the day that has 25 hours', '2026-10-25', 25],
  ])('lasts as long as its days do: %s', (_, date, length) => {
    expect(hours(made({ period: 'custom', from: date, to: date }, new Date('2026-12-01T00:00:00Z'), 'Europe/Paris'))).toBe(length)
  })

  it.each([
    [{ from: '2026-05-01', to: '2026-05-02' }, 2], [{ period: 'custom', from: '2026-05-01', to: '2026-05-02' }, 2], [{}, 30], [{ period: '7', from: '2026-05-14', to: '2026-05-20' }, 7],
  ] as const)('%j says itself what it is', (asked, days) => {
    expect(made(asked, new Date('2026-05-20T10:00:00Z'), 'Europe/Paris').days).toBe(days)
  })

  it('may end today, where it is already tomorrow elsewhere', () => {
    expect(made({ from: '2026-05-21', to: '2026-05-21' }, new Date('2026-05-20T22:30:00Z'), 'Europe/Paris').days).toBe(1)
    expect(periodOf({ from: '2026-05-21', to: '2026-05-21' }, new Date('2026-05-20T21:30:00Z'), 'Europe/Paris')).toEqual({ field: 'from', code: 'insights.in_future' })
  })

  it('begins when its first day does, where midnight does not exist', () => {
    // Lebanon's clocks went from 24:00 to 01:00 that night
    expect(made({ period: 'custom', from: '2022-03-27', to: '2022-03-27' }, new Date(), 'Asia/Beirut').since.toISOString()).toBe('2022-03-26T22:00:00.000Z')
  })

  it.each([
    [{ period: 'custom' }, { field: 'from', code: 'required' }],
    [{ period: 'custom', from: '2026-01-01' }, { field: 'to', code: 'required' }],
    [{ period: 'custom', from: '2026-01-02', to: '2026-01-01' }, { field: 'to', code: 'insights.ends_before_start' }],
    [{ period: 'custom', from: '2020-01-01', to: '2026-01-01' }, { field: 'from', code: 'insights.too_long' }],
    [{ from: '2026-01-01' }, { field: 'to', code: 'required' }], [{ to: '2026-01-01' }, { field: 'from', code: 'required' }],
    [{ from: '2026-05-01', to: '2026-06-01' }, { field: 'to', code: 'insights.in_future' }], [{ from: '2027-01-01', to: '2027-02-01' }, { field: 'from', code: 'insights.in_future' }],
    [{ from: '1999-12-31', to: '2000-01-01' }, { field: 'from', code: 'insights.too_early' }],
    [{ period: '30', from: '2026-01-01', to: '2026-01-31' }, { field: 'period', code: 'insights.period_or_dates' }], [{ period: '7', to: '2026-01-31' }, { field: 'period', code: 'insights.period_or_dates' }],
  ] as const)('%j is refused', (asked, refusal) => {
    expect(periodOf(asked, new Date('2026-05-20T10:00:00Z'), 'Europe/Paris')).toEqual(refusal)
  })
})

describe('steps', () => {
  it.each([[1, 'day'], [45, 'day'], [46, 'week'], [365, 'week'], [400, 'week'], [401, 'month']] as const)('%i days are drawn by %s', (days, step) => {
    expect(stepOf(days)).toBe(step)
  })
  it.each([['2026-01-01', 'week', '2025-12-29'], ['2026-01-04', 'week', '2025-12-29'], ['2026-01-05', 'week', '2026-01-05'], ['2026-02-28', 'month', '2026-02-01'], ['2026-02-28', 'day', '2026-02-28']] as const)('%s lies in the %s of %s', (date, step, key) => {
    expect(stepsOf({ from: date, to: date, step })).toEqual([{ key, from: date, to: date }])
  })
  it('cover the period from end to end, cut to it', () => {
    expect(stepsOf({ from: '2025-12-31', to: '2026-01-13', step: 'week' })).toEqual([
      { key: '2025-12-29', from: '2025-12-31', to: '2026-01-04' }, { key: '2026-01-05', from: '2026-01-05', to: '2026-01-11' }, { key: '2026-01-12', from: '2026-01-12', to: '2026-01-13' },
    ])
    expect(stepsOf({ from: '2026-03-28', to: '2026-03-30', step: 'day' }).map(({ from }) => from)).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
  })
  it('add days up', () => {
    const rows = [{ key: '2026-01-01', n: 2 }, { key: '2026-01-04', n: 3 }, { key: '2026-01-05', n: 5 }, { key: null, n: 100 }, { key: '2025-12-31', n: 7 }, { key: '2026-01-20', n: 11 }]
    expect(bySteps(rows, stepsOf({ from: '2026-01-01', to: '2026-01-19', step: 'week' }), ({ n }) => n)).toEqual([5, 5, 0, 0])
  })
})

describe('the anonymity threshold', () => {
  it.each([
    ['enough', 5, 20, 5], ['too few', 4, 20, null], ['nobody is as telling as a few', 0, 20, null],
    ['all of them', 7, 7, 7], ['all but two would point at the two', 18, 20, null], ['all but five', 15, 20, 15],
  ])('%s', (_, part, whole, expected) => {
    expect(guardedCount(part, whole)).toBe(expected)
  })
  it('hides what too few people made', () => {
    expect([guardedFigure(12, null), guardedFigure(12, 5)]).toEqual([null, 12])
  })
})

describe('readers and sharers', () => {
  const ways = (only_read: number, both: number, only_shared: number, began_sharing: number, stopped_sharing: number) => ({ only_read, both, only_shared, began_sharing, stopped_sharing })
  it('are told apart, and moves are given from five people on', () => {
    expect(readersAndSharers(ways(10, 10, 0, 5, 5), null)).toEqual({ only_read: 10, both: 10, only_shared: 0, began_sharing: 5, stopped_sharing: 5 })
    expect(readersAndSharers(ways(2, 0, 1, 4, 4), null)).toEqual({ only_read: 2, both: 0, only_shared: 1, began_sharing: null, stopped_sharing: null })
  })
  it('of a part are told from five people on, and where five are left outside it', () => {
    expect(readersAndSharers(ways(6, 6, 0, 5, 6), ways(22, 8, 0, 20, 6))).toEqual({ only_read: 6, both: null, only_shared: null, began_sharing: 5, stopped_sharing: 6 })
  })
})

describe('days that are over', () => {
  it.each([
    ['2026-05-20T10:00:00Z', 'Europe/Paris', '2026-05-19'], ['2026-05-20T22:05:00Z', 'Europe/Paris', '2026-05-19'], ['2026-05-20T22:15:00Z', 'Europe/Paris', '2026-05-20'],
    ['2026-05-20T03:00:00Z', 'America/Montreal', '2026-05-18'],
  ])('at %s in %s end with %s, a quarter of an hour after midnight', (now, zone, last) => {
    expect(lastDayOver(new Date(now), zone)).toBe(last)
  })
  it.each([
    ['nothing is kept', null, null, [['2026-05-01', '2026-05-20']]], ['nothing of these days', ['2026-01-01', '2026-02-01'], null, [['2026-05-01', '2026-05-20']]],
    ['all but today', ['2024-01-01', '2026-05-19'], ['2026-05-01', '2026-05-19'], [['2026-05-20', '2026-05-20']]], ['all of them', ['2024-01-01', '2026-06-01'], ['2026-05-01', '2026-05-20'], []],
    ['those in between', ['2026-05-05', '2026-05-18'], ['2026-05-05', '2026-05-18'], [['2026-05-01', '2026-05-04'], ['2026-05-19', '2026-05-20']]],
  ] as const)('are kept where %s', (_, closed, kept, live) => {
    const days = (pair: readonly [string, string] | null) => pair && { from: pair[0], to: pair[1] }
    expect(liveDays({ from: '2026-05-01', to: '2026-05-20' }, days(closed))).toEqual({ kept: days(kept), live: live.map(days) })
  })
})

describe('how many became active', () => {
  it.each([[0, null], [4, null], [5, 5], [9, 5], [10, 10], [284, 280], [null, null]])('%s is told as %s', (count, told) => {
    expect(inFives(count)).toBe(told)
  })
})
