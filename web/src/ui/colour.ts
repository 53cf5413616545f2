/** A colour in OKLCH: lightness 0-1, chroma 0-0.4, hue in degrees. Formulas: https://bottosson.github.io/posts/oklab/ */
export interface Oklch { lightness: number; chroma: number; hue: number }

type Triple = readonly [number, number, number]

const toLinear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const fromLinear = (channel: number): number => (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055)

/** `#rgb` and `#rrggbb`; anything else is read as Portevoix's own colour. */
const linear = (colour: string): Triple => {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour)
  const digits = short ? short.slice(1).map((digit) => digit + digit).join('') : /^#([0-9a-f]{6})$/i.exec(colour)?.[1] ?? ownColour.slice(1)
  const channel = (start: number) => toLinear(Number.parseInt(digits.slice(start, start + 2), 16) / 255)
  return [channel(0), channel(2), channel(4)]
}

/** What an organisation that chose no colour gets. */
export const ownColour = '#3b3fd8'

export const toOklch = (colour: string): Oklch => {
  const [r, g, b] = linear(colour)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return { lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, chroma: Math.hypot(a, bb), hue: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360 }
}

const toLinearRgb = ({ lightness, chroma, hue }: Oklch): Triple => {
  const angle = (hue * Math.PI) / 180
  const a = chroma * Math.cos(angle)
  const b = chroma * Math.sin(angle)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const inGamut = (rgb: Triple): boolean => rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)

/** The nearest `#rrggbb` of the same lightness and hue: chroma gives way where a screen cannot show it. */
export const toHex = (colour: Oklch): string => {
  let low = 0
  let high = colour.chroma
  let rgb = toLinearRgb(colour)
  if (!inGamut(rgb)) {
    for (let step = 0; step < 18; step += 1) {
      const chroma = (low + high) / 2
      rgb = toLinearRgb({ ...colour, chroma })
      if (inGamut(rgb)) low = chroma
      else high = chroma
    }
    rgb = toLinearRgb({ ...colour, chroma: low })
  }
  const byte = (channel: number) => Math.round(Math.min(1, Math.max(0, fromLinear(Math.min(1, Math.max(0, channel))))) * 255)
  return `#${rgb.map((channel) => byte(channel).toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance as WCAG 2.2 defines it, 0-1. */
export const luminance = (colour: string): number => {
  const [r, g, b] = linear(colour)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast ratio as WCAG 2.2 defines it, 1-21. */
export const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
