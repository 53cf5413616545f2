import { expect, test } from 'vitest'
import { placesTyped } from './places-typed.ts'

test.each([
  ['', null],
  ['  ', null],
  ['1', 1],
  [' 40 ', 40],
  ['100 000', 100_000],
  ['0', undefined],
  ['-3', undefined],
  ['100001', undefined],
  ['abc', undefined],
  ['5 places', undefined],
])('%j asks for %j places', (typed, places) => expect(placesTyped(typed)).toBe(places))
