import { useTranslations } from 'use-intl'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import { Steps } from './steps.tsx'

const told = ['published', 'reads', 'likes', 'shares'] as const

/** What was offered, and what became of it. */
export const Offer = ({ dashboard }: DashboardProps) => {
  const { offer } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const label = t('dashboard.offer.title')
  const own = { published: t('dashboard.offer.contents'), reads: t('dashboard.offer.read'), likes: t('dashboard.offer.liked'), shares: t('dashboard.offer.shared') }
  return (
    <Chapter
      title={label}
      detail={t('dashboard.offer.detail')}
      note={unfollowed(told, own)?.long}
      explanation={explained({ definition: t('dashboard.offer.definition'), sample: t('explain.contents', { count: offer.contents }) }, told, [offer.read, offer.liked, offer.shared].includes(null), own)}
    >
      <Steps label={label} steps={(['contents', 'read', 'liked', 'shared'] as const).map((key) => ({ label: t(`dashboard.offer.${key}`), value: offer[key] }))} />
    </Chapter>
  )
}
