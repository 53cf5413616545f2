import { plot } from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { lineOptions, type Point } from './line-marks.ts'

const words = { count: String, day: (day: Date) => day.toISOString().slice(0, 10) }
const pointsOf = (values: readonly (number | null)[]): Point[] => values.map((value, place) => ({ day: new Date(Date.UTC(2026, 0, place + 1, 12)), value, words: String(value) }))

/** The path of the line, or of the area beneath it, as it is drawn 400 pixels wide and 200 high. */
const drawn = (values: readonly (number | null)[], mark: 'line' | 'area' = 'line'): string => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const figure = plot({ ...lineOptions(pointsOf(values), words), document, width: 400, height: 200 })
  return [...figure.querySelectorAll(`g[aria-label="${mark}"] path`)].map((path) => path.getAttribute('d') ?? '').join(' ')
}
const heights = (path: string) => [...path.matchAll(/[ML]?-?[\d.]+,(-?[\d.]+)/g)].map(([, y]) => Number(y))

describe('the line of daily counts', () => {
  // what a smoothing curve would swing beyond: a sudden peak, a plateau, zeros beside it
  const values = [0, 0, 0, 40, 0, 0, 12, 12, 12, 0, 3, 100, 98, 0, 0]

  it('goes straight from count to count, through each of them and never beyond', () => {
    const path = drawn(values)
    expect(path).toMatch(/^M[-\d.,L]+$/)
    const y = heights(path)
    expect(y).toHaveLength(values.length)
    const [ground = 0] = y
    const summit = Math.min(...y)
    for (const [place, value] of values.entries()) expect(y[place]).toBeCloseTo(ground + (value / 100) * (summit - ground), 1)
  })

  it('breaks where a count may not be told', () => {
    expect(drawn([5, 6, null, 7, 8]).match(/M/g)).toHaveLength(2)
    expect(heights(drawn([5, 6, null, 7, 8]))).toHaveLength(4)
    expect(heights(drawn([5, 6, null, 7, 8], 'area'))).toHaveLength(8)
  })

  it('lies on the ground where all counts are nought', () => {
    const y = heights(drawn([0, 0, 0, 0]))
    expect(y).toHaveLength(4)
    expect(Math.min(...y)).toBeGreaterThan(160)
  })
})
