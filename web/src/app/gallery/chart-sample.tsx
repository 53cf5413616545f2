import { axisX, axisY, gridY, barY, ruleY, type PlotOptions } from '@observablehq/plot'
import { useMemo } from 'react'
import { ChartWithTable } from '#ui/chart-with-table.tsx'
import { useFormat } from '#ui/use-format.ts'
import type { Sample } from './sample.ts'

const rows = [38, 39, 40, 41, 42, 43, 44].flatMap((week) => [
  { week, network: 'LinkedIn', clicks: 120 + ((week * 37) % 90) },
  { week, network: 'X', clicks: 40 + ((week * 23) % 50) },
  { week, network: 'WhatsApp', clicks: 20 + ((week * 17) % 40) },
])

export const ChartSample = ({ sample }: { sample: Sample }) => {
  const format = useFormat()
  const options = useMemo<PlotOptions>(() => ({
    x: { type: 'band', label: null },
    y: { label: null },
    color: { legend: true, domain: ['LinkedIn', 'X', 'WhatsApp'], range: ['var(--chart-0)', 'var(--chart-1)', 'var(--chart-2)'] },
    marks: [gridY(), axisY({ ticks: 4, tickSize: 0, tickFormat: format.number }), axisX({ tickSize: 0 }), barY(rows, { x: 'week', y: 'clicks', fill: 'network', insetLeft: 4, insetRight: 4 }), ruleY([0])],
  }), [format])
  return (
    <ChartWithTable
      title={sample.chart}
      withTitle={false}
      rows={rows}
      options={options}
      columns={[{ label: sample.week, value: (row) => row.week }, { label: sample.network, value: (row) => row.network }, { label: sample.clicks, value: (row) => format.number(row.clicks), numeric: true }]}
    />
  )
}
