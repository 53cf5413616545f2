import type { ReactNode } from 'react'
import classes from './empty-state.module.css'
import { Illustration, type Scene } from './illustration.tsx'

interface Props {
  scene?: Scene
  title: string
  /** Teaches: why it is empty and what fills it. */
  children?: ReactNode
  action?: ReactNode
  /** The title's level, after the page's own. */
  level?: 1 | 2 | 3
}

/** What a list says when it has nothing to show. */
export const EmptyState = ({ scene = 'quiet', title, children, action, level = 2 }: Props) => {
  const Heading = `h${level}` as const
  return (
    <div className={classes.empty}>
      <Illustration scene={scene} />
      <Heading className={classes.title}>{title}</Heading>
      {children && <div className={classes.detail}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}
