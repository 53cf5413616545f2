import { ActionIcon, Modal, Stack } from '@mantine/core'
import type { Channel } from '@portevoix/contract/content/channels'
import { IconCircleX, IconPencil } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { queryClient } from '#app/queries.ts'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { CloseForm } from './close-form.tsx'
import { NameForm } from './name-form.tsx'
import classes from './channels.module.css'

const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: api.content.channels.key() })

const Renaming = ({ channel, onClose }: { channel: Channel; onClose: () => void }) => {
  const t = useTranslations('editor.channels')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const rename = useMutation(api.content.channels.rename.mutationOptions({ onSuccess: async () => { await refresh(); notice(t('renamed')); onClose() } }))
  return <NameForm label={t('name')} action={ui('save')} initial={channel.name} error={rename.error} pending={rename.isPending} onCancel={onClose} onName={(name) => { rename.mutate({ channel_id: channel.id, name }) }} />
}

/** The channels of a programme: opened, renamed and closed. */
export const Channels = ({ programme_id, onClose }: { programme_id: string; onClose: () => void }) => {
  const t = useTranslations('editor.channels')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const list = useQuery(api.content.channels.list.queryOptions({ input: { programme_id } }))
  const [doing, setDoing] = useState<{ what: 'rename' | 'close'; id: string } | null>(null)
  const [anew, setAnew] = useState(0)
  const add = useMutation(api.content.channels.create.mutationOptions({ onSuccess: async ({ name }) => { await refresh(); setAnew(anew + 1); notice(t('opened', { name })) } }))
  const open = (list.data?.items ?? []).filter(({ closed }) => !closed)
  const done = () => { setDoing(null) }
  return (
    <Modal opened onClose={onClose} title={t('title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <ReturnFocus />
      <Stack>
        <p className={classes.hint}>{t('lead')}</p>
        {list.isError ? <p role="alert">{list.error.message}</p> : list.isPending ? <RowSkeletons count={3} /> : open.length === 0 ? <p className={classes.hint}>{t('none')}</p> : (
          <ul className={classes.list} aria-label={t('title')}>
            {open.map((channel) => (
              <li key={channel.id}>
                {doing?.id !== channel.id ? (
                  <div className={classes.line}>
                    <span className={classes.name}>{channel.name}<small>{t('contents', { count: channel.contents })}</small></span>
                    <ActionIcon aria-label={t('rename', { name: channel.name })} onClick={() => { setDoing({ what: 'rename', id: channel.id }) }}><IconPencil size={20} aria-hidden /></ActionIcon>
                    <ActionIcon color="red" aria-label={t('close', { name: channel.name })} onClick={() => { setDoing({ what: 'close', id: channel.id }) }}><IconCircleX size={20} aria-hidden /></ActionIcon>
                  </div>
                ) : doing.what === 'rename' ? <Renaming channel={channel} onClose={done} /> : (
                  <CloseForm
                    channel={channel} others={open.filter(({ id }) => id !== channel.id)} onCancel={done}
                    onDone={async () => { await Promise.all([refresh(), queryClient.invalidateQueries({ queryKey: api.content.contents.key() })]); done() }}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        <NameForm key={anew} label={t('new')} action={t('open')} error={add.error} pending={add.isPending} onName={(name) => { add.mutate({ programme_id, name }) }} />
      </Stack>
    </Modal>
  )
}
