import type { Hue } from './theme.ts'

const hues: readonly Hue[] = ['blue', 'orange', 'teal', 'pink', 'violet', 'lime', 'cyan', 'red', 'indigo', 'green', 'grape', 'yellow']

/** The nth hue, beginning again after the last. */
export const hueOf = (place: number): Hue => hues[((place % hues.length) + hues.length) % hues.length] ?? 'blue'
