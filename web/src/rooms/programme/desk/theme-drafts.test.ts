import { expect, test } from 'vitest'
import { moved, spread, totalOf } from './theme-drafts.ts'

const drafts = (...shares: number[]) => shares.map((target_percent, index) => ({ key: String(index), name: `T${index}`, colour: '#000000', target_percent }))

test.each([
  [[70, 10, 10, 10], [70, 10, 10, 10]],
  [[1, 1, 1], [34, 33, 33]],
  [[0, 0], [50, 50]],
  [[70, 10, 10, 10, 20], [59, 8, 8, 8, 17]],
  [[100], [100]],
])('spread %j', (shares, expected) => {
  const made = spread(drafts(...shares))
  expect(totalOf(made)).toBe(100)
  expect(made.map(({ target_percent }) => target_percent).toSorted((one, other) => one - other)).toEqual(expected.toSorted((one, other) => one - other))
})

test('moved', () => {
  const names = (index: number, by: -1 | 1) => moved(drafts(1, 2, 3), index, by).map(({ name }) => name).join(' ')
  expect([names(0, 1), names(2, -1), names(0, -1), names(2, 1)]).toEqual(['T1 T0 T2', 'T0 T2 T1', 'T0 T1 T2', 'T0 T1 T2'])
})
