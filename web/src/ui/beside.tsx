import { Title } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import classes from './beside.module.css'

interface Props {
  title: string
  /** Where the rest is. */
  more?: ReactNode
  /** On a surface of its own: at most one of what stands beside a page. */
  raised?: boolean
  children: ReactNode
}

/** One subject beside the page on a wide screen: quieter than the page, and never needed to use it. */
export const Beside = ({ title, more, raised, children }: Props) => {
  const id = useId()
  return (
    <section className={classes.beside} aria-labelledby={id} data-raised={raised || undefined}>
      <div className={classes.head}><Title order={2} id={id} className={classes.title}>{title}</Title>{more}</div>
      {children}
    </section>
  )
}
