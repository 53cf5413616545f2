import { describe, expect, it } from 'vitest'
import { guardFrom, open, shownTogether, type Behind } from './guards.ts'

const cell = (dimension: Behind['dimension'], key: string, part: number, whole: number, now = true): Behind => ({ measure: 'reads', dimension, key, now, part, whole })

describe('figures of a part of the organisation', () => {
  const guard = guardFrom([
    cell('all', '', 12, 40), cell('all', '', 4, 40, false),
    cell('theme', 'a', 9, 30), cell('theme', 'b', 6, 20), cell('theme', '', 2, 9),
    cell('content', 'one', 8, 20), cell('content', 'two', 5, 7),
    cell('step', '1', 7, 20), cell('step', '2', 3, 20), cell('step', '3', 1, 20),
  ])
  it('pass from five people on, where five are left outside', () => {
    expect([guard.total('reads', 80), guard.people(5, 20), guard.people(4, 20), guard.people(18, 20)]).toEqual([80, 5, null, null])
    expect([guard.cell('reads', 'content', 'one', 11), guard.cell('reads', 'content', 'two', 11)]).toEqual([null, null])
  })
  it('are held back over the period before as over this one', () => {
    expect(guard.total('reads', 9, 'before')).toBeNull()
  })
  it('are held back where nobody is known to be behind them: nothing is as telling as little', () => {
    expect([guard.total('likes', 0), guard.cell('reads', 'theme', 'c', 0), guard.cell('reads', 'step', 9, 0)]).toEqual([null, null, null])
  })
  it('are held back two by two, so that a total does not tell the one that is missing', () => {
    expect([guard.cell('reads', 'theme', 'a', 50), guard.cell('reads', 'theme', 'b', 25), guard.cell('reads', 'theme', null, 5)]).toEqual([50, null, null])
    expect([guard.cell('reads', 'step', 0, 60), guard.cell('reads', 'step', 1, 15), guard.cell('reads', 'step', 2, 5)]).toEqual([60, null, null])
  })
  it('are held back in every detail where the total is', () => {
    const few = guardFrom([cell('all', '', 6, 9), cell('theme', 'a', 6, 20)])
    expect([few.total('reads', 9), few.cell('reads', 'theme', 'a', 9)]).toEqual([null, null])
  })
  it('all pass where the part is everybody', () => {
    expect([open.total('reads', 1), open.people(1, 300), open.cell('clicks', 'network', 'x', 1)]).toEqual([1, 1, 1])
  })
})

describe('figures that add up', () => {
  it.each([
    ['nothing to hide', [[9, 30], [6, 30]], [0, 1]], ['one hides another', [[9, 30], [6, 30], [2, 30]], [0]], ['two hide each other', [[9, 30], [1, 30], [2, 30]], [0]],
    ['a single one', [[3, 30]], []], ['one that nobody is behind needs no company', [[9, 30], [0, 30]], [0]], ['all but a few are as telling', [[9, 11], [8, 30], [7, 30]], [1]],
  ] as const)('%s', (_, counts, shown) => {
    const cells = counts.map(([part, whole]) => ({ part, whole }))
    expect([...shownTogether(cells)].map((one) => cells.indexOf(one)).toSorted((one, other) => one - other)).toEqual([...shown])
  })
})
