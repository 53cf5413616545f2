import { Button, Group, Text } from '@mantine/core'
import { notifications, type NotificationData } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { measureFeet } from './foot.ts'
import classes from './undo.module.css'

interface Undoable {
  /** What was done, in one sentence. */
  message: string
  undo: () => Promise<unknown> | void
}

type Kind = 'good' | 'bad' | 'undo'

/** The last of each kind: one takes the place of another, so that they do not pile up over what is worked on. */
const latest = new Map<Kind, string>()

const say = (kind: Kind, notice: NotificationData): string => {
  const before = latest.get(kind)
  if (before !== undefined) notifications.hide(before)
  measureFeet()
  const id = notifications.show(notice)
  latest.set(kind, id)
  return id
}

/**
 * Says what was done and offers to take it back, for eight seconds or until something else is done; gives what takes it back, its notice with it,
 * for where a key does it too.
 */
export const useUndo = () => {
  const t = useTranslations('ui')
  return useCallback(
    ({ message, undo }: Undoable): (() => Promise<void>) => {
      const closeButtonProps = { 'aria-label': t('close') }
      const takeBack = async () => {
        notifications.hide(id)
        try {
          await undo()
          say('good', { message: t('undone'), autoClose: 2500, closeButtonProps })
        } catch {
          say('bad', { message: t('undo_failed'), color: 'red', closeButtonProps })
        }
      }
      const id = say('undo', {
        message: (
          <Group justify="flex-end" gap="sm">
            <Text inherit flex="1 1 10rem" className={classes.words}>{message}</Text>
            <Button variant="subtle" size="compact-md" mih={44} flex="none" onClick={() => void takeBack()}>{t('undo')}</Button>
          </Group>
        ),
        closeButtonProps,
      })
      return takeBack
    },
    [t],
  )
}

/** A short word about what has just happened. */
export const useNotice = () => {
  const t = useTranslations('ui')
  return useCallback((message: string, tone: 'good' | 'bad' = 'good') => say(tone, { message, color: tone === 'bad' ? 'red' : 'green', closeButtonProps: { 'aria-label': t('close') } }), [t])
}
