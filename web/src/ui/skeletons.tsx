import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'
import classes from './skeletons.module.css'

const Waiting = ({ children }: { children: React.ReactNode }) => {
  const t = useTranslations('ui')
  return <output className={classes.waiting} aria-label={t('loading')}>{children}</output>
}

const places = (count: number) => Array.from({ length: count }, (_, place) => place)

const Words = ({ lines }: { lines: readonly [size: number, width: string][] }) => lines.map(([size, width], place) => <Skeleton key={place} height={size} width={width} />)

/** Cards of the stream on their way. */
export const CardSkeletons = ({ count = 2 }: { count?: number }) => (
  <Waiting>
    <div className={classes.list}>
      {places(count).map((place) => (
        <div key={place} className={classes.card}>
          <Skeleton className={classes.media} radius={0} />
          <div className={classes.body}>
            <Words lines={[[12, '40%'], [22, '92%'], [22, '64%'], [14, '100%'], [14, '70%'], [12, '48%']]} />
            <div className={classes.gestures}><Skeleton circle height={28} /><Skeleton circle height={28} /><Skeleton height={44} width={124} radius="md" /></div>
          </div>
        </div>
      ))}
    </div>
  </Waiting>
)

/** A content's page on its way: title, picture, first lines. */
export const ReadingSkeleton = () => (
  <Waiting>
    <div className={classes.reading}>
      <Words lines={[[14, '34%'], [32, '94%'], [32, '58%'], [14, '44%']]} />
      <Skeleton className={classes.picture} />
      <Words lines={[[16, '100%'], [16, '96%'], [16, '99%'], [16, '62%']]} />
    </div>
  </Waiting>
)

/** Lines with a small picture, on their way: what is to sort, contents of the desk. */
export const LineSkeletons = ({ count = 5 }: { count?: number }) => (
  <Waiting>
    <div className={classes.rows}>
      {places(count).map((place) => (
        <div key={place} className={classes.line}>
          <Skeleton className={classes.thumbnail} />
          <div className={classes.words}><Words lines={[[12, '32%'], [18, '78%'], [12, '54%']]} /></div>
        </div>
      ))}
    </div>
  </Waiting>
)

/** Rows of a table or list on their way. */
export const RowSkeletons = ({ count = 6 }: { count?: number }) => (
  <Waiting>
    <div className={classes.table}>
      {places(count).map((place) => <div key={place} className={classes.row}><Skeleton height={16} width={`${62 - (place % 3) * 14}%`} /><Skeleton height={14} width="70%" /><Skeleton height={14} width="45%" /></div>)}
    </div>
  </Waiting>
)

/** Paragraphs on their way. */
export const TextSkeleton = ({ lines = 5 }: { lines?: number }) => (
  <Waiting><div className={classes.rows}>{places(lines).map((place) => <Skeleton key={place} height={14} width={place === lines - 1 ? '55%' : '100%'} />)}</div></Waiting>
)

/** Figures of a dashboard on their way. */
export const FigureSkeletons = ({ count = 4 }: { count?: number }) => (
  <Waiting>
    <div className={classes.figures}>
      {places(count).map((place) => <div key={place} className={classes.figure}><Words lines={[[14, '62%'], [34, '44%'], [12, '30%']]} /></div>)}
    </div>
  </Waiting>
)
