import { axisFy, barX, ruleX, text, type PlotOptions } from '@observablehq/plot'

/** A measure of something; one that may not be told is drawn as nought, and said in words. */
export interface Bar { name: string; label: string; value: number; words: string }

const colours = ['var(--chart-0)', 'var(--chart-1)', 'var(--chart-2)']

/** The measures of each thing side by side, at most three, each in its own colour; the words stand at the end of their bar. */
export const barOptions = (bars: readonly Bar[], { names, labels }: { names: readonly string[]; labels: readonly string[] }): PlotOptions => {
  const place = { x: 'value', y: 'label', fy: 'name' } as const
  return {
    // of noughts alone a scale would be made that has them in its middle
    marginLeft: 116, marginRight: 52, marginTop: 4, marginBottom: 4, x: { axis: null, domain: [0, Math.max(1, ...bars.map(({ value }) => value))] }, y: { axis: null, domain: labels },
    fy: { label: null, domain: names, padding: 0.24 }, color: { legend: true, domain: labels, range: colours },
    marks: [
      axisFy({ anchor: 'left', lineWidth: 8.5, fontSize: 13, tickSize: 0, label: null }),
      barX(bars, { ...place, fill: 'label', rx2: 3, insetTop: 1, insetBottom: 1 }),
      text(bars, { ...place, text: 'words', textAnchor: 'start', dx: 6, fontSize: 12 }), ruleX([0], { strokeOpacity: 0.3 }),
    ],
  }
}
