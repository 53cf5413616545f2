import { Button, Group, Stack } from '@mantine/core'
import type { OrganisationShape } from '@portevoix/contract/organisations'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { sessionQuery } from '#app/session.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { TextSkeleton } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { IdentityFields, PlaceFields, type OrganisationValues } from '../organisation-fields.tsx'

const Form = ({ organisation }: { organisation: OrganisationShape }) => {
  const t = useTranslations()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const { form, settle, ...kept } = useKeptForm<OrganisationValues>('organisation', {
    initialValues: { name: organisation.name, colour: organisation.colour, language: organisation.language, time_zone: organisation.time_zone, logo_shown: organisation.logo_address },
  }, { logo: null, logo_shown: null })
  const save = useMutation(api.organisations.update.mutationOptions({
    onSuccess: async (saved) => {
      queryClient.setQueryData(api.organisations.read.queryKey(), saved)
      await queryClient.invalidateQueries(sessionQuery)
      notice(t('organisations.settings.saved'))
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      notice(error.message, 'bad')
    },
  }))
  const submit = form.onSubmit((values) => {
    const { name, colour, language, time_zone, logo } = values
    save.mutate({ name, colour, language, time_zone, ...(logo !== undefined && { logo }) }, {
      onSuccess: ({ logo_address: logo_shown }) => {
        form.setValues({ logo: undefined, logo_shown })
        settle({ ...values, logo: undefined, logo_shown })
      },
    })
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <KeptNote {...kept} />
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
