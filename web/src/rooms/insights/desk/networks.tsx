import { lazy, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Waiting } from '../charts/waiting.tsx'
import { Chapter } from '../chapter.tsx'
import { useNetworkName } from '../network-name.ts'
import { useExplained } from './narrowing.ts'
import type { DashboardProps } from './props.ts'

const BarsChart = lazy(() => import('../charts/bars-chart.tsx'))

export const Networks = ({ dashboard }: DashboardProps) => {
  const { networks, figures, left_out } = dashboard
  const t = useTranslations('insights')
  const networkName = useNetworkName()
  const explained = useExplained(dashboard)
  const rows = useMemo(() => networks.map(({ network, ...counts }) => ({ name: networkName(network), counts })), [networks, networkName])
  const drawn = useMemo(() => (['clicks', 'opened'] as const).map((key) => ({ key, label: t(`columns.${key}`) })), [t])
  const measures = [
    ...(['opened', 'declared', 'confirmed', 'clicks', 'left_out'] as const).map((key) => ({ key, label: t(`columns.${key}`) })),
    { key: 'previous_opened', label: `${t('columns.opened')} (${t('columns.before')})` }, { key: 'previous_clicks', label: `${t('columns.clicks')} (${t('columns.before')})` },
  ]
  const label = t('dashboard.networks.title')
  return (
    <Chapter
      title={label}
      detail={t('dashboard.networks.detail')}
      explanation={explained({ definition: `${t('figures.shares.definition')} ${t('figures.clicks.definition')}`, ...(figures.shares.value !== null && { sample: t('explain.shares', { count: figures.shares.value }) }), ...(left_out.hits !== null && { robots: left_out.hits }) }, ['shares', 'clicks'], networks.some(({ opened, clicks }) => opened === null || clicks === null))}
    >
      <Waiting><BarsChart title={label} rows={rows} rows_label={t('columns.network')} drawn={drawn} measures={measures} /></Waiting>
    </Chapter>
  )
}
