import type { ContentPage } from '@portevoix/contract/feed'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Beside } from '#ui/beside.tsx'
import { ContentLinks } from './content-links.tsx'

const shown = 4

/** What to read after this: of the same theme, else the latest. */
const NextBeside = ({ content: { id, programme_id, theme } }: { content: ContentPage }) => {
  const t = useTranslations('feed.content')
  const { data } = useQuery(api.feed.list.queryOptions({ input: { programme_id, ...(theme && { theme_id: theme.id }), limit: shown + 1 } }))
  const others = data?.items.filter((card) => card.id !== id).slice(0, shown) ?? []
  if (others.length === 0) return null
  return <Beside title={theme ? t('same_theme', { theme: theme.name }) : t('next')}><ContentLinks cards={others} /></Beside>
}

export default NextBeside
