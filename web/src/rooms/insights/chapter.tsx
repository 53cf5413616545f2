import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Explanation } from '#ui/figure.tsx'
import classes from './chapter.module.css'
import { Explain } from './explain.tsx'

interface Props {
  title: string
  detail?: string
  /** What of it does not follow the filters that are on. */
  note?: string | undefined
  /** How its figures are counted; one press away. */
  explanation: Explanation
  children: ReactNode
}

/** One subject of the dashboard on its own surface, with the way its figures are counted at the corner. */
export const Chapter = ({ title, detail, note, explanation, children }: Props) => (
  <section className={classes.chapter} aria-label={title}>
    <header className={classes.head}>
      <div>
        <Title order={2} size="h3">{title}</Title>
        {detail && <p className={classes.detail}>{detail}</p>}
        {note && <p className={classes.note}>{note}</p>}
      </div>
      <Explain label={title} {...explanation} />
    </header>
    {children}
  </section>
)
