import { useTranslations } from 'use-intl'
import type { DashboardProps } from './props.ts'

/** The period in two sentences. */
export const Brief = ({ dashboard: { figures, left_out } }: DashboardProps) => {
  const t = useTranslations('insights.dashboard.brief')
  const { reads, shares, clicks } = figures
  if (reads.value === null || shares.value === null || clicks.value === null) return <>{t('withheld')}</>
  if (reads.value + shares.value + clicks.value === 0) return <>{t('nothing')}</>
  return <>{t('clicks', { clicks: clicks.value, shares: shares.value, reads: reads.value })} {left_out.hits !== null && t('left_out', { hits: left_out.hits })}</>
}
