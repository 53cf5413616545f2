import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import classes from './readers-and-sharers.module.css'

const ways = ['only_read', 'both', 'only_shared'] as const

const Count = ({ count, all }: { count: number | null; all: number }) => {
  const t = useTranslations('insights')
  const format = useFormat()
  if (count === null) return <span className={classes.few}>{t('few')}</span>
  return <>{format.number(count)}{all > 0 && <span className={classes.share}>{format.percent(count / all)}</span>}</>
}

/** Whoever reads, whoever shares, whoever does both; and who moved. */
export const ReadersAndSharers = ({ dashboard }: DashboardProps) => {
  const { readers_and_sharers: people, groups } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const all = ways.reduce((total, way) => total + (people[way] ?? 0), 0)
  const withheld = ways.some((way) => people[way] === null)
  const label = t('dashboard.readers_and_sharers.title')
  return (
    <Chapter title={label} detail={t('dashboard.readers_and_sharers.detail')} note={unfollowed(['readers_and_sharers'])?.long} explanation={explained({ definition: t('dashboard.readers_and_sharers.definition'), ...(!withheld && { sample: t('explain.people', { count: all }) }) }, ['readers_and_sharers'], withheld)}>
      <div className={classes.band} aria-hidden="true">
        {ways.map((way) => (people[way] ?? 0) > 0 && <span key={way} className={classes.part} data-way={way} style={{ flexGrow: people[way] ?? 0 }} />)}
      </div>
      <dl className={classes.legend}>
        {ways.map((way) => (
          <div key={way} className={classes.line}>
            <dt><span className={classes.dot} data-way={way} aria-hidden="true" />{t(`dashboard.readers_and_sharers.${way}`)}</dt>
            <dd><Count count={people[way]} all={withheld ? 0 : all} /></dd>
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
