import { Button, Group } from '@mantine/core'
import type { Theme } from '@portevoix/contract/programme'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, type ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useShortcuts } from '#app/shortcuts.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LineSkeletons } from '#ui/skeletons.tsx'
import { useFormat } from '#ui/use-format.ts'
import { ContentLine } from './content-line.tsx'
import { byDay, nearName } from './days.ts'
import type { ContentState } from '@portevoix/contract/content/contents'
import type { ContentsSearch } from './search.ts'
import classes from './contents.module.css'

interface Props { programme_id: string; search: ContentsSearch & { state: ContentState }; themes: readonly Theme[]; onClear: () => void; begin: ReactNode }

const inbox: string = '/desk/inbox'

/** The contents in one state, day by day. */
export const List = ({ programme_id, search: { state, theme_id, words }, themes, onClear, begin }: Props) => {
  const t = useTranslations('editor.list')
  const desk = useTranslations('content.desk')
  const ui = useTranslations('ui')
  const format = useFormat()
  const zone = useTimeZone() ?? 'UTC'
  const place = useRef<HTMLDivElement>(null)
  const list = useInfiniteQuery(api.content.contents.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ programme_id, state, limit: 30, ...(theme_id && { theme_id }), ...(words && { words }), ...(cursor && { cursor }) }),
    initialPageParam: undefined, getNextPageParam: (page) => page.next_cursor ?? undefined, placeholderData: keepPreviousData,
  }))
  /** Moves the focus from line to line; Enter then opens the line, as any link. */
  const step = (by: 1 | -1) => {
    const links = [...(place.current?.querySelectorAll<HTMLAnchorElement>('a[data-line]') ?? [])]
    const at = links.findIndex((link) => link === document.activeElement)
    links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
  }
  useShortcuts(t('shortcuts'), [
    { keys: 'j', label: t('shortcut_next'), run: () => { step(1) } },
    { keys: 'k', label: t('shortcut_previous'), run: () => { step(-1) } },
  ])
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.isPending) return <LineSkeletons />
  if (list.isError && rows.length === 0) return <EmptyState scene="offline" title={t('failed')} action={<Button onClick={() => { void list.refetch() }}>{ui('retry')}</Button>}>{list.error.message}</EmptyState>
  if (rows.length === 0) {
    if (theme_id || words) return <EmptyState scene="search" title={t('nothing')} action={<Button variant="default" onClick={onClear}>{t('clear')}</Button>} />
    return <EmptyState title={t(`empty.${state}_title`)} action={<Group justify="center">{begin}<Button variant="default" component={Link} to={inbox}>{t('to_inbox')}</Button></Group>}>{t(`empty.${state}`)}</EmptyState>
  }
  return (
    <div ref={place} aria-busy={list.isPlaceholderData}>
      {byDay(rows, zone).map(({ day, contents }) => {
        const near = nearName(day, zone)
        const title = near ? t(near) : format.day(day)
        return (
          <section key={day} aria-label={title}>
            <h2 className={classes.day}>{title}</h2>
            <ul className={classes.list}>{contents.map((line) => <ContentLine key={line.id} line={line} themes={themes} />)}</ul>
          </section>
        )
      })}
      {list.hasNextPage && <Group justify="center" mt="md"><Button variant="default" loading={list.isFetchingNextPage} onClick={() => { void list.fetchNextPage() }}>{desk('more')}</Button></Group>}
    </div>
  )
}
