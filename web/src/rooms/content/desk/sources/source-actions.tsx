import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core'
import type { Source } from '@portevoix/contract/content/sources'
import { IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useNotice } from '#ui/undo.tsx'
import { useSheet } from '#ui/use-sheet.ts'

/** Read now, pause, resume, remove; removing asks what becomes of what is still to sort. */
export const SourceActions = ({ source }: { source: Source }) => {
  const t = useTranslations('content.desk.sources')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const queryClient = useQueryClient()
  const { id: source_id, title, health } = source
  const removing = useSheet(`remove-source ${source_id}`)
  const said = (message: string) => ({
    onSuccess: async () => {
      removing.close()
      notice(message)
      await queryClient.invalidateQueries({ queryKey: api.content.key() })
    },
    onError: (error: Error) => { notice(error.message, 'bad') },
  })
  const poll = useMutation(api.content.sources.poll.mutationOptions(said(t('polling'))))
  const pause = useMutation(api.content.sources.pause.mutationOptions(said(t('paused', { title }))))
  const resume = useMutation(api.content.sources.resume.mutationOptions(said(t('resumed', { title }))))
  const remove = useMutation(api.content.sources.remove.mutationOptions(said(t('removed'))))
  const resting = health === 'paused' || health === 'stopped'
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target><ActionIcon variant="subtle" aria-label={t('menu', { title })}><IconDots size={20} aria-hidden /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          {!resting && <Menu.Item leftSection={<IconRefresh size={18} aria-hidden />} onClick={() => { poll.mutate({ source_id }) }}>{t('poll')}</Menu.Item>}
          {resting
            ? <Menu.Item leftSection={<IconPlayerPlay size={18} aria-hidden />} onClick={() => { resume.mutate({ source_id }) }}>{t('resume')}</Menu.Item>
            : <Menu.Item leftSection={<IconPlayerPause size={18} aria-hidden />} onClick={() => { pause.mutate({ source_id }) }}>{t('pause')}</Menu.Item>}
          <Menu.Item color="red" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => { removing.open() }}>{t('remove')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={removing.opened} onClose={removing.close} title={t('remove_title', { title })} closeButtonProps={{ 'aria-label': ui('close') }}>
        <Stack>
          <Text>{t('remove_detail', { count: source.items.new })}</Text>
          <Group justify="flex-end">
            <Button variant="default" loading={remove.isPending} onClick={() => { remove.mutate({ source_id, items: 'keep' }) }}>{t('remove_keep')}</Button>
            <Button color="red" loading={remove.isPending} onClick={() => { remove.mutate({ source_id, items: 'remove' }) }}>{t('remove_items')}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
