import type { ReactNode } from 'react'
import classes from './columns.module.css'

/** Two columns where a page has room for them, the second the wider; one under the other elsewhere. */
export const Columns = ({ first, second }: { first: ReactNode; second: ReactNode }) => (
  <div className={classes.columns}><div className={classes.column}>{first}</div><div className={classes.column}>{second}</div></div>
)
