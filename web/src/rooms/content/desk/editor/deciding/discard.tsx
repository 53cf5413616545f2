import { Button, Group, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { queryClient } from '#app/queries.ts'
import { useNotice } from '#ui/undo.tsx'
import { useSheet } from '#ui/use-sheet.ts'
import classes from '../editor.module.css'

const contents: string = '/desk/contents'

/** Throws away a draft that was never published: asked first, since nothing brings it back. */
export const Discard = ({ content_id }: { content_id: string }) => {
  const t = useTranslations('editor.write')
  const ui = useTranslations('ui')
  const notice = useNotice()
  const navigate = useNavigate()
  const asking = useSheet('discard')
  const discard = useMutation(api.content.contents.discard.mutationOptions({
    onSuccess: async () => {
      notice(t('discarded'))
      await navigate({ to: contents, replace: true })
      queryClient.removeQueries({ queryKey: api.content.contents.read.queryKey({ input: { content_id } }) })
      await Promise.all([api.content.contents.list.key(), api.content.contents.counts.key()].map((queryKey) => queryClient.invalidateQueries({ queryKey })))
    },
    onError: (error) => { notice(error.message, 'bad') },
  }))
  return (
    <>
      <Button variant="subtle" color="red" className={classes.discard} onClick={() => { asking.open() }}>{t('discard')}</Button>
      <Modal opened={asking.opened} onClose={asking.close} title={t('discard_title')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <p className={classes.hint}>{t('discard_detail')}</p>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={asking.close}>{ui('cancel')}</Button>
          <Button color="red" loading={discard.isPending} onClick={() => { discard.mutate({ content_id }) }}>{t('discard')}</Button>
        </Group>
      </Modal>
    </>
  )
}
