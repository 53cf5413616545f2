import { Alert, Button, FileButton, Group, Stack, Title } from '@mantine/core'
import type { CsvPreview, CsvRow } from '@portevoix/contract/people/invitations'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
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
import { Outcome, SendAgainTick, tally } from './outcome.tsx'
import { PlaceForm, usualPlace, type Place } from './place-form.tsx'

const mostShown = 200
const mostMegabytes = 5

const toBase64 = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let start = 0; start < bytes.length; start += 32_768) text += String.fromCharCode(...bytes.subarray(start, start + 32_768))
  return btoa(text)
}

const RowOutcome = ({ row }: { row: CsvRow }) => {
  if (row.errors.length) return <ul className={classes.wrong}>{row.errors.map(({ column, message }) => <li key={`${column} ${message}`}>{message}</li>)}</ul>
  return row.outcome && <Outcome outcome={row.outcome} invited_at={row.invited_at} again_at={row.again_at} />
}

const Preview = ({ preview }: { preview: CsvPreview }) => {
  const t = useTranslations('people')
  const format = useFormat()
  const { rows, counts, new_groups, unknown_columns } = preview
  const title = useRef<HTMLHeadingElement>(null)
  // it comes below the form: whoever chose the file is led to it, whatever they see and hear by
  useEffect(() => { title.current?.focus() }, [])
  return (
    <>
      <Title order={3} size="h4" ref={title} tabIndex={-1}>{t('invitations.csv_preview')}</Title>
      {counts.wrong > 0 && <Alert color="orange">{t('invitations.csv_wrong', { count: counts.wrong })}</Alert>}
      {new_groups.length > 0 && <p className={classes.note}>{t('invitations.csv_new_groups', { list: format.list(new_groups) })}</p>}
      {unknown_columns.length > 0 && <p className={classes.note}>{t('invitations.csv_unknown_columns', { list: format.list(unknown_columns) })}</p>}
      <DataTable
        label={t('invitations.csv_preview')} rows={rows.slice(0, mostShown)} keyOf={({ line }) => String(line)}
        columns={[
          { name: 'line', label: t('invitations.csv_line'), numeric: true, render: ({ line }) => <><span className={classes.line}>{t('invitations.csv_line')} </span>{line}</> },
          { name: 'what', label: t('invitations.csv_what'), render: (row) => <RowOutcome row={row} /> },
          { name: 'who', label: t('invitations.csv_who'), render: ({ email, name }) => <><EmailAddress>{email}</EmailAddress>{name && <span className={classes.soft}>{name}</span>}</> },
          { name: 'tribe', label: t('members.tribe'), render: ({ tribe }) => <span className={classes.word}>{t(`tribes.${tribe}`)}</span> },
          { name: 'groups', label: t('members.groups'), render: ({ groups }) => format.list(groups) },
          { name: 'roles', label: t('members.roles'), render: ({ roles }) => roles.map((role) => <span key={role} className={classes.word}>{t(`roles.${role}`)}</span>) },
        ]}
      />
      {rows.length > mostShown && <p className={classes.note}>{t('invitations.csv_only', { count: mostShown })}</p>}
    </>
  )
}

/** A file of people: read, shown row by row with what it will do, and only then done. */
export const InviteByCsv = ({ onInvited }: { onInvited: () => Promise<unknown> }) => {
  const t = useTranslations('people.invitations')
  const notice = useNotice()
  // a file is not kept: who comes back chooses it again, for the place that they had chosen
  const { value: place, set: setPlace, ...kept } = useDraft('invitations.by_csv', usualPlace())
  const [csv, setCsv] = useState<string | null>(null)
  const [heavy, setHeavy] = useState(false)
  const [sendAgain, setSendAgain] = useState(false)
  // the tick stays where it is while the file is read anew
  const [knowsSome, setKnowsSome] = useState(false)
  const preview = useMutation(api.people.invitations.preview_csv.mutationOptions({ onSuccess: ({ rows }) => { setKnowsSome(rows.some(({ invited_at }) => invited_at !== null)) } }))
  const send = useMutation(api.people.invitations.import_csv.mutationOptions({
    onSuccess: async ({ counts }) => {
      notice(t('done', tally((outcome) => counts[outcome])))
      setCsv(null)
      kept.forget()
      setSendAgain(false)
      preview.reset()
      await onInvited()
    },
  }))
  const take = async (file: File | null) => {
    if (!file) return
    setHeavy(file.size > mostMegabytes * 1024 * 1024)
    if (file.size > mostMegabytes * 1024 * 1024) return
    const bytes = await toBase64(file)
    setCsv(bytes)
    preview.mutate({ csv: bytes, place, send_again: sendAgain })
  }
  const changePlace = (next: Place) => {
    setPlace(next)
    if (csv) preview.mutate({ csv, place: next, send_again: sendAgain })
  }
  const changeSendAgain = (asked: boolean) => {
    setSendAgain(asked)
    if (csv) preview.mutate({ csv, place, send_again: asked })
  }
  const error = preview.error ?? send.error
  const ready = preview.data ? preview.data.counts.invited + preview.data.counts.sent_again : 0
  return (
    <Stack>
      <Stack gap="xs" align="flex-start">
        <FileButton onChange={(file) => void take(file)} accept=".csv,.txt,.tsv,text/csv,text/plain">{(props) => <Button {...props} variant="default" loading={preview.isPending}>{csv ? t('file_other') : t('file_choose')}</Button>}</FileButton>
        <p className={classes.note}>{t('file_hint')}</p>
        <FieldError>{heavy ? t('file_too_heavy', { megabytes: mostMegabytes }) : error ? fieldErrors(error).csv ?? error.message : null}</FieldError>
      </Stack>
      <KeptNote {...kept} />
      <PlaceForm value={place} onChange={changePlace} />
      {csv && (sendAgain || knowsSome) && <SendAgainTick checked={sendAgain} onChange={changeSendAgain} />}
      {preview.data && csv && (
        <>
          <Preview preview={preview.data} />
          <Group justify="flex-end"><Button disabled={ready === 0} loading={send.isPending} onClick={() => { send.mutate({ csv, place, send_again: sendAgain }) }}>{t('send', { count: ready })}</Button></Group>
        </>
      )}
    </Stack>
  )
}
