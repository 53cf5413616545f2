import { Skeleton, VisuallyHidden } from '@mantine/core'
import { Component, lazy, Suspense, useId, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import classes from './chart-with-table.module.css'
import type { ChartProps } from './chart.tsx'
import { ScrollBox } from './scroll-box.tsx'

const Chart = lazy(() => import('./chart.tsx'))

export interface Column<Row> { label: string; value: (row: Row) => string | number; numeric?: boolean }

interface Props<Row> extends ChartProps {
  /** What the chart shows, in words; its caption and its table's. */
  title: string
  /** False where the heading above already says it. */
  withTitle?: boolean
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  /** What the chart leaves to the table, in words. */
  rest?: string
  /** Why nothing is drawn, in words, where that is so. */
  instead?: string | undefined
}

class ChartBoundary extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}

/** A chart for the eye and, beneath it, its figures as a table for everyone. The plotting library loads when a chart is shown. */
export const ChartWithTable = <Row,>({ title, rows, columns, height = 260, withTitle = true, rest, instead, ...chart }: Props<Row>) => {
  const t = useTranslations('ui.chart')
  const caption = useId()
  return (
    <figure className={classes.figure} aria-labelledby={caption}>
      <figcaption id={caption} className={classes.caption}>{withTitle ? title : <VisuallyHidden>{title}</VisuallyHidden>}</figcaption>
      {rows.length === 0 ? (
        <p className={classes.note}>{t('empty')}</p>
      ) : (
        <>
          {instead === undefined ? (
            <ChartBoundary fallback={<p className={classes.note}>{t('failed')}</p>}>
              <Suspense fallback={<Skeleton height={height} radius="md" />}><Chart {...chart} height={height} /></Suspense>
            </ChartBoundary>
          ) : <p className={classes.note}>{instead}</p>}
          {rest && <p className={classes.rest}>{rest}</p>}
          <details className={classes.details}>
            <summary className={classes.summary}>{t('table')}</summary>
            <ScrollBox className={classes.scroll} label={title}>
              <table className={classes.table}>
                <thead><tr>{columns.map((column) => <th key={column.label} scope="col" data-numeric={column.numeric}>{column.label}</th>)}</tr></thead>
                <tbody>
                  {rows.map((row, place) => (
                    <tr key={place}>
                      {columns.map((column, at) => at === 0 ? <th key={column.label} scope="row">{column.value(row)}</th> : <td key={column.label} data-numeric={column.numeric}>{column.value(row)}</td>)}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
          </details>
        </>
      )}
    </figure>
  )
}
