import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ContentLine } from '@portevoix/contract/insights'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useFilters } from '../period.ts'
import type { DashboardProps } from './props.ts'
import classes from './rankings.module.css'

const measures = ['reads', 'shares', 'clicks'] as const
type Measure = (typeof measures)[number]

const Line = ({ line, by, most }: { line: ContentLine; by: Measure; most: number }) => {
  const t = useTranslations('insights')
  const format = useFormat()
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.title}>{line.title}</span>
        <span className={classes.note}>{[line.theme?.name ?? t('no_theme'), ...(line.offered > 0 ? [t('dashboard.rankings.offered', { count: line.offered })] : [])].join(' · ')}</span>
        <span className={classes.track} aria-hidden="true"><span className={classes.bar} style={{ inlineSize: `${(line[by] / most) * 100}%` }} /></span>
      </div>
      <dl className={classes.counts}>
        {(['reads', 'likes', 'shares', 'clicks'] as const).map((key) => (
          <div key={key} data-chosen={key === by}><dt>{t(`columns.${key}`)}</dt><dd>{format.number(line[key])}</dd></div>
        ))}
      </dl>
    </li>
  )
}

/** The contents that were read, shared or followed the most. */
export const Rankings = ({ dashboard: { rankings, period, left_out } }: DashboardProps) => {
  const t = useTranslations('insights')
  const explained = useFilters(period)
  const [by, setBy] = useState<Measure>('reads')
  const lines = rankings[by]
  const label = t('dashboard.rankings.title')
  return (
    <Chapter title={label} explanation={explained({ definition: t(`figures.${by}.definition`), sample: t('explain.contents', { count: lines.length }), ...(by === 'clicks' && { robots: left_out.hits }) })}>
      <SegmentedFilter label={t('dashboard.rankings.by')} value={by} options={measures.map((value) => ({ value, label: t(`dashboard.rankings.${value}`) }))} onChange={setBy} />
      {lines.length === 0 ? <p className={classes.note}>{t('dashboard.rankings.empty')}</p> : (
        <ol className={classes.list}>{lines.map((line) => <Line key={line.content_id} line={line} by={by} most={Math.max(1, lines[0]?.[by] ?? 1)} />)}</ol>
      )}
    </Chapter>
  )
}
