import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core'
import type { Programme } from '@portevoix/contract/programme'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useKeptForm } from '#app/use-draft.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'
import { NetworkChoice } from './network-choice.tsx'

/** Name, reason to be, networks, and how what is shared is marked. */
export const ProgrammeForm = ({ programme }: { programme: Programme }) => {
  const t = useTranslations('programme.settings')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const { id, name, purpose, networks, disclosure_hashtag, utm_enabled } = programme
  const { form, settle, ...kept } = useKeptForm(`programme.${id}`, { initialValues: { name, purpose, networks, disclosure_hashtag: disclosure_hashtag ?? '', utm_enabled } })
  const update = useMutation(api.programme.update.mutationOptions({
    onSuccess: async () => {
      notice(t('saved'))
      await queryClient.invalidateQueries({ queryKey: api.programme.key() })
    },
    onError: (error) => {
      form.setErrors(fieldErrors(error))
      notice(error.message, 'bad')
    },
  }))
  const save = form.onSubmit((values) => { update.mutate({ programme_id: id, ...values, disclosure_hashtag: values.disclosure_hashtag.trim() || null }, { onSuccess: () => { settle(values) } }) })
  return (
    <Section title={t('tabs.form')}>
      <form onSubmit={save} noValidate>
        <Stack>
          <KeptNote {...kept} />
          <TextInput label={t('name')} required maxLength={120} {...form.getInputProps('name')} />
          <Textarea label={t('purpose')} autosize minRows={3} maxLength={2000} {...form.getInputProps('purpose')} />
          <NetworkChoice value={form.values.networks} onChange={(chosen) => { form.setFieldValue('networks', chosen) }} error={form.errors['networks']} />
          <TextInput label={t('disclosure')} description={`${t('disclosure_hint')} ${t('disclosure_example')}`} leftSection="#" maxLength={100} {...form.getInputProps('disclosure_hashtag')} />
          <Switch label={t('utm')} description={t('utm_hint')} {...form.getInputProps('utm_enabled', { type: 'checkbox' })} />
          <Group justify="flex-end"><Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Section>
  )
}
