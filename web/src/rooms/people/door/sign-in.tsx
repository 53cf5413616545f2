import { Alert, Button, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { sessionQuery } from '#app/session.ts'
import { FieldError } from '#ui/field-error.tsx'
import { Illustration } from '#ui/illustration.tsx'
import { rememberNext } from './next.ts'
import classes from './door.module.css'

const outbox: string = '/desk/outbox'

const CheckMail = ({ email, minutes, onAgain }: { email: string; minutes: number; onAgain: () => void }) => {
  const t = useTranslations('people.sign_in')
  const delivered = useQuery(sessionQuery).data?.mail_delivered ?? true
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => { title.current?.focus() }, [])
  return (
    <Stack gap="md">
      <Illustration scene="inbox" />
      <Title order={1} ref={title} tabIndex={-1}>{t(delivered ? 'check_title' : 'kept_title')}</Title>
      <p className={classes.lead}>{t(delivered ? 'check' : 'kept', { email, minutes })}</p>
      {delivered ? <p className={classes.note}>{t('check_spam')}</p> : <p className={classes.note}>{t('check_outbox')} <Link to={outbox}>{t('to_outbox')}</Link></p>}
      <Button variant="default" onClick={onAgain}>{t('again')}</Button>
    </Stack>
  )
}

const SignIn = () => {
  const t = useTranslations('people')
  const { next }: { next?: unknown } = useSearch({ strict: false })
  useEffect(() => { if (typeof next === 'string') rememberNext(next) }, [next])
  const session = useQuery(sessionQuery).data
  const placeless = session?.memberships.length === 0 ? session.identity : null
  const form = useForm({ initialValues: { email: '' } })
  const ask = useMutation(api.people.request_link.mutationOptions({ onError: (error) => { form.setErrors(fieldErrors(error)) } }))
  if (ask.data) return <CheckMail email={form.getValues().email.trim()} minutes={ask.data.minutes} onAgain={() => { ask.reset() }} />
  return (
    <form onSubmit={form.onSubmit((values) => { ask.mutate(values) })} noValidate>
      <Stack gap="lg">
        <title>{`${t('sign_in.title')} · Portevoix`}</title>
        <div>
          <Title order={1}>{t('sign_in.title')}</Title>
          <p className={classes.lead}>{t('sign_in.lead')}</p>
        </div>
        {placeless && <Alert color="orange">{t('sign_in.no_place', { email: placeless.email })}</Alert>}
        <TextInput type="email" label={t('person.email')} autoComplete="email" inputMode="email" required {...form.getInputProps('email')} />
        <FieldError>{ask.error && Object.keys(fieldErrors(ask.error)).length === 0 ? ask.error.message : null}</FieldError>
        <Button type="submit" fullWidth loading={ask.isPending}>{t('sign_in.send')}</Button>
      </Stack>
    </form>
  )
}

export default SignIn
