import { Button, Input, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { OpenedInvitation } from '@portevoix/contract/people/invitations'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { invitingHost } from '#app/host.ts'
import { chooseLanguage, language } from '#app/language.ts'
import { fieldErrors, isProblem } from '#app/problem.ts'
import { sessionQuery } from '#app/session.ts'
import { useStore } from '#app/store.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { Illustration } from '#ui/illustration.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { LanguageSwitch } from '#ui/switches.tsx'
import { EndedSessions } from './ended-sessions.tsx'
import { useEntering } from './entering.ts'
import classes from './door.module.css'

const signIn: string = '/sign-in'
const linkMinutes = 15

const Accept = ({ token, invitation }: { token: string; invitation: OpenedInvitation }) => {
  const t = useTranslations('people')
  const spoken = useStore(language)
  const goIn = useEntering()
  const known = useQuery(sessionQuery).data?.identity?.email ?? null
  const joinsAs = known !== null && (invitation.email === null || invitation.email === known) ? known : null
  const form = useForm({ initialValues: { name: invitation.name, email: '' } })
  const [proving, setProving] = useState<string | null>(null)
  const accept = useMutation(api.people.invitation_links.accept.mutationOptions({
    onSuccess: async ({ state, organisation_id, ended_sessions }, { email }) => {
      if (state === 'check_mail') setProving(invitation.email ?? email ?? '')
      else if (!ended_sessions) await goIn(organisation_id)
    },
    onError: (error) => { form.setErrors(fieldErrors(error)) },
  }))
  const arrived = accept.data
  if (arrived?.ended_sessions) return <EndedSessions ended={arrived.ended_sessions} onGoOn={() => goIn(arrived.organisation_id)} />
  if (proving !== null) {
    return (
      <Stack gap="md">
        <Illustration scene="inbox" />
        <Title order={1}>{t('sign_in.check_title')}</Title>
        <p className={classes.lead}>{t('sign_in.check', { email: proving, minutes: linkMinutes })}</p>
      </Stack>
    )
  }
  const submit = form.onSubmit(({ name, email }) => { accept.mutate({ token, name, language: spoken, ...(invitation.email === null && !joinsAs && email && { email }) }) })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <div>
          <Title order={1}>{t('welcome.title', { organisation: invitation.organisation.name })}</Title>
          <p className={classes.lead}>{t('welcome.lead')}</p>
        </div>
        {invitation.email && <p className={classes.note}>{t('welcome.as', { email: invitation.email })}</p>}
        {joinsAs && !invitation.email && <p className={classes.note}>{t('welcome.signed_in_as', { email: joinsAs })}</p>}
        <TextInput label={t('person.name')} description={t('person.name_hint')} required maxLength={120} autoComplete="name" {...form.getInputProps('name')} />
        {invitation.email === null && !joinsAs && <TextInput type="email" label={t('person.email')} description={t('person.email_hint')} required autoComplete="email" {...form.getInputProps('email')} />}
        <Input.Wrapper label={t('person.language')} labelElement="div"><LanguageSwitch onChange={(next) => void chooseLanguage(next)} /></Input.Wrapper>
        <FieldError>{accept.error && Object.keys(fieldErrors(accept.error)).length === 0 ? accept.error.message : null}</FieldError>
        <Button type="submit" fullWidth loading={accept.isPending}>{t('welcome.accept')}</Button>
      </Stack>
    </form>
  )
}

const Invitation = () => {
  const t = useTranslations('people.welcome')
  const { token = '' }: { token?: string } = useParams({ strict: false })
  const { data, error } = useQuery(api.people.invitation_links.read.queryOptions({ input: { token } }))
  const theirs = data?.language
  // the invitation was written in their language; a choice made on this page comes after
  useEffect(() => { if (theirs) void chooseLanguage(theirs) }, [theirs])
  const inviting = data?.organisation
  useEffect(() => {
    if (inviting) invitingHost.set(inviting)
    return () => { invitingHost.set(null) }
  }, [inviting])
  if (isProblem(error) && error.status < 429) return <EmptyState level={1} scene="lost" title={t('unknown_title')} action={<Button component={Link} to={signIn} variant="default">{t('sign_in')}</Button>}>{t('unknown')}</EmptyState>
  if (error) return <FieldError>{error.message}</FieldError>
  if (!data) return <TextSkeleton />
  if (data.state !== 'open') {
    return <EmptyState level={1} scene="people" title={t('over_title')} action={<Button component={Link} to={signIn} variant="default">{t('sign_in')}</Button>}>{t(data.state)}</EmptyState>
  }
  return <Accept token={token} invitation={data} />
}

export default Invitation
