import type { Item } from '@portevoix/contract/content/items'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { snoozeUntil, type Snooze } from './snooze-times.ts'

export type Decision = { state: 'kept' | 'dismissed' | 'new' } | { state: 'snoozed'; snooze: Snooze }

const titleLength = 60
const short = (title: string) => (title.length > titleLength ? `${title.slice(0, titleLength).trimEnd()}…` : title)

/** Decisions take effect on screen at once, and may be taken back: by the toast, or the last one by a key. */
export const useDecisions = () => {
  const t = useTranslations('content.desk.inbox')
  const format = useFormat()
  const zone = useTimeZone() ?? 'UTC'
  const queryClient = useQueryClient()
  const undoable = useUndo()
  const notice = useNotice()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<(() => Promise<void>) | null>(null)

  const refresh = useCallback(() => queryClient.invalidateQueries({ queryKey: api.content.items.key() }), [queryClient])
  const hide = (id: string, hidden: boolean) => {
    setGone((before) => {
      const next = new Set(before)
      if (hidden) next.add(id)
      else next.delete(id)
      return next
    })
  }

  const decide = async (item: Item, decision: Decision) => {
    const snoozed_until = decision.state === 'snoozed' ? snoozeUntil(decision.snooze, new Date(), zone) : undefined
    hide(item.id, true)
    const undo = async () => {
      last.current = null
      const before = item.state === 'used' ? 'new' : item.state
      await client.content.items.decide({ item_id: item.id, state: before, ...(before === 'snoozed' && item.snoozed_until && { snoozed_until: item.snoozed_until }) })
      hide(item.id, false)
      await refresh()
    }
    const told = client.content.items.decide({ item_id: item.id, state: decision.state, ...(snoozed_until && { snoozed_until }) }).then(
      () => {
        const title = short(item.title)
        return undoable({ message: decision.state === 'snoozed' && snoozed_until ? t('snoozed', { when: format.dateTime(snoozed_until), title }) : t(decision.state === 'new' ? 'put_back' : decision.state === 'kept' ? 'kept' : 'dismissed', { title }), undo })
      },
      (error: unknown) => {
        hide(item.id, false)
        notice(error instanceof Error ? error.message : String(error), 'bad')
        return null
      },
    )
    // the key takes the notice away with it; pressed before there is an answer, it waits for one
    last.current = async () => { await (await told)?.() }
    if (await told) await queryClient.invalidateQueries({ queryKey: api.content.items.counts.key() })
  }
  const undoLast = () => {
    const back = last.current
    last.current = null
    return back?.()
  }
  return { gone, decide, undoLast }
}
