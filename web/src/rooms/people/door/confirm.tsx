import { Button, Stack, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { isProblem } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { EndedSessions } from './ended-sessions.tsx'
import { useEntering } from './entering.ts'
import classes from './door.module.css'

const signIn: string = '/sign-in'

/** Where a mailed link leads. Opening it uses nothing up, so that whatever scans mails may; the button does. */
const Confirm = () => {
  const t = useTranslations('people.sign_in')
  const { token = '' }: { token?: string } = useParams({ strict: false })
  const goIn = useEntering()
  const enter = useMutation(api.people.enter.mutationOptions({ onSuccess: ({ organisation_id, ended_sessions }) => (ended_sessions ? undefined : goIn(organisation_id)) }))
  const arrived = enter.data
  if (arrived?.ended_sessions) return <EndedSessions ended={arrived.ended_sessions} onGoOn={() => goIn(arrived.organisation_id)} />
  if (isProblem(enter.error) && (enter.error.status === 410 || enter.error.status === 422)) {
    return <EmptyState level={1} scene="lost" title={t('over_title')} action={<Button component={Link} to={signIn}>{t('again')}</Button>}>{t('over')}</EmptyState>
  }
  if (isProblem(enter.error, 'people.suspended')) return <EmptyState level={1} scene="lost" title={enter.error.title}>{enter.error.message}</EmptyState>
  return (
    <Stack gap="lg">
      <title>{`${t('confirm_title')} · Portevoix`}</title>
      <meta name="robots" content="noindex" />
      <div>
        <Title order={1}>{t('confirm_title')}</Title>
        <p className={classes.lead}>{t('confirm_lead')}</p>
      </div>
      <FieldError>{enter.error?.message}</FieldError>
      <Button fullWidth loading={enter.isPending || enter.isSuccess} onClick={() => { enter.mutate({ token }) }}>{t('confirm')}</Button>
    </Stack>
  )
}

export default Confirm
