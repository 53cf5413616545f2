import { useTranslations } from 'use-intl'
import { Chapter } from '../chapter.tsx'
import { useFilters } from '../period.ts'
import type { DashboardProps } from './props.ts'
import { Steps } from './steps.tsx'

/** From the invitation to the first reading or share. */
export const Funnel = ({ dashboard: { funnel, period } }: DashboardProps) => {
  const t = useTranslations('insights')
  const explained = useFilters(period)
  const label = t('dashboard.funnel.title')
  return (
    <Chapter title={label} detail={t('dashboard.funnel.detail')} explanation={explained({ definition: t('dashboard.funnel.definition'), sample: t('explain.people', { count: funnel.invited }) })}>
      <Steps label={label} steps={(['invited', 'registered', 'active'] as const).map((key) => ({ label: t(`dashboard.funnel.${key}`), value: funnel[key] }))} />
    </Chapter>
  )
}
