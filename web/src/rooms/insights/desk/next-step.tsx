import { Button, Group } from '@mantine/core'
import { allows } from '@portevoix/contract/permissions'
import type { Dashboard } from '@portevoix/contract/insights'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'

const programme: string = '/desk/programme'
const contents: string = '/desk/contents'
const invitations: string = '/desk/invitations'

/** What to do before there is anything to count, for who may do it; the others read what is waited for. */
export const NextStep = ({ step }: { step: NonNullable<Dashboard['next_step']> }) => {
  const t = useTranslations(`insights.dashboard.next_step.${step}`)
  const invite = useTranslations('insights.dashboard.next_step')('invite')
  const roles = useMember()?.roles ?? []
  const may = allows(step === 'publish' ? 'content.curate' : 'programme.manage', roles)
  const actions = [
    ...(may ? [<Button key={step} component={Link} to={step === 'publish' ? contents : programme}>{t('action')}</Button>] : []),
    ...(step === 'publish' && allows('people.invite', roles) ? [<Button key="invite" variant="default" component={Link} to={invitations}>{invite}</Button>] : []),
  ]
  return (
    <EmptyState scene={step === 'publish' ? 'quiet' : 'people'} title={t('title')} action={actions.length > 0 && <Group justify="center">{actions}</Group>}>{may ? t('detail') : t('wait')}</EmptyState>
  )
}
