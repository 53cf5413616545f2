import { areaY, axisX, axisY, dot, gridY, lineY, pointerX, ruleY, tip, type PlotOptions } from '@observablehq/plot'

/** A count, or nothing where it may not be told: the line breaks there. */
export interface Point { day: Date; value: number | null; words: string }

interface Words { count: (value: number) => string; day: (day: Date) => string }

/**
 * One measure over time, from point to point in straight lines: a curve would draw counts, between two days, that nobody counted.
 */
export const lineOptions = (points: readonly Point[], { count, day }: Words): PlotOptions => {
  const place = { x: 'day', y: 'value' } as const
  const every = Math.max(1, Math.ceil(points.length / 6))
  const known = points.filter(({ value }) => value !== null)
  // of noughts alone a scale would be made that has them in its middle
  return {
    marginLeft: 40, marginRight: 28, x: { type: 'utc', label: null, domain: [points[0]?.day, points.at(-1)?.day] }, y: { label: null, zero: true, nice: true, ...(known.every(({ value }) => value === 0) && { domain: [0, 1] }) },
    marks: [
      gridY({ ticks: 4, strokeOpacity: 0.14 }), axisY({ ticks: 4, tickSize: 0, tickFormat: (value: number) => (Number.isInteger(value) ? count(value) : '') }),
      axisX(points.map((point) => point.day).filter((_, order) => order % every === 0), { tickSize: 0, tickFormat: day }),
      // given both ends: what is stacked would take a count that is withheld for none
      areaY(points, { x: 'day', y1: 0, y2: 'value', fill: 'var(--chart-0)', fillOpacity: 0.12, curve: 'linear' }),
      lineY(points, { ...place, stroke: 'var(--chart-0)', strokeWidth: 2.5, curve: 'linear' }),
      // a point between two that are withheld has no line to be seen by
      ...(points.length <= 45 || known.length < points.length ? [dot(known, { ...place, r: 2.5, fill: 'var(--chart-0)' })] : []),
      ruleY([0], { strokeOpacity: 0.4 }), tip(known, pointerX({ ...place, title: 'words', fontSize: 13 })),
    ],
  }
}
