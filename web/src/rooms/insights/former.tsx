import type { ReactNode } from 'react'
import classes from './former.module.css'

/** Figures that may be those of what was asked for before (`stale`): dimmed until the others come. */
export const Former = ({ stale, children }: { stale: boolean; children: ReactNode }) => <div className={classes.former} aria-busy={stale} data-stale={stale}>{children}</div>
