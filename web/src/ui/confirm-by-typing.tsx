import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  opened: boolean
  onClose: () => void
  title: string
  /** What will happen, and what cannot be taken back. */
  children: ReactNode
  /** What the person has to type, e.g. the organisation's name. */
  word: string
  /** Whether all else that has to be chosen was. */
  ready?: boolean
  action: string
  onConfirm: () => Promise<unknown> | void
}

/** For what cannot be undone: the person writes a word before the button works. */
export const ConfirmByTyping = ({ opened, onClose, title, children, word, ready = true, action, onConfirm }: Props) => {
  const t = useTranslations('ui')
  const [typed, setTyped] = useState('')
  const [pending, setPending] = useState(false)
  const matches = typed.trim().toLocaleLowerCase() === word.trim().toLocaleLowerCase()
  const close = () => {
    setTyped('')
    onClose()
  }
  const confirm = async (event: React.FormEvent) => {
    event.preventDefault()
    if (!matches || !ready) return
    setPending(true)
    try {
      await onConfirm()
      close()
    } finally {
      setPending(false)
    }
  }
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void confirm(event)}>
        <Stack>
          <div>{children}</div>
          <TextInput label={t('danger.type', { word })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" autoCapitalize="off" spellCheck={false} data-autofocus description={typed !== '' && !matches ? t('danger.mismatch') : undefined} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>{t('cancel')}</Button>
            <Button type="submit" color="red" disabled={!matches || !ready} loading={pending}>{action}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
