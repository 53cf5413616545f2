import { describe, expect, it } from 'vitest'
import { contrast, readableOn } from './colour.ts'

describe('readableOn', () => {
  it.each([
    ['#000000', '#ffffff'], ['#ffffff', '#000000'], ['#ffcc00', '#000000'], ['#004494', '#ffffff'], ['#777777', '#000000'], ['#767676', '#ffffff'],
  ])('%s takes %s', (colour, text) => { expect(readableOn(colour)).toBe(text) })

  it('keeps 4.5 to 1 on every colour of a fine grid', () => {
    const steps = Array.from({ length: 18 }, (_, step) => (step * 15).toString(16).padStart(2, '0'))
    const worst = Math.min(...steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`))).map((colour) => contrast(colour, readableOn(colour))))
    expect(worst).toBeGreaterThanOrEqual(4.5)
  })
})
