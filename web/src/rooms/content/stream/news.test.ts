import { expect, test } from 'vitest'
import { newsAmong } from './news.ts'

const card = (id: string, hour: number, read = false) => ({ id, read, published_at: new Date(Date.UTC(2026, 2, 2, hour)).toISOString() })
const shown = [card('b', 10), card('a', 8, true)]

test.each([
  ['what was published since', [card('c', 11), card('b', 10)], ['c']],
  ['nothing where the same is there', shown, []],
  ['not what is read already', [card('c', 11, true)], []],
  ['not an older one that moved up', [card('old', 9)], []],
])('counts %s', (_which, fresh, expected) => {
  expect(newsAmong(fresh, shown).map(({ id }) => id)).toEqual(expected)
})

test('counts all where nothing is shown', () => {
  expect(newsAmong([card('a', 8), card('b', 9)], []).map(({ id }) => id)).toEqual(['a', 'b'])
})
