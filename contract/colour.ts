/** The relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2.2 defines it. */
export const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours, from 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

/** The text colour to write on a colour: at least 4.5 to 1 whatever the colour, since one of black and white always is. */
export const readableOn = (colour: string): '#ffffff' | '#000000' =>
  contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#000000'
