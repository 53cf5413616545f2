import { expect, test } from 'vitest'
import { createMarks } from './marks.ts'

test('all texts that were added are there, and no others, however many', () => {
  const marks = createMarks(300_000)
  for (let number = 0; number < 300_000; number++) if (!marks.add(`salon-${number}`)) throw new Error(`no room for ${number}`)
  // some have the mark of another
  expect(marks.size).toBeGreaterThan(299_900)
  let missing = 0
  let taken = 0
  for (let number = 0; number < 300_000; number++) {
    if (!marks.has(`salon-${number}`)) missing += 1
    if (marks.has(`soiree-${number}`)) taken += 1
  }
  expect(missing).toBe(0)
  expect(taken).toBeLessThan(60)
}, 20_000)

test('a text takes room once, and none beyond the limit', () => {
  const marks = createMarks(2)
  expect(['a', 'a', 'b', 'c', 'b'].map((text) => marks.add(text))).toEqual([true, true, true, false, true])
  expect([marks.size, marks.has('c')]).toEqual([2, false])
})
