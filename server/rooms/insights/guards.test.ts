import { describe, expect, it } from 'vitest'
import { contentsToGuard, guardFrom, open, shownTogether, type Behind } from './guards.ts'

const cell = (dimension: Behind['dimension'], key: string, part: number, whole: number, now = true): Behind => ({ measure: 'reads', dimension, key, now, part, whole })
const content = (theme_id: string, key: string, part: number, whole: number): Behind => ({ ...cell('content', key, part, whole), theme_id })

describe('figures of a part of the organisation', () => {
  const guard = guardFrom([
    cell('all', '', 12, 40), cell('all', '', 4, 40, false),
    cell('theme', 'a', 9, 30), cell('theme', 'b', 6, 20), cell('theme', '', 2, 9),
    content('a', 'one', 8, 20), content('a', 'two', 5, 7), content('b', 'three', 6, 20),
    cell('step', '0', 9, 20), cell('step', '1', 3, 20), cell('step', '2', 1, 20), cell('step', '3', 7, 20),
  ])
  it('pass from five people on, where five are left outside', () => {
    expect([guard.total('reads', 80), guard.people('reads', 5, 20), guard.people('reads', 4, 20), guard.people('reads', 18, 20)]).toEqual([80, 5, null, null])
    expect([guard.cell('reads', 'content', 'one', 11), guard.cell('reads', 'content', 'two', 11)]).toEqual([null, null])
  })
  it('of contents are told where their theme’s is, and never so that a theme’s total tells of one that is held back', () => {
    const lines = (...contents: Behind[]) => guardFrom([cell('all', '', 40, 40), cell('theme', 'a', 20, 20), cell('theme', 'b', 9, 9), cell('theme', 'c', 3, 3), ...contents])
    const told = lines(content('a', 'one', 12, 12), content('a', 'two', 8, 8), content('a', 'alone', 1, 1), content('b', 'only', 9, 9), content('c', 'few', 6, 6))
    expect(['one', 'two', 'alone', 'only', 'few'].map((key) => told.cell('reads', 'content', key, 10))).toEqual([10, null, null, null, null])
    expect(guard.cell('reads', 'content', 'three', 11)).toBeNull()
  })
  it('are held back over the period before as over this one', () => {
    expect(guard.total('reads', 9, 'before')).toBeNull()
  })
  it('are held back where nobody is known to be behind them: nothing is as telling as little', () => {
    expect([guard.total('likes', 0), guard.cell('reads', 'theme', 'c', 0), guard.cell('reads', 'step', 9, 0)]).toEqual([null, null, null])
  })
  it('are held back with the next one, so that a total does not tell what is missing', () => {
    expect([guard.cell('reads', 'theme', 'a', 50), guard.cell('reads', 'theme', 'b', 25), guard.cell('reads', 'theme', null, 5)]).toEqual([50, null, null])
    expect([guard.cell('reads', 'step', 0, 60), guard.cell('reads', 'step', 1, 15), guard.cell('reads', 'step', 2, 5), guard.cell('reads', 'step', 3, 20)]).toEqual([60, null, null, null])
  })
  it('are held back in every detail where the total is', () => {
    const few = guardFrom([cell('all', '', 6, 9), cell('theme', 'a', 6, 20)])
    expect([few.total('reads', 9), few.cell('reads', 'theme', 'a', 9)]).toEqual([null, null])
  })
  it('all pass where the part is everybody', () => {
    expect([open.total('reads', 1), open.people('reads', 1, 300), open.cell('clicks', 'network', 'x', 1)]).toEqual([1, 1, 1])
  })
})

describe('contents are guarded', () => {
  const contents = (count: number, of: (place: number) => Partial<Record<'reads' | 'likes' | 'shares' | 'clicks', number>>) =>
    new Map(Array.from({ length: count }, (_, place) => [`${place}`, { reads: 0, likes: 0, shares: 0, clicks: 0, ...of(place) }] as const))
  it('the first by each measure, and no more than could be shown or told from a total', () => {
    expect(contentsToGuard(contents(100, (place) => ({ reads: 100 - place })))).toEqual(Array.from({ length: 60 }, (_, place) => `${place}`))
    expect(contentsToGuard(contents(200, (place) => ({ reads: place < 100 ? 1 : 0, shares: place < 100 ? 0 : 1 }))).length).toBe(120)
  })
  it.each(['reads', 'likes', 'shares', 'clicks'] as const)('all that have few %s, however many others come first by all else: one alone would be told by what is left of the total', (measure) => {
    const others = { reads: 9, likes: 9, shares: 9, clicks: 9, [measure]: 0 }
    expect(contentsToGuard(contents(300, (place) => (place === 299 ? { [measure]: 1 } : others)))).toContain('299')
  })
})

describe('figures that add up', () => {
  it.each([
    ['nothing to hide', [[9, 30], [6, 30]], [0, 1]], ['one hides another', [[9, 30], [6, 30], [2, 30]], [0]], ['two leave a third behind them, for the same one may be behind both', [[9, 30], [7, 30], [1, 30], [2, 30]], [0]],
    ['a single one', [[3, 30]], []], ['one that nobody is behind needs no company', [[9, 30], [0, 30]], [0]], ['all but a few are as telling', [[9, 11], [8, 30], [7, 30]], [1]],
  ] as const)('%s', (_, counts, shown) => {
    const cells = counts.map(([part, whole]) => ({ part, whole }))
    expect([...shownTogether(cells)].map((one) => cells.indexOf(one)).toSorted((one, other) => one - other)).toEqual([...shown])
  })
})
