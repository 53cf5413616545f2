import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './scroll-box.module.css'

/** What may be wider or taller than its place: scrolled by finger, wheel and keyboard. */
export const ScrollBox = ({ label, className, children }: { label: string; className?: string | undefined; children: ReactNode }) => (
  <Box component="fieldset" className={[classes.box, className].filter(Boolean).join(' ')} aria-label={label} tabIndex={0}>{children}</Box>
)
