import { useTranslations } from 'use-intl'
import classes from './board.module.css'
import type { DashboardProps } from './props.ts'

interface Props extends DashboardProps {
  /** These are the figures of what was asked for before. */
  stale: boolean
}

const Words = ({ dashboard: { figures, left_out } }: DashboardProps) => {
  const t = useTranslations('insights.dashboard.brief')
  const { reads, shares, clicks } = figures
  if (reads.value === null || shares.value === null || clicks.value === null) return <>{t('withheld')}</>
  if (reads.value + shares.value + clicks.value === 0) return <>{t('nothing')}</>
  return <>{t('clicks', { clicks: clicks.value, shares: shares.value, reads: reads.value })} {left_out.hits !== null && t('left_out', { hits: left_out.hits })}</>
}

/** The period in two sentences. */
export const Brief = ({ dashboard, stale }: Props) => <span className={classes.brief} aria-busy={stale} data-stale={stale}><Words dashboard={dashboard} /></span>
