import { Button, Group, Stack, TextInput } from '@mantine/core'
import type { Invitation } from '@portevoix/contract/people/invitations'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useDraft } from '#app/use-draft.ts'
import { FieldError } from '#ui/field-error.tsx'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { KeptNote } from '#ui/kept-note.tsx'
import { PlaceForm, usualPlace } from './place-form.tsx'
import { mostPlaces, placesTyped } from './places-typed.ts'

/** A link for whoever holds it, on a poster or in a chat. */
export const InviteByLink = ({ onMade }: { onMade: (invitation: Invitation) => Promise<unknown> }) => {
  const t = useTranslations('people.invitations')
  const { value: draft, set, ...kept } = useDraft('invitations.by_link', { label: '', places: '', place: usualPlace() })
  const [refused, setRefused] = useState(false)
  const create = useMutation(api.people.invitations.create_link.mutationOptions({
    onSuccess: async (invitation) => {
      kept.forget()
      await onMade(invitation)
    },
  }))
  const max_uses = placesTyped(draft.places)
  const faults = fieldErrors(create.error)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    setRefused(max_uses === undefined)
    if (max_uses === undefined) return goToFirstWrong()
    create.mutate({ label: draft.label, place: draft.place, max_uses })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <KeptNote {...kept} />
        <TextInput label={t('label')} description={t('label_hint')} maxLength={80} value={draft.label} error={faults['label']} onChange={(event) => { set({ ...draft, label: event.currentTarget.value }) }} />
        <TextInput
          label={t('max_uses')} description={t('max_uses_hint')} inputMode="numeric" autoComplete="off" maxLength={20} value={draft.places}
          error={refused && max_uses === undefined ? t('max_uses_wrong', { most: mostPlaces }) : faults['max_uses']}
          onChange={(event) => { setRefused(false); set({ ...draft, places: event.currentTarget.value }) }}
        />
        <PlaceForm value={draft.place} onChange={(place) => { set({ ...draft, place }) }} />
        <FieldError>{create.error && Object.keys(faults).length === 0 ? create.error.message : null}</FieldError>
        <Group justify="flex-end"><Button type="submit" loading={create.isPending}>{t('make_link')}</Button></Group>
      </Stack>
    </form>
  )
}
