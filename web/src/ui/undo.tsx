import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import classes from './undo.module.css'

interface Undoable {
  /** What was done, in one sentence. */
  message: string
  undo: () => Promise<unknown> | void
}

/** The last that may be taken back from a notice: one takes the place of another, so that they do not pile up over what is worked on. */
let latest: string | undefined

/** Says what was done and offers to take it back, for eight seconds or until something else is done. */
export const useUndo = () => {
  const t = useTranslations('ui')
  return useCallback(
    ({ message, undo }: Undoable) => {
      const closeButtonProps = { 'aria-label': t('close') }
      const takeBack = async () => {
        notifications.hide(id)
        try {
          await undo()
          notifications.show({ message: t('undone'), autoClose: 2500, closeButtonProps })
        } catch {
          notifications.show({ message: t('undo_failed'), color: 'red', closeButtonProps })
        }
      }
      if (latest !== undefined) notifications.hide(latest)
      const id = notifications.show({
        message: (
          <Group justify="flex-end" gap="sm">
            <Text inherit flex="1 1 10rem" className={classes.words}>{message}</Text>
            <Button variant="subtle" size="compact-md" mih={44} flex="none" onClick={() => void takeBack()}>{t('undo')}</Button>
          </Group>
        ),
        closeButtonProps,
      })
      latest = id
      return id
    },
    [t],
  )
}

/** A short word about what has just happened. */
export const useNotice = () => {
  const t = useTranslations('ui')
  return useCallback((message: string, tone: 'good' | 'bad' = 'good') => notifications.show({ message, color: tone === 'bad' ? 'red' : 'green', closeButtonProps: { 'aria-label': t('close') } }), [t])
}
