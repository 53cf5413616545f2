import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { queryClient } from '#app/queries.ts'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { ReturnFocus } from '#ui/return-focus.tsx'
import { isWholeAddress } from '../editor/keeping/draft.ts'
import classes from './contents.module.css'

const editorOf = (content_id: string): string => `/desk/contents/${content_id}`

/** Begins a link, from its address, or a text, and opens its editor. */
export const NewContent = ({ programme_id, onClose }: { programme_id: string; onClose: () => void }) => {
  const t = useTranslations('editor.list')
  const write = useTranslations('editor.write')
  const ui = useTranslations('ui')
  const navigate = useNavigate()
  const [kind, setKind] = useState<'link' | 'text'>('link')
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState(false)
  const create = useMutation(api.content.contents.create.mutationOptions({
    onSuccess: async (content) => {
      queryClient.setQueryData(api.content.contents.read.queryKey({ input: { content_id: content.id } }), content)
      void queryClient.invalidateQueries({ queryKey: api.content.contents.list.key() })
      void queryClient.invalidateQueries({ queryKey: api.content.contents.counts.key() })
      await navigate({ to: editorOf(content.id), replace: true })
    },
  }))
  const begin = (event: FormEvent) => {
    event.preventDefault()
    const typed = address.trim()
    const faulty = kind === 'link' && typed !== '' && !isWholeAddress(typed)
    setWrong(faulty)
    if (!faulty) create.mutate({ programme_id, kind, ...(kind === 'link' && typed !== '' && { address: typed }) })
  }
  const refused = create.error ? fieldErrors(create.error)['address'] : undefined
  return (
    <Modal opened onClose={onClose} title={t('new_title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <ReturnFocus />
      <form onSubmit={begin} noValidate>
        <Stack>
          <div>
            <SegmentedFilter label={write('kind')} value={kind} onChange={setKind} options={[{ value: 'link', label: t('new_link') }, { value: 'text', label: t('new_text') }]} />
            <p className={classes.hint}>{t(`new_${kind}_detail`)}</p>
          </div>
          {kind === 'link' && (
            <TextInput
              label={t('new_address')} description={t('new_address_hint')} type="url" inputMode="url" autoCapitalize="none" spellCheck={false} maxLength={2048} value={address} data-autofocus
              error={refused ?? (wrong ? write('address_wrong') : undefined)} onChange={(event) => { setWrong(false); create.reset(); setAddress(event.currentTarget.value) }}
            />
          )}
          {create.error && !refused && <p role="alert" className={classes.hint}>{create.error.message}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>{ui('cancel')}</Button>
            <Button type="submit" loading={create.isPending}>{t('create')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
