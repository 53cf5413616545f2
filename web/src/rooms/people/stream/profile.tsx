import { Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { sessionQuery } from '#app/session.ts'
import { useUnsaved } from '#app/unsaved.ts'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'

/** The name that others see. */
export const Profile = ({ name }: { name: string }) => {
  const t = useTranslations()
  const notice = useNotice()
  const queryClient = useQueryClient()
  const form = useForm({ initialValues: { name } })
  useUnsaved(form.isDirty())
  const save = useMutation(api.people.update_me.mutationOptions({
    onSuccess: async (saved) => {
      form.setValues({ name: saved.name })
      form.resetDirty()
      await queryClient.invalidateQueries(sessionQuery)
      notice(t('people.me.saved'))
    },
    onError: (error) => { form.setErrors(fieldErrors(error)) },
  }))
  return (
    <Section title={t('people.me.profile')} detail={t('people.me.profile_detail')}>
      <form onSubmit={form.onSubmit((values) => { save.mutate(values) })} noValidate>
        <Group align="flex-end">
          <TextInput flex={1} label={t('people.person.name')} required maxLength={120} autoComplete="name" {...form.getInputProps('name')} />
          <Button type="submit" variant="light" loading={save.isPending} disabled={!form.isDirty()}>{t('ui.save')}</Button>
        </Group>
      </form>
    </Section>
  )
}
