import { describe, expect, it } from 'vitest'
import type { Days } from '#kit/days'
import { coverBy, daysAfter, spansToKeep } from './spans.ts'

const month = (name: string, last: number): Days => ({ from: `2026-${name}-01`, to: `2026-${name}-${last}` })
const kept = [month('01', 31), month('02', 28), month('03', 31), { from: '2026-01-10', to: '2026-04-08' }]

describe('days are covered by spans that are kept', () => {
  it.each<[string, Days, Days[], Days[]]>([
    ['whole', { from: '2026-02-01', to: '2026-02-28' }, [month('02', 28)], []],
    ['with ends over', { from: '2026-01-20', to: '2026-03-05' }, [month('02', 28)], [{ from: '2026-01-20', to: '2026-01-31' }, { from: '2026-03-01', to: '2026-03-05' }]],
    ['by the longest that begins there', { from: '2026-01-10', to: '2026-04-09' }, [{ from: '2026-01-10', to: '2026-04-08' }], [{ from: '2026-04-09', to: '2026-04-09' }]],
    ['one after the other', { from: '2026-01-01', to: '2026-03-31' }, [month('01', 31), month('02', 28), month('03', 31)], []],
    ['not at all', { from: '2026-02-02', to: '2026-02-27' }, [], [{ from: '2026-02-02', to: '2026-02-27' }]],
    ['a single day', { from: '2026-02-01', to: '2026-02-01' }, [], [{ from: '2026-02-01', to: '2026-02-01' }]],
  ])('%s', (_, days, spans, gaps) => {
    expect(coverBy(kept, days)).toEqual({ spans, gaps })
  })
  it('by what takes least: weeks where no month begins or ends, months elsewhere', () => {
    const all = spansToKeep('2026-04-09')
    expect(coverBy(all, { from: '2026-01-13', to: '2026-04-10' })).toEqual({
      spans: [{ from: '2026-01-19', to: '2026-01-25' }, month('02', 28), month('03', 31), { from: '2026-04-01', to: '2026-04-09' }],
      gaps: [{ from: '2026-01-13', to: '2026-01-18' }, { from: '2026-01-26', to: '2026-01-31' }, { from: '2026-04-10', to: '2026-04-10' }],
    })
    // a year and a half ago there are months alone
    expect(coverBy(all, { from: '2024-10-20', to: '2024-11-30' })).toEqual({ spans: [{ from: '2024-11-01', to: '2024-11-30' }], gaps: [{ from: '2024-10-20', to: '2024-10-31' }] })
  })
  it('once each, whatever is kept', () => {
    const all = spansToKeep('2026-04-09')
    for (const [from, to] of [['2026-03-12', '2026-04-10'], ['2025-04-11', '2026-04-10'], ['2024-01-15', '2026-04-10'], ['2025-12-31', '2026-02-01']] as const) {
      const { spans, gaps } = coverBy(all, { from, to })
      const covered = [...spans, ...gaps].toSorted((one, other) => (one.from < other.from ? -1 : 1))
      expect([covered[0]?.from, covered.at(-1)?.to]).toEqual([from, to])
      expect(covered.slice(1).map((days) => days.from)).toEqual(covered.slice(0, -1).map((days) => daysAfter(days.to, 1)))
    }
  })
})

describe('what is kept', () => {
  it('ends yesterday for the last days and the month so far, and with their last day for months and weeks', () => {
    const spans = spansToKeep('2026-04-09')
    expect(spans.slice(0, 7)).toEqual([
      { from: '2026-04-04', to: '2026-04-09' }, { from: '2026-03-12', to: '2026-04-09' }, { from: '2026-01-11', to: '2026-04-09' }, { from: '2025-04-11', to: '2026-04-09' },
      { from: '2026-04-01', to: '2026-04-09' }, { from: '2026-03-01', to: '2026-03-31' }, { from: '2026-02-01', to: '2026-02-28' },
    ])
    expect(spans.slice(78, 80)).toEqual([{ from: '2026-03-30', to: '2026-04-05' }, { from: '2026-03-23', to: '2026-03-29' }])
    expect(spansToKeep('2026-03-31')[4]).toEqual({ from: '2026-03-01', to: '2026-03-31' })
    expect(spansToKeep('2026-04-12').at(78)).toEqual({ from: '2026-04-06', to: '2026-04-12' })
  })
  it('is kept once each, even where two of them are the same days', () => {
    // a board of seven days that ends yesterday, and the month so far
    const spans = spansToKeep('2026-04-06')
    expect(new Set(spans.map(({ from, to }) => `${from} ${to}`)).size).toBe(spans.length)
    expect(spans.filter(({ from, to }) => from === '2026-04-01' && to === '2026-04-06')).toHaveLength(1)
  })
})
