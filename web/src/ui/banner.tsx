import type { ReactNode } from 'react'
import classes from './banner.module.css'

interface Props {
  tone?: 'neutral' | 'demonstration' | 'warning'
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** A lasting fact about where the person is, above the page. */
export const Banner = ({ tone = 'neutral', icon, title, children, action }: Props) => (
  <section className={classes.banner} data-tone={tone} aria-label={title}>
    {icon}
    <p className={classes.words}><strong>{title}</strong> <span className={classes.detail}>{children}</span></p>
    {action}
  </section>
)
