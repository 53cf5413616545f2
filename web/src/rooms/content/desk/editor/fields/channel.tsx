import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useNotice } from '#ui/undo.tsx'
import classes from '../editor.module.css'

interface Props { programme_id: string; value: string | null; onChange: (channel_id: string | null) => void }

const anew = 'new'

/** The named stream that the content belongs to, if any; a new one is opened on the spot. */
export const Channel = ({ programme_id, value, onChange }: Props) => {
  const t = useTranslations('editor.write')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const channels = useQuery(api.content.contents.channels.queryOptions({ input: { programme_id } }))
  const add = useMutation(api.content.contents.addChannel.mutationOptions())
  const [name, setName] = useState<string | null>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    if (!name?.trim()) return
    add.mutate({ programme_id, name: name.trim() }, {
      onSuccess: async (channel) => {
        await channels.refetch()
        onChange(channel.id)
        setName(null)
        notice(t('channel_added', { name: channel.name }))
      },
    })
  }
  if (name === null) {
    return (
      <NativeSelect
        data-field="channel_id" label={t('channel')} value={value ?? ''}
        data={[{ value: '', label: t('channel_none') }, ...(channels.data?.items ?? []).map((channel) => ({ value: channel.id, label: channel.name })), { value: anew, label: `+ ${t('channel_new')}` }]}
        onChange={(event) => { if (event.currentTarget.value === anew) setName(''); else onChange(event.currentTarget.value || null) }}
      />
    )
  }
  return (
    <form className={classes.channel} onSubmit={open}>
      <TextInput
        label={t('channel_new')} value={name} maxLength={80} ref={(field) => { field?.focus() }}
        error={add.error ? fieldErrors(add.error)['name'] ?? add.error.message : undefined}
        onChange={(event) => { add.reset(); setName(event.currentTarget.value) }}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>{t('channel_add')}</Button>
        <Button variant="subtle" onClick={() => { add.reset(); setName(null) }}>{ui('cancel')}</Button>
      </div>
    </form>
  )
}
