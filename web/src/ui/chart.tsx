import { plot, type PlotOptions } from '@observablehq/plot'
import { useEffect, useRef, useState } from 'react'
import classes from './chart.module.css'

export interface ChartProps {
  /** The plot's options; keep the same object between renders (useMemo). Colours: `var(--chart-0)` … `var(--chart-5)`. */
  options: PlotOptions
  /** Pixels. */
  height?: number
}

/** Draws with Observable Plot, as wide as its place. Hidden from assistive technology: the table beneath says it all. */
const Chart = ({ options, height = 260 }: ChartProps) => {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)

  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    const element = place.current
    if (!element || width === 0) return undefined
    const drawing = plot({ marginLeft: 44, marginBottom: 34, ...options, className: 'plot', width, height })
    // Plot writes its rules in a style element, which the content security policy refuses: chart.module.css has them.
    for (const style of drawing.querySelectorAll('style')) style.remove()
    element.replaceChildren(drawing)
    return () => element.replaceChildren()
  }, [options, width, height])

  return <div ref={place} className={classes.chart} aria-hidden="true" dir="ltr" />
}

export default Chart
