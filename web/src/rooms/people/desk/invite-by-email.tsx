import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useUnsaved } from '#app/unsaved.ts'
import { FieldError } from '#ui/field-error.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { readAddresses } from './addresses.ts'
import { PlaceForm, usePlace } from './place-form.tsx'

/** One address or many, pasted from anywhere. */
export const InviteByEmail = ({ onInvited }: { onInvited: () => Promise<unknown> }) => {
  const t = useTranslations('people.invitations')
  const notice = useNotice()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const [place, setPlace] = usePlace()
  const { emails, wrong } = readAddresses(typed)
  useUnsaved(typed !== '')
  const invite = useMutation(api.people.invitations.invite.mutationOptions({
    onSuccess: async ({ items }) => {
      const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length
      setTyped(wrong.join('\n'))
      notice(t('done', { invited: count('invited'), again: count('sent_again'), members: count('member_already') }))
      await onInvited()
    },
  }))
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (emails.length) invite.mutate({ emails, place }) }} noValidate>
      <Stack>
        <Textarea label={t('emails')} description={t('emails_hint')} required minRows={4} maxRows={14} inputMode="email" autoCapitalize="off" spellCheck={false} value={typed} onChange={(event) => { setTyped(event.currentTarget.value) }} error={wrong.length ? t('emails_wrong', { list: format.list(wrong.slice(0, 8)) }) : undefined} />
        <p aria-live="polite">{t('emails_found', { count: emails.length })}</p>
        <PlaceForm value={place} onChange={setPlace} />
        <FieldError>{invite.error?.message}</FieldError>
        <Group justify="flex-end"><Button type="submit" disabled={emails.length === 0} loading={invite.isPending}>{t('send', { count: emails.length })}</Button></Group>
      </Stack>
    </form>
  )
}
