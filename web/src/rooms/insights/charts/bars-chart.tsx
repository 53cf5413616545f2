import type { PlotOptions } from '@observablehq/plot'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { campaignNetworks } from '@portevoix/contract/networks/campaign'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ChartWithTable, type Column } from '#ui/chart-with-table.tsx'
import { useFormat } from '#ui/use-format.ts'
import { barOptions } from './bar-marks.ts'
import type { ChartRow, Measure } from './row.ts'

interface Props {
  title: string
  rows: readonly ChartRow[]
  /** What the rows are. */
  rows_label: string
  /** At most three, each in its own colour. */
  drawn: readonly Measure[]
  measures: readonly Measure[]
}

const barHeight = 17
/** All the networks there are; of themes there may be more. */
const most = campaignNetworks.length

/** Some measures of some things, side by side; the figure stands at the end of its bar. */
const BarsChart = ({ title, rows, rows_label, drawn, measures }: Props) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const isUntold = rows.every(({ counts }) => drawn.every(({ key }) => typeof counts[key] !== 'number'))
  const shown = useMemo(() => rows.slice(0, most), [rows])
  const options = useMemo<PlotOptions>(() => {
    const bars = shown.flatMap(({ name, counts }) => drawn.map(({ key, label }) => ({ name, label, value: counts[key] ?? 0, words: typeof counts[key] === 'number' ? format.compact(counts[key]) : t('few') })))
    return barOptions(bars, { names: shown.map(({ name }) => name), labels: drawn.map(({ label }) => label) })
  }, [shown, drawn, format, t])
  const columns: Column<ChartRow>[] = [
    { label: rows_label, value: ({ name }) => name }, ...measures.map(({ key, label }) => ({ label, value: ({ counts }: ChartRow) => (typeof counts[key] === 'number' ? format.number(counts[key]) : t('few')), numeric: true })),
  ]
  return <ChartWithTable title={title} withTitle={false} rows={rows} options={options} columns={columns} instead={isUntold ? t('few_drawn', { threshold: anonymityThreshold }) : undefined} {...(rows.length > most && { rest: t('more_rows', { count: rows.length - most }) })} height={Math.max(1, shown.length) * (drawn.length * barHeight + 16) + 12} />
}

export default BarsChart
