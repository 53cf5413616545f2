import type { Card } from '@portevoix/contract/feed'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconArrowUp } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { useShortcuts } from '#app/shortcuts.ts'
import { newsAmong } from './news.ts'
import classes from './news-pill.module.css'

const rhythm_ms = 60_000

interface Props {
  /** What the first page of the shown feed was asked with. */
  input: Parameters<typeof api.feed.list.queryOptions>[0]['input']
  first: { items: Card[]; next_cursor: string | null }
  first_at: number
  shown: readonly Card[]
  refresh: () => Promise<unknown>
}

/** Tells that contents came while the feed stood open, and brings them when asked to: what is being read never moves by itself. */
export const NewsPill = ({ input, first, first_at, shown, refresh }: Props) => {
  const t = useTranslations('feed.news')
  const { data } = useQuery(api.feed.list.queryOptions({
    input, initialData: first, initialDataUpdatedAt: first_at, staleTime: rhythm_ms, refetchInterval: rhythm_ms, refetchOnWindowFocus: 'always',
  }))
  const count = newsAmong(data.items, shown).length
  const words = count === 0 ? '' : t(count < data.items.length || data.next_cursor === null ? 'show' : 'show_many', { count })
  const bring = async () => {
    if (count === 0) return
    scrollTo({ top: 0 })
    await refresh()
    // the button is gone: reading goes on where the feed begins
    document.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true })
  }
  useShortcuts(t('shortcuts'), [{ keys: '.', label: t('shortcut'), run: () => void bring() }])
  return (
    <div className={classes.place}>
      <output className={classes.heard}>{words}</output>
      {count > 0 && <Button className={classes.pill} radius="xl" leftSection={<IconArrowUp size={18} aria-hidden />} onClick={() => void bring()}>{words}</Button>}
    </div>
  )
}
