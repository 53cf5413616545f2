import { useTranslations } from 'use-intl'
import classes from './board.module.css'
import { DashboardFigures } from './figures.tsx'
import { Funnel } from './funnel.tsx'
import { Groups } from './groups.tsx'
import { LeftOut } from './left-out.tsx'
import { Networks } from './networks.tsx'
import { Offer } from './offer.tsx'
import type { DashboardProps } from './props.ts'
import { Rankings } from './rankings.tsx'
import { ReadersAndSharers } from './readers-and-sharers.tsx'
import { Series } from './series.tsx'
import { Themes } from './themes.tsx'

interface Props extends DashboardProps {
  /** These are the figures of what was asked for before. */
  stale: boolean
}

const Small = ({ threshold }: { threshold: number }) => {
  const t = useTranslations('insights.dashboard')
  return <p className={classes.note}>{t('small', { threshold })}</p>
}

/** Everything that the dashboard tells, subject by subject. */
export const Board = ({ dashboard, stale }: Props) => (
  <div className={classes.board} aria-busy={stale} data-stale={stale}>
    {dashboard.filters.small && <Small threshold={dashboard.groups.threshold} />}
    <DashboardFigures dashboard={dashboard} />
    <Series dashboard={dashboard} />
    <div className={classes.pair}><Networks dashboard={dashboard} /><Themes dashboard={dashboard} /></div>
    <Rankings dashboard={dashboard} />
    <div className={classes.three}><Offer dashboard={dashboard} /><Funnel dashboard={dashboard} /><ReadersAndSharers dashboard={dashboard} /></div>
    <Groups dashboard={dashboard} />
    <LeftOut dashboard={dashboard} />
  </div>
)
