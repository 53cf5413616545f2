import type { PlotOptions } from '@observablehq/plot'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Period } from '@portevoix/contract/insights'
import { ChartWithTable, type Column } from '#ui/chart-with-table.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useStepName } from '../period.ts'
import { lineOptions } from './line-marks.ts'
import type { ChartRow, Measure } from './row.ts'

interface Props {
  title: string
  /** Named by the first day of their step. */
  rows: readonly ChartRow[]
  /** The one that is drawn. */
  measure: string
  measures: readonly Measure[]
  step: Period['step']
  step_label: string
  height?: number
}

const moment = (day: string) => new Date(`${day}T12:00:00Z`)

/** One measure over time. */
const LineChart = ({ title, rows, measure, measures, step, step_label, height }: Props) => {
  const t = useTranslations('insights')
  const format = useFormat()
  const name = useStepName(step)
  const options = useMemo<PlotOptions>(() => {
    const points = rows.map((row) => {
      const value = row.counts[measure] ?? null
      return { day: moment(row.name), value, words: `${name(row.name)} : ${value === null ? t('few') : format.number(value)}` }
    })
    return lineOptions(points, { count: format.compact, day: (day) => name(day.toISOString().slice(0, 10)) })
  }, [rows, measure, name, format, t])
  const columns: Column<ChartRow>[] = [
    { label: step_label, value: (row) => name(row.name) },
    ...measures.map(({ key, label }) => ({ label, value: ({ counts }: ChartRow) => (typeof counts[key] === 'number' ? format.number(counts[key]) : t('few')), numeric: true })),
  ]
  return <ChartWithTable title={title} withTitle={false} rows={rows} options={options} columns={columns} {...(height !== undefined && { height })} />
}

export default LineChart
