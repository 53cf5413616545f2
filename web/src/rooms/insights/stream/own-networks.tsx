import { lazy, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Section } from '#ui/page.tsx'
import { Waiting } from '../charts/waiting.tsx'
import { useNetworkName } from '../network-name.ts'
import type { ImpactProps } from './props.ts'

const BarsChart = lazy(() => import('../charts/bars-chart.tsx'))

export const OwnNetworks = ({ impact: { networks } }: ImpactProps) => {
  const t = useTranslations('insights')
  const networkName = useNetworkName()
  const rows = useMemo(() => networks.map(({ network, ...counts }) => ({ name: networkName(network), counts })), [networks, networkName])
  const measures = useMemo(() => (['clicks', 'shares'] as const).map((key) => ({ key, label: t(`columns.${key}`) })), [t])
  return (
    <Section title={t('impact.networks.title')}>
      <Waiting height={160}><BarsChart title={t('impact.networks.title')} rows={rows} rows_label={t('columns.network')} drawn={measures} measures={measures} /></Waiting>
    </Section>
  )
}
