import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useFilters } from '../period.ts'
import type { DashboardProps } from './props.ts'
import classes from './readers-and-sharers.module.css'

const ways = ['only_read', 'both', 'only_shared'] as const

/** Whoever reads, whoever shares, whoever does both; and who moved. */
export const ReadersAndSharers = ({ dashboard: { readers_and_sharers: people, period, groups } }: DashboardProps) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const explained = useFilters(period)
  const all = ways.reduce((total, way) => total + people[way], 0)
  const label = t('dashboard.readers_and_sharers.title')
  return (
    <Chapter title={label} detail={t('dashboard.readers_and_sharers.detail')} explanation={explained({ definition: t('dashboard.readers_and_sharers.definition'), sample: t('explain.people', { count: all }) })}>
      <div className={classes.band} aria-hidden="true">
        {ways.map((way) => people[way] > 0 && <span key={way} className={classes.part} data-way={way} style={{ flexGrow: people[way] }} />)}
      </div>
      <dl className={classes.legend}>
        {ways.map((way) => (
          <div key={way} className={classes.line}>
            <dt><span className={classes.dot} data-way={way} aria-hidden="true" />{t(`dashboard.readers_and_sharers.${way}`)}</dt>
            <dd>{format.number(people[way])}{all > 0 && <span className={classes.share}>{format.percent(people[way] / all)}</span>}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.moves}>
        {people.began_sharing === null && people.stopped_sharing === null && t('dashboard.readers_and_sharers.moves_withheld', { threshold: groups.threshold })}
        {people.began_sharing !== null && t('dashboard.readers_and_sharers.began', { count: people.began_sharing })}{' '}
        {people.stopped_sharing !== null && t('dashboard.readers_and_sharers.stopped', { count: people.stopped_sharing })}
      </p>
    </Chapter>
  )
}
