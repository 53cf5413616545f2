import { lazy, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Section } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { Waiting } from '../charts/waiting.tsx'
import type { ImpactProps } from './props.ts'

const LineChart = lazy(() => import('../charts/line-chart.tsx'))
const names = ['clicks', 'shares', 'reads'] as const
type Name = (typeof names)[number]

/** One's own way, step after step. */
export const OwnSeries = ({ impact: { series, period } }: ImpactProps) => {
  const t = useTranslations('insights')
  const [measure, setMeasure] = useState<Name>('clicks')
  const rows = useMemo(() => series.map(({ from, clicks, shares, reads }) => ({ name: from, counts: { clicks, shares, reads } })), [series])
  const measures = names.map((key) => ({ key, label: t(`columns.${key}`) }))
  return (
    <Section title={t('impact.series.title')}>
      <SegmentedFilter label={t('dashboard.series.measure')} value={measure} options={names.map((value) => ({ value, label: t(`columns.${value}`) }))} onChange={setMeasure} />
      <Waiting height={200}><LineChart title={t('impact.series.label')} rows={rows} measure={measure} measures={measures} step={period.step} step_label={t(`columns.${period.step}`)} height={200} /></Waiting>
    </Section>
  )
}
