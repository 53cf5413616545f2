import { lazy, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Waiting } from '../charts/waiting.tsx'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'

const BarsChart = lazy(() => import('../charts/bars-chart.tsx'))

export const Themes = ({ dashboard }: DashboardProps) => {
  const { themes, figures, left_out } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const told = ['published', 'reads', 'likes', 'shares', 'clicks'] as const
  const rows = useMemo(() => themes.map(({ theme, ...counts }) => ({ name: theme?.name ?? t('no_theme'), counts })), [themes, t])
  const drawn = useMemo(() => (['reads', 'shares', 'clicks'] as const).map((key) => ({ key, label: t(`columns.${key}`) })), [t])
  const measures = (['published', 'reads', 'likes', 'shares', 'clicks'] as const).map((key) => ({ key, label: t(`columns.${key}`) }))
  const label = t('dashboard.themes.title')
  return (
    <Chapter
      title={label}
      detail={t('dashboard.themes.detail')}
      note={unfollowed(told)?.long}
      explanation={explained({ definition: `${t('figures.reads.definition')} ${t('figures.shares.definition')} ${t('figures.clicks.definition')}`, ...(figures.published.value !== null && { sample: t('explain.contents', { count: figures.published.value }) }), ...(left_out.hits !== null && { robots: left_out.hits }) }, told, themes.some(({ reads, shares, clicks }) => reads === null || shares === null || clicks === null))}
    >
      <Waiting><BarsChart title={label} rows={rows} rows_label={t('columns.theme')} drawn={drawn} measures={measures} /></Waiting>
    </Chapter>
  )
}
