import { useTranslations } from 'use-intl'
import { Chapter } from '../chapter.tsx'
import { useExplained, useUnfollowed } from './narrowing.ts'
import type { DashboardProps } from './props.ts'
import { Steps } from './steps.tsx'

/** From the invitation to the first reading or share. */
export const Funnel = ({ dashboard }: DashboardProps) => {
  const { funnel } = dashboard
  const t = useTranslations('insights')
  const explained = useExplained(dashboard)
  const unfollowed = useUnfollowed(dashboard)
  const label = t('dashboard.funnel.title')
  return (
    <Chapter title={label} detail={t('dashboard.funnel.detail')} note={unfollowed(['funnel'])?.long} explanation={explained({ definition: t('dashboard.funnel.definition'), ...(funnel.invited !== null && { sample: t('explain.people', { count: funnel.invited }) }) }, ['funnel'], Object.values(funnel).includes(null))}>
      <Steps label={label} steps={(['invited', 'registered', 'active'] as const).map((key) => ({ label: t(`dashboard.funnel.${key}`), value: funnel[key] }))} />
    </Chapter>
  )
}
