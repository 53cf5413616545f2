import { areaY, axisX, axisY, dot, gridY, lineY, pointerX, ruleY, tip, type PlotOptions } from '@observablehq/plot'
import { useMemo } from 'react'
import type { Period } from '@portevoix/contract/insights'
import { ChartWithTable, type Column } from '#ui/chart-with-table.tsx'
import { useFormat } from '#ui/use-format.ts'
import { useStepName } from '../period.ts'
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
  const format = useFormat()
  const name = useStepName(step)
  const options = useMemo<PlotOptions>(() => {
    const points = rows.map((row) => ({ day: moment(row.name), value: row.counts[measure] ?? 0, words: `${name(row.name)} : ${format.number(row.counts[measure] ?? 0)}` }))
    const place = { x: 'day', y: 'value' } as const
    const every = Math.max(1, Math.ceil(points.length / 6))
    const dated = points.map(({ day }) => day).filter((_, order) => order % every === 0)
    return {
      marginLeft: 40, marginRight: 28, x: { type: 'utc', label: null }, y: { label: null, zero: true, nice: true },
      marks: [
        gridY({ ticks: 4, strokeOpacity: 0.14 }), axisY({ ticks: 4, tickSize: 0, tickFormat: (count: number) => (Number.isInteger(count) ? format.compact(count) : '') }),
        axisX(dated, { tickSize: 0, tickFormat: (day: Date) => name(day.toISOString().slice(0, 10)) }),
        areaY(points, { ...place, fill: 'var(--chart-0)', fillOpacity: 0.12, curve: 'monotone-x' }),
        lineY(points, { ...place, stroke: 'var(--chart-0)', strokeWidth: 2.5, curve: 'monotone-x' }),
        ...(points.length <= 45 ? [dot(points, { ...place, r: 2.5, fill: 'var(--chart-0)' })] : []),
        ruleY([0], { strokeOpacity: 0.4 }), tip(points, pointerX({ ...place, title: 'words', fontSize: 13 })),
      ],
    }
  }, [rows, measure, name, format])
  const columns: Column<ChartRow>[] = [
    { label: step_label, value: (row) => name(row.name) }, ...measures.map(({ key, label }) => ({ label, value: (row: ChartRow) => format.number(row.counts[key] ?? 0), numeric: true })),
  ]
  return <ChartWithTable title={title} withTitle={false} rows={rows} options={options} columns={columns} {...(height !== undefined && { height })} />
}

export default LineChart
