import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { Domain } from '@portevoix/contract/links'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useNotice } from '#ui/undo.tsx'
import { ReturnFocus } from '#ui/return-focus.tsx'

interface Props { domain: Domain; usual_address: string; onClose: () => void }

/** Asks before a host is served no more, and says what becomes of the links that were made on it. */
export const RemoveDomain = ({ domain: { id, shown_host, links, preferred, state }, usual_address, onClose }: Props) => {
  const t = useTranslations('links.domains')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const queryClient = useQueryClient()
  const remove = useMutation(api.links.removeDomain.mutationOptions({
    onSuccess: async () => {
      onClose()
      notice(t('removed', { host: shown_host }))
      await queryClient.invalidateQueries({ queryKey: api.links.domains.key() })
    },
    onError: (error) => { notice(error.message, 'bad') },
  }))
  return (
    <Modal opened onClose={onClose} title={t('remove_title', { host: shown_host })} closeButtonProps={{ 'aria-label': ui('close') }}>
      <ReturnFocus />
      <Stack>
        <Text>{t('remove_links', { count: links })}</Text>
        {links > 0 && <Text>{t('remove_still', { address: usual_address })}</Text>}
        {preferred && state !== 'pending' && <Text>{t('remove_next')}</Text>}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>{t('remove_keep')}</Button>
          <Button color="red" loading={remove.isPending} onClick={() => { remove.mutate({ id }) }}>{t('remove_sure')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
