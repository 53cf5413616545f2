import { plot } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { barOptions } from './bar-marks.ts'

/** Where the bars begin and end, as they are drawn 400 pixels wide, and where their words stand. */
const drawn = (values: readonly number[]) => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const names = values.map((_, place) => `Réseau ${place}`)
  const bars = values.map((value, place) => ({ name: names[place] ?? '', label: 'Clics', value, words: value === 0 ? 'trop peu' : String(value) }))
  const figure = plot({ ...barOptions(bars, { names, labels: ['Clics'] }), color: { legend: false }, document, width: 400, height: 200 })
  const across = (path: string) => [...path.matchAll(/[ML](-?[\d.]+)|H(-?[\d.]+)/g)].map(([, from, to]) => Number(from ?? to))
  const paths = [...figure.querySelectorAll('g[aria-label="bar"] path')].map((path) => across(path.getAttribute('d') ?? ''))
  const words = [...figure.querySelectorAll('g[aria-label="text"] text')].map((word) => Number(/translate\(([\d.]+)/.exec(word.getAttribute('transform') ?? '')?.[1] ?? word.getAttribute('x')))
  return { lengths: paths.map((all) => Math.max(...all) - Math.min(...all)), words }
}

test('bars are as long as their figures, from where the words of those without one stand', () => {
  const { lengths, words } = drawn([10, 5, 0])
  // their corners are round, by three pixels
  const whole = 400 - 116 - 52 - 3
  expect(lengths).toEqual([expect.closeTo(whole, 0), expect.closeTo(whole / 2, -1), expect.closeTo(0, 0)])
  expect(words[2]).toBeLessThan(124)
})

test('where nothing may be told no bar is drawn, and the words stand where they would begin', () => {
  const { lengths, words } = drawn([0, 0, 0])
  expect(Math.max(0, ...lengths)).toBeCloseTo(0, 0)
  expect(words).toHaveLength(3)
  expect(Math.max(...words)).toBeLessThan(124)
})
