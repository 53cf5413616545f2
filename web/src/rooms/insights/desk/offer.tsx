import { useTranslations } from 'use-intl'
import { Chapter } from '../chapter.tsx'
import { useFilters } from '../period.ts'
import type { DashboardProps } from './props.ts'
import { Steps } from './steps.tsx'

/** What was offered, and what became of it. */
export const Offer = ({ dashboard: { offer, period } }: DashboardProps) => {
  const t = useTranslations('insights')
  const explained = useFilters(period)
  const label = t('dashboard.offer.title')
  return (
    <Chapter title={label} detail={t('dashboard.offer.detail')} explanation={explained({ definition: t('dashboard.offer.definition'), sample: t('explain.contents', { count: offer.contents }) })}>
      <Steps label={label} steps={(['contents', 'read', 'liked', 'shared'] as const).map((key) => ({ label: t(`dashboard.offer.${key}`), value: offer[key] }))} />
    </Chapter>
  )
}
