import { lazy, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { Waiting } from '../charts/waiting.tsx'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import classes from './table.module.css'

const LineChart = lazy(() => import('../charts/line-chart.tsx'))
const names = ['clicks', 'shares', 'reads', 'readers', 'connected'] as const
type Name = (typeof names)[number]

/** One measure step by step, the one that is asked for. */
export const Series = ({ dashboard }: DashboardProps) => {
  const { series, period, left_out } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const [measure, setMeasure] = useState<Name>('clicks')
  const rows = useMemo(() => series.map(({ from, clicks, shares, reads, readers, connected }) => ({ name: from, counts: { clicks, shares, reads, readers, connected } })), [series])
  const label = t('dashboard.series.title')
  const untold = series.filter((line) => line[measure] === null).length
  const told = { step: period.step, threshold: dashboard.groups.threshold }
  return (
    <Chapter
      title={label}
      detail={t('dashboard.series.detail', { step: period.step })}
      note={[untold > 0 && untold < series.length ? t('dashboard.series.gaps', told) : null, unfollowed([measure])?.long].filter(Boolean).join(' ') || undefined}
      explanation={explained({ definition: t(`figures.${measure}.definition`), ...(measure === 'clicks' && left_out.hits !== null && { robots: left_out.hits }) }, [measure], untold > 0)}
    >
      <SegmentedFilter label={t('dashboard.series.measure')} value={measure} options={names.map((value) => ({ value, label: t(`figures.${value}.label`) }))} onChange={setMeasure} />
      {untold === series.length ? <p className={classes.note}>{t('dashboard.series.few', told)}</p> : (
        <Waiting height={280}>
          <LineChart
            title={t('dashboard.series.label', { measure: t(`figures.${measure}.label`) })} rows={rows} measure={measure} measures={names.map((key) => ({ key, label: t(`columns.${key}`) }))}
            step={period.step} step_label={t(`columns.${period.step}`)} height={280}
          />
        </Waiting>
      )}
    </Chapter>
  )
}
