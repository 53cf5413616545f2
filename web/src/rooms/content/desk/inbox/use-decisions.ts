import type { Item } from '@portevoix/contract/content/items'
import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { api, client } from '#app/client.ts'
import { useNotice, useUndo } from '#ui/undo.tsx'
import { useFormat } from '#ui/use-format.ts'
import { snoozeUntil, type Snooze } from './snooze-times.ts'

export type Decision = { state: 'kept' | 'dismissed' | 'new' } | { state: 'snoozed'; snooze: Snooze }

const titleLength = 60
const short = (title: string) => (title.length > titleLength ? `${title.slice(0, titleLength).trimEnd()}…` : title)

/** An item leaves the list of the state that it was in, and no other. */
const placeOf = (id: string, state: Item['state']) => `${id} ${state}`

/** Decisions take effect on screen at once, and may be taken back: by the toast, or the last one by a key. */
export const useDecisions = () => {
  const t = useTranslations('content.desk.inbox')
  const format = useFormat()
  const zone = useTimeZone() ?? 'UTC'
  const queryClient = useQueryClient()
  const undoable = useUndo()
  const notice = useNotice()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  /** What takes each decision back, the last one last. */
  const backs = useRef<(() => Promise<void>)[]>([])

  const refresh = useCallback(() => queryClient.invalidateQueries({ queryKey: api.content.items.key() }), [queryClient])
  const move = (id: string, from: Item['state'], to: Item['state']) => {
    setGone((before) => new Set([...before, placeOf(id, from)].filter((place) => place !== placeOf(id, to))))
  }
  const stay = (id: string, state: Item['state']) => { setGone((before) => new Set([...before].filter((place) => place !== placeOf(id, state)))) }
  /** What the server knows is taken out of the lists themselves: an item that is put back, or wakes, is shown there again. */
  const leave = async (id: string, state: Item['state']) => {
    const lists = { queryKey: api.content.items.list.key({ type: 'infinite' }) }
    // what is on its way is older
    await queryClient.cancelQueries({ ...lists, predicate: (list) => list.state.data !== undefined })
    queryClient.setQueriesData(lists, (known: InfiniteData<{ items: Item[] }> | undefined) => known && {
      ...known, pages: known.pages.map((page) => ({ ...page, items: page.items.filter((item) => item.id !== id || item.state !== state) })),
    })
    stay(id, state)
  }
  /** The list that the item is in now is fetched again where it is shown, the others when they are. */
  const relist = (programme_id: string, state: Decision['state']) => Promise.all([
    queryClient.invalidateQueries({ queryKey: api.content.items.list.key(), refetchType: 'none' }),
    queryClient.invalidateQueries({ queryKey: api.content.items.list.key({ type: 'infinite', input: { programme_id, state } }) }),
    queryClient.invalidateQueries({ queryKey: api.content.items.counts.key() }),
  ])

  const decide = async (item: Item, decision: Decision) => {
    const snoozed_until = decision.state === 'snoozed' ? snoozeUntil(decision.snooze, new Date(), zone) : undefined
    move(item.id, item.state, decision.state)
    const undo = async () => {
      backs.current = backs.current.filter((other) => other !== back)
      const before = item.state === 'used' ? 'new' : item.state
      await client.content.items.decide({ item_id: item.id, state: before, ...(before === 'snoozed' && item.snoozed_until && { snoozed_until: item.snoozed_until }) })
      await leave(item.id, decision.state)
      await refresh()
    }
    const told = client.content.items.decide({ item_id: item.id, state: decision.state, ...(snoozed_until && { snoozed_until }) }).then(
      () => {
        const title = short(item.title)
        return undoable({ message: decision.state === 'snoozed' && snoozed_until ? t('snoozed', { when: format.dateTime(snoozed_until), title }) : t(decision.state === 'new' ? 'put_back' : decision.state === 'kept' ? 'kept' : 'dismissed', { title }), undo })
      },
      (error: unknown) => {
        stay(item.id, item.state)
        notice(error instanceof Error ? error.message : String(error), 'bad')
        return null
      },
    )
    // the key takes the notice away with it; pressed before there is an answer, it waits for one
    const back = async () => { await (await told)?.() }
    backs.current.push(back)
    if (await told) {
      await leave(item.id, item.state)
      await relist(item.programme_id, decision.state)
    }
  }
  const undoLast = () => {
    const back = backs.current.pop()
    return back?.()
  }
  const isGone = ({ id, state }: Item) => gone.has(placeOf(id, state))
  return { isGone, decide, undoLast }
}
