import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useDraft } from '#app/use-draft.ts'
import { DataTable } from '#ui/data-table.tsx'
import { EmailAddress } from '#ui/email-address.tsx'
import { FieldError } from '#ui/field-error.tsx'
import { KeptNote } from '#ui/kept-note.tsx'
import { useNotice } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import classes from './desk.module.css'
import { Outcome, SendAgainTick, tally, type Told } from './outcome.tsx'
import { PlaceForm, usualPlace } from './place-form.tsx'

const mostShown = 200

const People = ({ people }: { people: readonly (Told & { email: string; name: string })[] }) => {
  const t = useTranslations('people.invitations')
  return (
    <>
      <DataTable
        label={t('preview')} rows={people.slice(0, mostShown)} keyOf={({ email }) => email}
        columns={[
          { name: 'who', label: t('csv_who'), render: ({ email, name }) => <><EmailAddress>{email}</EmailAddress>{name && <span className={classes.soft}>{name}</span>}</> },
          { name: 'what', label: t('csv_what'), render: (person) => <Outcome {...person} /> },
        ]}
      />
      {people.length > mostShown && <p className={classes.note}>{t('csv_only', { count: mostShown })}</p>}
    </>
  )
}

/** One address or many, pasted from anywhere: who they are and what will become of them is shown before anything leaves. */
export const InviteByEmail = ({ onInvited }: { onInvited: () => Promise<unknown> }) => {
  const t = useTranslations('people.invitations')
  const notice = useNotice()
  const format = useFormat()
  // who invites again does so for the same place
  const [usual, setUsual] = useState(usualPlace)
  const { value: { typed, place }, set, ...kept } = useDraft('invitations.by_email', { typed: '', place: usual })
  const [settled] = useDebouncedValue(typed, 250)
  const [sendAgain, setSendAgain] = useState(false)
  const preview = useQuery(api.people.invitations.preview.queryOptions({ input: { text: settled, send_again: sendAgain }, enabled: settled.trim() !== '', placeholderData: keepPreviousData, staleTime: 0, gcTime: 0 }))
  const { items: people, wrong } = typed.trim() !== '' && preview.data ? preview.data : { items: [], wrong: [] }
  // what is shown is what is sent: until it is of what was typed last, nothing is
  const isOld = typed !== settled || preview.isPlaceholderData
  const sent = people.filter(({ outcome }) => outcome === 'invited' || outcome === 'sent_again')
  const invite = useMutation(api.people.invitations.invite.mutationOptions({
    onSuccess: async ({ items }) => {
      setUsual(place)
      if (wrong.length > 0) set({ typed: wrong.join('\n'), place })
      else kept.forget()
      setSendAgain(false)
      notice(t('done', tally((outcome) => items.filter((item) => item.outcome === outcome).length)))
      await onInvited()
    },
  }))
  const faults = preview.error ? fieldErrors(preview.error).text ?? t('preview_failed', { reason: preview.error.message }) : null
  const submit = () => { if (sent.length && !isOld) invite.mutate({ emails: people.map(({ mailbox }) => mailbox), place, send_again: sendAgain }) }
  return (
    <form onSubmit={(event) => { event.preventDefault(); submit() }} noValidate>
      <Stack>
        <KeptNote {...kept} />
        <Textarea label={t('emails')} description={t('emails_hint')} required minRows={4} maxRows={14} inputMode="email" autoCapitalize="off" spellCheck={false} value={typed} onChange={(event) => { set({ typed: event.currentTarget.value, place }) }} error={faults ?? (wrong.length ? t('emails_wrong', { list: format.list(wrong.slice(0, 8)) }) : undefined)} />
        <p className={classes.note} aria-live="polite">{t('emails_found', { count: people.length })}</p>
        {people.length > 0 && <People people={people} />}
        {(sendAgain || people.some(({ invited_at }) => invited_at !== null)) && <SendAgainTick checked={sendAgain} onChange={setSendAgain} />}
        <PlaceForm value={place} onChange={(next) => { set({ typed, place: next }) }} />
        <FieldError>{invite.error?.message}</FieldError>
        <Group justify="flex-end"><Button type="submit" disabled={sent.length === 0 || isOld} loading={invite.isPending}>{t('send', { count: sent.length })}</Button></Group>
      </Stack>
    </form>
  )
}
