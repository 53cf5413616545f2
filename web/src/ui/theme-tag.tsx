import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import { dotOf } from './theme-dot.ts'
import classes from './theme-tag.module.css'

/** A theme's name with its dot, in the colour (`#rrggbb`) that its programme chose for it. */
export const ThemeTag = ({ colour, children }: { colour: string; children: ReactNode }) => {
  const { light, dark } = dotOf(colour)
  return <Box component="span" className={classes.tag} __vars={{ '--on-light': light, '--on-dark': dark }}>{children}</Box>
}
