import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ContentLine } from '@portevoix/contract/insights'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { useFormat } from '#ui/use-format.ts'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import classes from './rankings.module.css'

const measures = ['reads', 'shares', 'clicks'] as const
const shown = ['reads', 'likes', 'shares', 'clicks'] as const
type Measure = (typeof measures)[number]

const Line = ({ line, by, most }: { line: ContentLine; by: Measure; most: number }) => {
  const t = useTranslations('insights')
  const format = useFormat()
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <span className={classes.title}>{line.title}</span>
        <span className={classes.note}>{[line.theme?.name ?? t('no_theme'), ...(line.offered > 0 ? [t('dashboard.rankings.offered', { count: line.offered })] : [])].join(' · ')}</span>
        <span className={classes.track} aria-hidden="true"><span className={classes.bar} style={{ inlineSize: `${((line[by] ?? 0) / most) * 100}%` }} /></span>
      </div>
      <dl className={classes.counts}>
        {shown.map((key) => (
          <div key={key} data-chosen={key === by}><dt>{t(`columns.${key}`)}</dt><dd>{line[key] === null ? <span className={classes.note}>{t('few')}</span> : format.number(line[key])}</dd></div>
        ))}
      </dl>
    </li>
  )
}

/** The contents that were read, shared or followed the most. */
export const Rankings = ({ dashboard }: DashboardProps) => {
  const { rankings, left_out, filters, groups } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const [by, setBy] = useState<Measure>('reads')
  const lines = rankings[by]
  const label = t('dashboard.rankings.title')
  return (
    <Chapter
      title={label} note={[filters.small ? null : t('dashboard.rankings.enough', { threshold: groups.threshold }), unfollowed(shown)?.long].filter(Boolean).join(' ')}
      explanation={explained({ definition: t(`figures.${by}.definition`), sample: t('explain.contents', { count: lines.length }), ...(by === 'clicks' && left_out.hits !== null && { robots: left_out.hits }) }, [by])}
    >
      <SegmentedFilter label={t('dashboard.rankings.by')} value={by} options={measures.map((value) => ({ value, label: t(`dashboard.rankings.${value}`) }))} onChange={setBy} />
      {lines.length === 0 ? <p className={classes.note}>{t('dashboard.rankings.empty')}</p> : (
        <ol className={classes.list}>{lines.map((line) => <Line key={line.content_id} line={line} by={by} most={Math.max(1, lines[0]?.[by] ?? 1)} />)}</ol>
      )}
    </Chapter>
  )
}
