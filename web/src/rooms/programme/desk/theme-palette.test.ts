import { expect, test } from 'vitest'
import { nextColour, palette } from './theme-palette.ts'

test('a new theme wears what no other does, as long as there is some', () => {
  expect(nextColour([])).toBe('#1f6f8b')
  expect(nextColour(['#b4532a', '#1f6f8b'])).toBe('#5b5ea6')
  const all = palette.map(([, colour]) => colour)
  expect(all).toContain(nextColour(all))
  expect(new Set(all).size).toBe(palette.length)
})
