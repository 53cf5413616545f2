import { Button, Group, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { NetworkId } from '@portevoix/contract/networks/shape'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'
import { chooseDeskProgramme } from '../use-desk-programme.ts'
import { NetworkChoice } from './network-choice.tsx'

const usual: readonly NetworkId[] = ['linkedin', 'x', 'facebook', 'whatsapp', 'email']

/** The first form of a programme: a name, a reason to be, the networks. */
export const CreateProgramme = () => {
  const t = useTranslations('programme')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const { form, settle, ...kept } = useKeptForm('programme.new', { initialValues: { name: '', purpose: '', networks: [...usual] } })
  const create = useMutation(api.programme.create.mutationOptions({
    onSuccess: async (made) => {
      settle()
      chooseDeskProgramme(made.id)
      await queryClient.invalidateQueries({ queryKey: api.programme.key() })
    },
    onError: (error) => {
      const errors = fieldErrors(error)
      form.setErrors(errors)
      if (Object.keys(errors).length === 0) notice(error.message, 'bad')
    },
  }))
  return (
    <Page>
      <PageHeader title={t('create.title')} lead={t('create.lead')} />
      <Section title={t('settings.tabs.form')}>
        <form onSubmit={form.onSubmit((values) => { create.mutate(values) })} noValidate>
          <Stack>
            <KeptNote {...kept} />
            <TextInput label={t('create.name')} description={t('create.name_example')} required maxLength={120} {...form.getInputProps('name')} />
            <Textarea label={t('create.purpose')} description={t('create.purpose_hint')} autosize minRows={3} maxLength={2000} {...form.getInputProps('purpose')} />
            <NetworkChoice value={form.values.networks} onChange={(networks) => { form.setFieldValue('networks', networks) }} description={t('create.networks_hint')} error={form.errors['networks']} />
            <Text size="sm" c="dimmed">{t('create.starts_with')}</Text>
            <Group justify="flex-end"><Button type="submit" size="md" loading={create.isPending}>{t('create.submit')}</Button></Group>
          </Stack>
        </form>
      </Section>
    </Page>
  )
}
