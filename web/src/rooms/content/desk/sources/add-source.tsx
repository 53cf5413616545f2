import { Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useDraft } from '#app/use-draft.ts'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { Section } from '#ui/page.tsx'
import { useNotice } from '#ui/undo.tsx'

/** What people paste seldom begins with https://. */
const whole = (typed: string): string => (/^[a-z]+:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`)

/** One field: an address is pasted, and what there is to follow is found. */
export const AddSource = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('content.desk.sources')
  const queryClient = useQueryClient()
  const notice = useNotice()
  const { value: address, set: setAddress, forget } = useDraft(`source.${programme_id}`, '')
  const [missing, setMissing] = useState(false)
  const add = useMutation(api.content.sources.add.mutationOptions({
    onSuccess: async ({ source, items_added }) => {
      forget()
      notice(source.kind === 'feed' ? t('added_feed', { title: source.title, count: items_added }) : t('added_page'))
      await queryClient.invalidateQueries({ queryKey: api.content.key() })
    },
  }))
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    if (address.trim() !== '') return add.mutate({ programme_id, address: whole(address) })
    setMissing(true)
    return goToFirstWrong()
  }
  const error = missing ? t('address_required') : add.error && (fieldErrors(add.error)['address'] ?? add.error.message)
  return (
    <Section title={t('add')}>
      <form onSubmit={submit} noValidate>
        <Group align="flex-start">
          <TextInput
            flex={1} miw="14rem" type="url" inputMode="url" autoComplete="off" label={t('address')} description={add.isPending ? t('adding') : t('address_hint')} error={error}
            value={address} onChange={(event) => { setAddress(event.currentTarget.value); setMissing(false); add.reset() }}
          />
          <Button type="submit" mt={{ base: 0, xs: 54 }} loading={add.isPending}>{t('add')}</Button>
        </Group>
      </form>
    </Section>
  )
}
