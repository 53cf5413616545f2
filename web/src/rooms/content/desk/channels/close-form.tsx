import { Button, NativeSelect, Radio, Stack } from '@mantine/core'
import type { Channel } from '@portevoix/contract/content/channels'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { useNotice } from '#ui/undo.tsx'
import classes from './channels.module.css'

interface Props { channel: Channel; others: readonly Channel[]; onDone: () => Promise<void>; onCancel: () => void }

/** Asks what becomes of the contents of a channel that closes. */
export const CloseForm = ({ channel, others, onDone, onCancel }: Props) => {
  const t = useTranslations('editor.channels')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const [choice, setChoice] = useState('stay')
  const [move_to, setMoveTo] = useState('')
  const close = useMutation(api.content.channels.close.mutationOptions({
    onSuccess: async () => { notice(t('closed', { name: channel.name })); await onDone() },
  }))
  const become = channel.contents === 0 || choice === 'stay' ? {} : { move_to: choice === 'move' ? move_to : null }
  const error = close.error ? fieldErrors(close.error)['move_to'] ?? close.error.message : undefined
  return (
    <div className={classes.form}>
      <strong>{t('close_title', { name: channel.name })}</strong>
      <p className={classes.hint}>{t('close_detail')}</p>
      {channel.contents > 0 && (
        <Radio.Group label={t('contents_become', { count: channel.contents })} value={choice} onChange={(value) => { close.reset(); setChoice(value) }}>
          <Stack mt="xs" gap="sm">
            <Radio size="md" value="stay" label={t('stay')} description={t('stay_detail')} />
            {others.length > 0 && <Radio size="md" value="move" label={t('move')} />}
            {choice === 'move' && (
              <NativeSelect
                label={t('move_to')} value={move_to} onChange={(event) => { close.reset(); setMoveTo(event.currentTarget.value) }}
                data={[{ value: '', label: t('move_choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
              />
            )}
            <Radio size="md" value="leave" label={t('leave')} />
          </Stack>
        </Radio.Group>
      )}
      {error && <p role="alert" className={classes.hint}>{error}</p>}
      <div className={classes.buttons}>
        <Button color="red" loading={close.isPending} disabled={choice === 'move' && move_to === ''} onClick={() => { close.mutate({ channel_id: channel.id, ...become }) }}>{t('close_do')}</Button>
        <Button variant="subtle" onClick={onCancel}>{ui('cancel')}</Button>
      </div>
    </div>
  )
}
