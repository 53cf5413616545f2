import { Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { OrganisationShape } from '@portevoix/contract/organisations'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { sessionQuery } from '#app/session.ts'
import { useUnsaved } from '#app/unsaved.ts'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { IdentityFields, PlaceFields, type OrganisationValues } from '../organisation-fields.tsx'

const Form = ({ organisation }: { organisation: OrganisationShape }) => {
  const t = useTranslations()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const form = useForm<OrganisationValues>({
    initialValues: { name: organisation.name, colour: organisation.colour, language: organisation.language, time_zone: organisation.time_zone, logo_shown: organisation.logo_address },
  })
  useUnsaved(form.isDirty())
  const save = useMutation(api.organisations.update.mutationOptions({
    onSuccess: async (saved) => {
      form.setValues({ ...saved, logo: undefined, logo_shown: saved.logo_address })
      form.resetDirty()
      queryClient.setQueryData(api.organisations.read.queryKey(), saved)
      await queryClient.invalidateQueries(sessionQuery)
      notice(t('organisations.settings.saved'))
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      notice(error.message, 'bad')
    },
  }))
  const submit = form.onSubmit(({ name, colour, language, time_zone, logo }) => { save.mutate({ name, colour, language, time_zone, ...(logo !== undefined && { logo }) }) })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Section title={t('organisations.settings.identity')}><IdentityFields form={form} /></Section>
        <Section title={t('organisations.settings.place')}><PlaceFields form={form} /></Section>
        <Group justify="flex-end"><Button type="submit" loading={save.isPending}>{t('ui.save')}</Button></Group>
      </Stack>
    </form>
  )
}

const Settings = () => {
  const t = useTranslations('organisations.settings')
  const { data } = useQuery(api.organisations.read.queryOptions())
  return (
    <Page width="form">
      <PageHeader title={t('title')} lead={t('lead')} />
      {data ? <Form key={data.id} organisation={data} /> : <TextSkeleton />}
    </Page>
  )
}

export default Settings
