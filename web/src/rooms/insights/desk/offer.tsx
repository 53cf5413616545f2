import { useTranslations } from 'use-intl'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import { Steps } from './steps.tsx'

/** What was offered, and what became of it. */
export const Offer = ({ dashboard }: DashboardProps) => {
  const { offer } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const label = t('dashboard.offer.title')
  return (
    <Chapter title={label} detail={t('dashboard.offer.detail')} note={unfollowed(['offer'])?.long} explanation={explained({ definition: t('dashboard.offer.definition'), sample: t('explain.contents', { count: offer.contents }) }, ['offer'], offer.read === null)}>
      <Steps label={label} steps={(['contents', 'read', 'liked', 'shared'] as const).map((key) => ({ label: t(`dashboard.offer.${key}`), value: offer[key] }))} />
    </Chapter>
  )
}
