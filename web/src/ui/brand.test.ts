import { describe, expect, it } from 'vitest'
import { brandScale, greysOf, surfacesOf } from './brand.ts'
import { contrast, toHex, toOklch } from './colour.ts'

const named = ['#ffffff', '#000000', '#ffff00', '#00ff00', '#ff0000', '#0000ff', '#00ffff', '#ff00ff', '#808080', '#777777', '#fefefe', '#010101', '#ffd400', '#f5f5dc']
const grid = [0, 51, 102, 153, 204, 255].flatMap((r) => [0, 51, 102, 153, 204, 255].flatMap((g) => [0, 51, 102, 153, 204, 255].map((b) => `#${[r, g, b].map((c) => c.toString(16).padStart(2, '0')).join('')}`)))
const colours = [...named, ...grid]

const half = (hex: string, keep: number) => `#${[1, 3, 5].map((at) => Math.round(Number.parseInt(hex.slice(at, at + 2), 16) * keep).toString(16).padStart(2, '0')).join('')}`

describe('brandScale', () => {
  it.each(colours)('%s reads everywhere, on light and dark pages', (colour) => {
    const { steps, exact, on_exact, fill } = brandScale(colour)
    const { light, dark } = surfacesOf(colour)
    const pairs: [string, string, string][] = [
      ['white on 7', '#ffffff', steps[7]], ['white on 8', '#ffffff', steps[8]], ['white on 9', '#ffffff', steps[9]],
      ...[light.page, light.raised, light.sunken, steps[0], steps[1]].map((ground): [string, string, string] => [`8 on ${ground}`, steps[8], ground]),
      ...[steps[0], steps[1], steps[2]].map((ground): [string, string, string] => [`9 on ${ground}`, steps[9], ground]),
      ...[dark.page, dark.raised, dark.sunken].map((ground): [string, string, string] => [`4 on ${ground}`, steps[4], ground]),
      ['0 on half of 9', steps[0], half(steps[9], 0.5)], ['0 on most of 9', steps[0], half(steps[9], 0.7)],
      ['on exact', on_exact, exact],
      ['on the light fill', fill.light.ink, fill.light.ground], ['on the dark fill', fill.dark.ink, fill.dark.ground],
    ]
    const failing = pairs.filter(([, one, other]) => contrast(one, other) < 4.5).map(([name, one, other]) => `${name} ${one} ${other} ${contrast(one, other).toFixed(2)}`)
    expect(failing).toEqual([])
    // A filled button must also be seen as a shape on the dark page (WCAG 1.4.11).
    expect(contrast(steps[7], dark.page)).toBeGreaterThanOrEqual(3)
    expect(contrast(fill.dark.ground, dark.page)).toBeGreaterThanOrEqual(3)
  })

  it('keeps a colour that already reads as it was given', () => {
    expect(brandScale('#0a4d8c').steps[8]).toBe('#0a4d8c')
    expect(brandScale('#ffd400').exact).toBe('#ffd400')
  })

  it('goes from light to dark', () => {
    for (const colour of colours) {
      const lightness = brandScale(colour).steps.slice(0, 7).map((step) => toOklch(step).lightness)
      expect(lightness).toEqual(lightness.toSorted((a, b) => b - a))
    }
  })
})

describe('surfaces', () => {
  it.each(colours)('text of %s reads on every surface', (colour) => {
    const { light, dark } = surfacesOf(colour)
    for (const { page, raised, sunken, ink, ink_soft, line_strong } of [light, dark]) {
      for (const ground of [page, raised, sunken]) {
        expect(contrast(ink, ground)).toBeGreaterThanOrEqual(10)
        expect(contrast(ink_soft, ground)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(line_strong, ground)).toBeGreaterThanOrEqual(3)
      }
    }
    const { gray } = greysOf(colour)
    expect(contrast(gray[6], '#ffffff')).toBeGreaterThanOrEqual(4.5)
  })
})

describe('colour', () => {
  it('comes back from OKLCH as it went', () => {
    for (const colour of colours) expect(toHex(toOklch(colour))).toBe(colour)
  })
  it.each([['#ffffff', '#000000', 21], ['#777777', '#ffffff', 4.48], ['#767676', '#ffffff', 4.54]])('%s on %s', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1)
  })
})
