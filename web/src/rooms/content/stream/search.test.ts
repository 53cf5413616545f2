import { expect, it } from 'vitest'
import { searchOf } from './search.ts'

it.each([
  [{}, {}],
  [{ show: 'all' }, {}],
  [{ show: 'to_share', theme_id: 'x' }, { show: 'to_share', theme_id: 'x' }],
  [{ show: 'everything', theme_id: 7, words: ['a'] }, {}],
  [{ words: '   ' }, {}],
  [{ words: 'climat' }, { words: 'climat' }],
])('%j is %j', (raw, expected) => {
  expect(searchOf(raw)).toEqual(expected)
})
