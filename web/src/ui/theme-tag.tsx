import type { ReactNode } from 'react'
import type { Hue } from './theme.ts'
import classes from './theme-tag.module.css'

const hues: readonly Hue[] = ['blue', 'orange', 'teal', 'pink', 'violet', 'lime', 'cyan', 'red', 'indigo', 'green', 'grape', 'yellow']

/** The hue of the nth theme; a theme keeps its place, so it keeps its hue. */
export const hueOf = (place: number): Hue => hues[((place % hues.length) + hues.length) % hues.length] ?? 'blue'

/** A theme's name with its dot. `place` is the theme's rank in its programme. */
export const ThemeTag = ({ place, children }: { place: number; children: ReactNode }) => (
  <span className={classes.tag} data-hue={hueOf(place)}>{children}</span>
)
