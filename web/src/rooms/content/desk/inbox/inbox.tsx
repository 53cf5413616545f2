import { Button, Group, NativeSelect, Text } from '@mantine/core'
import type { Item } from '@portevoix/contract/content/items'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useShortcuts } from '#app/shortcuts.ts'
import { ProgrammeSwitch } from '#room/programme/programme-switch.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Keys } from '#ui/keys.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { LineSkeletons } from '#ui/skeletons.tsx'
import { useNotice } from '#ui/undo.tsx'
import { ProgrammeFirst } from '../programme-first.tsx'
import { inboxStates, type InboxSearch } from '../search.ts'
import { ItemCard } from './item-card.tsx'
import { useDecisions, type Decision } from './use-decisions.ts'
import classes from './item-card.module.css'

const route = getRouteApi('/desk/inbox')
const here: string = '/desk/inbox'
const sourcesPage: string = '/desk/sources'
const editorOf = (content_id: string): string => `/desk/contents/${content_id}`

const useMake = () => {
  const navigate = useNavigate()
  const notice = useNotice()
  const queryClient = useQueryClient()
  return useMutation(api.content.items.makeContent.mutationOptions({
    onSuccess: async ({ content_id }) => {
      await navigate({ to: editorOf(content_id) })
      await queryClient.invalidateQueries({ queryKey: api.content.key() })
    },
    onError: (error) => notice(error.message, 'bad'),
  }))
}

/** The item that the focus is in, by mouse, touch or Tab, is the one that keys act upon. */
const useFocusedItem = (select: (id: string) => void) => useCallback((list: HTMLUListElement | null) => {
  if (!list) return undefined
  const follow = ({ target }: FocusEvent) => {
    const id = target instanceof Element ? target.closest<HTMLElement>('[data-item]')?.dataset['item'] : undefined
    if (id) select(id)
  }
  list.addEventListener('focusin', follow)
  return () => { list.removeEventListener('focusin', follow) }
}, [select])

const Items = ({ programme_id, search, decisions: { isGone, decide, undoLast } }: { programme_id: string; search: InboxSearch; decisions: ReturnType<typeof useDecisions> }) => {
  const t = useTranslations('content.desk')
  const make = useMake()
  const [selected, setSelected] = useState<string | null>(null)
  const cards = useFocusedItem(setSelected)
  const list = useInfiniteQuery(api.content.items.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ programme_id, ...search, limit: 30, ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined,
  }))
  const rows = (list.data?.pages.flatMap(({ items }) => items) ?? []).filter((item) => !isGone(item))
  const at = Math.max(0, rows.findIndex(({ id }) => id === selected))
  const current = rows[at]

  const focus = (item: Item | undefined) => {
    if (!item) return
    setSelected(item.id)
    requestAnimationFrame(() => { document.querySelector<HTMLElement>(`#item-${item.id}`)?.focus() })
  }
  const act = (item: Item | undefined, decision: Decision) => {
    if (!item) return
    const place = rows.indexOf(item)
    void decide(item, decision)
    focus(rows[place + 1] ?? rows[place - 1])
    if (place > rows.length - 8 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage()
  }
  useShortcuts(t('inbox.shortcuts'), [
    { keys: 'j', label: t('inbox.next'), run: () => { focus(selected === null ? rows[0] : rows[at + 1]) } },
    { keys: 'k', label: t('inbox.previous'), run: () => { focus(rows[Math.max(0, at - 1)]) } },
    { keys: 'g', label: t('inbox.keep'), run: () => { act(current, { state: 'kept' }) } },
    { keys: 'e', label: t('inbox.dismiss'), run: () => { act(current, { state: 'dismissed' }) } },
    { keys: 's', label: t('inbox.snooze'), run: () => { act(current, { state: 'snoozed', snooze: 'tomorrow' }) } },
    { keys: 'c', label: t('inbox.make'), run: () => { if (current && !make.isPending) make.mutate({ item_id: current.id }) } },
    { keys: 'o', label: t('inbox.open'), run: () => { if (current) window.open(current.address, '_blank', 'noopener,noreferrer') } },
    { keys: 'z', label: t('inbox.back'), run: () => { void undoLast() } },
  ])

  if (list.isPending) return <LineSkeletons />
  if (rows.length === 0 && !list.hasNextPage) {
    const { state } = search
    return <EmptyState scene="inbox" title={t(`inbox.empty.${state}_title`)} action={state === 'new' && <Button component={Link} to={sourcesPage} variant="default">{t('inbox.to_sources')}</Button>}>{t(`inbox.empty.${state}`)}</EmptyState>
  }
  return (
    <>
      {make.isPending && <Text component="output">{t('inbox.making')}</Text>}
      <ul ref={cards} className={classes.list} aria-label={t('inbox.list')}>
        {rows.map((item) => (
          <ItemCard
            key={item.id} item={item} current={item.id === current?.id} making={make.isPending && make.variables.item_id === item.id}
            onDecide={(decision) => { act(item, decision) }} onMake={() => { make.mutate({ item_id: item.id }) }}
          />
        ))}
      </ul>
      {list.hasNextPage && <Group justify="center"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => { void list.fetchNextPage() }}>{t('more')}</Button></Group>}
    </>
  )
}

const Inbox = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('content.desk.inbox')
  const search = route.useSearch()
  const navigate = useNavigate()
  // what was decided in one list is known in the others
  const decisions = useDecisions()
  const counts = useQuery(api.content.items.counts.queryOptions({ input: { programme_id }, refetchInterval: 60_000 })).data
  const sources = useQuery(api.content.sources.list.queryOptions({ input: { programme_id } })).data?.items ?? []
  const show = (change: Partial<InboxSearch>) => {
    const { source_id, ...rest } = { ...search, ...change }
    void navigate({ to: here, search: { ...rest, ...(source_id && { source_id }) }, replace: true })
  }
  const waiting = (source_id: string) => counts?.by_source.find((line) => line.source_id === source_id)?.[search.state] ?? 0
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={t('lead')} actions={<ProgrammeSwitch />} />
      <Group justify="space-between" align="flex-end">
        <SegmentedFilter label={t('state_label')} value={search.state} onChange={(state) => { show({ state }) }} options={inboxStates.map((value) => ({ value, label: t(`states.${value}`), count: counts?.[value] }))} />
        <NativeSelect
          label={t('source_label')} value={search.source_id ?? ''} onChange={(event) => { show({ source_id: event.currentTarget.value }) }}
          data={[{ value: '', label: t('every_source') }, ...sources.map(({ id, title }) => ({ value: id, label: `${title} (${waiting(id)})` }))]}
        />
      </Group>
      <Group gap="md" visibleFrom="sm" c="dimmed" fz="sm" aria-hidden>
        {([['j', 'next'], ['k', 'previous'], ['g', 'keep'], ['e', 'dismiss'], ['s', 'snooze'], ['c', 'make'], ['o', 'open']] as const).map(([keys, label]) => <span key={keys}><Keys keys={keys} /> {t(label)}</span>)}
      </Group>
      <Items key={JSON.stringify([programme_id, search])} programme_id={programme_id} search={search} decisions={decisions} />
    </Page>
  )
}

const InboxPage = () => <ProgrammeFirst>{({ id }) => <Inbox key={id} programme_id={id} />}</ProgrammeFirst>

export default InboxPage
