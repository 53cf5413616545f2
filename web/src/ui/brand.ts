import { contrast, toHex, toOklch, type Oklch } from './colour.ts'

export type Steps = readonly [string, string, string, string, string, string, string, string, string, string]

export interface Fill { ground: string; ink: string }

export interface Brand {
  /** 0 lightest … 9 darkest. 8: text and fills on light pages; 7: fills on dark pages; 4: text on dark pages. */
  steps: Steps
  /** The organisation's colour as given, for large surfaces… */
  exact: string
  /** …and the text that reads on it. */
  on_exact: string
  /** What buttons are made of: the exact colour wherever it shows, else the step nearest to it. */
  fill: { light: Fill; dark: Fill }
}

/** WCAG AA, with a hair of margin for what browsers round. */
const enough = 4.55

const ladder = [0.975, 0.95, 0.905, 0.86, 0.8, 0.73, 0.65] as const
const strength = [0.16, 0.28, 0.5, 0.7, 0.86, 0.95, 1] as const

/** The lightest lightness not above `from` whose colour satisfies `holds`. */
const darkenUntil = (colour: Oklch, holds: (hex: string) => boolean): Oklch => {
  if (holds(toHex(colour))) return colour
  let low = 0
  let high = colour.lightness
  for (let step = 0; step < 16; step += 1) {
    const lightness = (low + high) / 2
    if (holds(toHex({ ...colour, lightness }))) low = lightness
    else high = lightness
  }
  return { ...colour, lightness: low }
}

/**
 * Ten steps of an organisation's colour. Whatever the colour: white reads on 7, 8 and 9; 8 reads on white, on the light
 * page's surfaces and on steps 0 and 1; 9 reads on 0, 1 and 2; 4 reads on the dark page's surfaces (all at 4.5:1 or more).
 */
export const brandScale = (colour: string): Brand => {
  const own = toOklch(colour)
  const exact = toHex(own)
  const chroma = Math.min(own.chroma, 0.2)
  const light = ladder.map((lightness, index) => toHex({ lightness, chroma: chroma * (strength[index] ?? 1), hue: own.hue }))
  const [zero, one, two, three, four, five, six] = light as [string, string, string, string, string, string, string]
  const readsWhite = (hex: string) => contrast('#ffffff', hex) >= enough
  const fillOnDark = darkenUntil({ lightness: 0.62, chroma: own.chroma, hue: own.hue }, readsWhite)
  const text = darkenUntil(own, (hex) => contrast(one, hex) >= enough && contrast(lightSurfaces.sunken, hex) >= enough)
  const darkest = darkenUntil({ ...text, lightness: Math.max(0, text.lightness - 0.07) }, (hex) => contrast(two, hex) >= enough)
  const on_exact = contrast('#ffffff', exact) >= enough ? '#ffffff' : inkOnBright
  const { light: lightPage, dark: darkPage } = surfacesOf(colour)
  const fillOn = (page: string, least: number, step: string): Fill => (contrast(exact, page) >= least ? { ground: exact, ink: on_exact } : { ground: step, ink: '#ffffff' })
  return {
    steps: [zero, one, two, three, four, five, six, toHex(fillOnDark), toHex(text), toHex(darkest)],
    exact,
    on_exact,
    // On white, a bright yellow is seen by its black words; a paler colour would leave no button at all.
    fill: { light: fillOn(lightPage.raised, 1.3, toHex(text)), dark: fillOn(darkPage.page, 3, toHex(fillOnDark)) },
  }
}

// Black, not an ink: only it is sure to read (4.58:1 or more) wherever white does not.
const inkOnBright = '#000000'

export interface Surfaces { page: string; raised: string; sunken: string; line: string; line_strong: string; ink: string; ink_soft: string }

const neutral = (hue: number, tint: number) => (lightness: number, more = 1) => toHex({ lightness, chroma: tint * more, hue })

/** The page's greys, breathed on by the organisation's hue. */
export const surfacesOf = (colour: string): { light: Surfaces; dark: Surfaces } => {
  const own = toOklch(colour)
  const tint = Math.min(0.006, own.chroma / 12)
  const grey = neutral(own.hue, tint)
  return {
    light: { page: grey(0.977), raised: '#ffffff', sunken: grey(0.952, 1.3), line: grey(0.905, 1.4), line_strong: grey(0.62, 2), ink: grey(0.215, 2.2), ink_soft: grey(0.475, 2.4) },
    dark: { page: grey(0.185, 1.6), raised: grey(0.232, 1.8), sunken: grey(0.152, 1.4), line: grey(0.325, 2), line_strong: grey(0.56, 2), ink: grey(0.945, 0.8), ink_soft: grey(0.745, 1.6) },
  }
}

/** Twelve greys for what the library calls gray and dark, light to dark, of the same hue. */
export const greysOf = (colour: string): { gray: Steps; dark: Steps } => {
  const own = toOklch(colour)
  const grey = neutral(own.hue, Math.min(0.006, own.chroma / 12))
  const { dark } = surfacesOf(colour)
  return {
    gray: [grey(0.98), grey(0.96), grey(0.925), grey(0.88), grey(0.8), grey(0.62), grey(0.52), grey(0.46), grey(0.4), grey(0.28)],
    dark: [dark.ink, grey(0.86), dark.ink_soft, grey(0.66), dark.line, grey(0.285, 1.8), dark.raised, dark.page, dark.sunken, grey(0.12)],
  }
}

/** The darkest light surface that any hue gives: what a text colour must read on. */
const lightSurfaces = { sunken: '#ebebeb' }
