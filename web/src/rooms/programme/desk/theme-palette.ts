/** The colours to choose from, told apart by their names as well as by the eye; keys of `themes.colours`. */
export const palette = [
  ['teal', '#1f6f8b'], ['brick', '#b4532a'], ['indigo', '#5b5ea6'], ['green', '#3f7d4e'],
  ['raspberry', '#9a3b6b'], ['olive', '#7a6a1f'], ['blue', '#2f5f9e'], ['chestnut', '#8a4b2f'],
] as const

/** The colour of a new theme: the first that no other wears. */
export const nextColour = (worn: readonly string[]): string =>
  (palette.find(([, colour]) => !worn.includes(colour)) ?? palette[worn.length % palette.length] ?? palette[0])[1]
