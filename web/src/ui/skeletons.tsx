import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from './skeletons.module.css'

const Waiting = ({ children }: { children: React.ReactNode }) => {
  const t = useTranslations('ui')
  return <output className={classes.waiting} aria-label={t('loading')}>{children}</output>
}

const places = (count: number) => Array.from({ length: count }, (_, place) => place)

/** Cards of the stream on their way. */
export const CardSkeletons = ({ count = 2 }: { count?: number }) => (
  <Waiting>
    <div className={classes.list}>
      {places(count).map((place) => (
        <div key={place} className={classes.card}>
          <Skeleton className={classes.media} radius={0} />
          <div className={classes.body}>
            <Skeleton height={12} width="40%" />
            <Skeleton height={22} width="92%" />
            <Skeleton height={22} width="64%" />
            <Skeleton height={14} />
          </div>
        </div>
      ))}
    </div>
  </Waiting>
)

/** Rows of a table or list on their way. */
export const RowSkeletons = ({ count = 6 }: { count?: number }) => (
  <Waiting><div className={classes.rows}>{places(count).map((place) => <Skeleton key={place} height={52} radius="md" />)}</div></Waiting>
)

/** Paragraphs on their way. */
export const TextSkeleton = ({ lines = 5 }: { lines?: number }) => (
  <Waiting><div className={classes.rows}>{places(lines).map((place) => <Skeleton key={place} height={14} width={place === lines - 1 ? '55%' : '100%'} />)}</div></Waiting>
)

/** Figures of a dashboard on their way. */
export const FigureSkeletons = ({ count = 4 }: { count?: number }) => (
  <Waiting><div className={classes.figures}>{places(count).map((place) => <Skeleton key={place} height={116} radius="lg" />)}</div></Waiting>
)
