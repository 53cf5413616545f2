import { expect, test } from 'vitest'
import { createTraces } from './traces.ts'

const span = 1_000
const start = 1_764_083_000_000

/** Traces, and what of them is known at a later moment. */
const traces = () => {
  const made = createTraces<number>(span)
  made.turn(start)
  made.set('a', 1)
  const later = (after: number) => {
    made.turn(start + after)
    return [made.get('a'), made.isEmpty]
  }
  return { made, later }
}

test('what never happened is not known', () => {
  const made = createTraces<number>(span)
  expect([made.get('a'), made.isEmpty]).toEqual([undefined, true])
})

test.each([
  ['at once', [0], [1, false]], ['within a span', [999], [1, false]], ['within two, asked once', [1_999], [1, false]], ['after one', [1_000], [1, false]],
  ['after two', [2_000], [undefined, true]], ['after one and a further one', [1_000, 2_000], [undefined, true]], ['one turn and less than a span later', [1_000, 1_999], [1, false]],
  ['after the clock jumped back by less than a span', [-999], [1, false]], ['after it jumped back by a day', [-86_400_000], [1, false]], ['a span after that', [-86_400_000, -86_399_000], [undefined, true]],
] as const)('%s', (_name, moments, known) => {
  const { later } = traces()
  expect(moments.map(later).at(-1)).toEqual(known)
})

test('what happened again counts, that of before too until it is forgotten', () => {
  const { made, later } = traces()
  later(1_000)
  made.set('a', 2)
  made.set('b', 3)
  expect(later(1_500)).toEqual([2, false])
  expect(later(2_000)).toEqual([2, false])
  expect([made.get('b'), made.get('c')]).toEqual([3, undefined])
  expect(later(3_000)).toEqual([undefined, true])
})

test('where more happens within a span than is remembered, the latest is', () => {
  const { made, later } = traces()
  for (let index = 1; index < 199_999; index++) made.set(String(index), index)
  later(1)
  made.set('last', 7)
  later(1)
  made.set('more', 8)
  expect([made.get('a'), made.get('199998'), made.get('last'), made.get('more')]).toEqual([1, 199_998, 7, 8])
  for (let index = 1; index < 199_999; index++) made.set(`again ${index}`, index)
  later(2)
  expect(made.get('last')).toBe(7)
  made.set('even more', 9)
  later(2)
  expect([made.get('a'), made.get('last'), made.get('more'), made.get('even more')]).toEqual([undefined, undefined, 8, 9])
})
