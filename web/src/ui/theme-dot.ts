import { brandScale } from './brand.ts'

export interface Dot { light: string; dark: string }

const known = new Map<string, Dot>()

/** A theme's colour (`#rrggbb`) as its dot wears it: told from the light page and from the dark one alike, 4.5:1 or more. */
export const dotOf = (colour: string): Dot => {
  const held = known.get(colour)
  if (held) return held
  const { steps } = brandScale(colour)
  const dot = { light: steps[8], dark: steps[4] }
  known.set(colour, dot)
  return dot
}
