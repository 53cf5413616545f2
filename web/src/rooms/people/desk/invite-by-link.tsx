import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { FieldError } from '#ui/field-error.tsx'
import { PlaceForm, usePlace } from './place-form.tsx'

/** A link for whoever holds it, on a poster or in a chat. */
export const InviteByLink = ({ onMade }: { onMade: (invitation: Invitation) => Promise<unknown> }) => {
  const t = useTranslations('people.invitations')
  const [place, setPlace] = usePlace()
  const [label, setLabel] = useState('')
  const [most, setMost] = useState<number | null>(null)
  const create = useMutation(api.people.invitations.create_link.mutationOptions({
    onSuccess: async (invitation) => {
      setLabel('')
      await onMade(invitation)
    },
  }))
  return (
    <form onSubmit={(event) => { event.preventDefault(); create.mutate({ label, place, max_uses: most }) }} noValidate>
      <Stack>
        <TextInput label={t('label')} description={t('label_hint')} maxLength={80} value={label} onChange={(event) => { setLabel(event.currentTarget.value) }} />
        <NumberInput label={t('max_uses')} description={t('max_uses_hint')} size="md" min={1} max={100_000} allowDecimal={false} hideControls value={most ?? ''} onChange={(value) => { setMost(typeof value === 'number' ? value : null) }} />
        <PlaceForm value={place} onChange={setPlace} />
        <FieldError>{create.error?.message}</FieldError>
        <Group justify="flex-end"><Button type="submit" loading={create.isPending}>{t('make_link')}</Button></Group>
      </Stack>
    </form>
  )
}
