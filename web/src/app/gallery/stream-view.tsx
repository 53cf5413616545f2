import { ActionIcon, Button } from '@mantine/core'
import { IconBookmark, IconChartDots, IconHeart, IconNews, IconSend, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#ui/empty-state.tsx'
import { MarkdownView } from '#ui/markdown-view.tsx'
import { Page, PageHeader, Section } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { StreamCard } from '#ui/stream-card.tsx'
import { StreamShell } from '#ui/stream-shell.tsx'
import { LanguageSwitch, ThemeSwitch } from '#ui/switches.tsx'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { useFormat } from '#ui/use-format.ts'
import { Banners } from '../banners.tsx'
import { chooseLanguage } from '../language.ts'
import hills from './hills.svg'
import type { Sample } from './sample.ts'
import workshop from './workshop.svg'

const images = [workshop, hills, null]

export const StreamView = ({ sample }: { sample: Sample }) => {
  const t = useTranslations('shell.navigation')
  const format = useFormat()
  const [filter, setFilter] = useState('0')
  const places = [
    { to: '/galerie', label: t('feed'), icon: IconNews, count: 3 },
    { to: '/shares', label: t('shares'), icon: IconSend },
    { to: '/impact', label: t('impact'), icon: IconChartDots },
    { to: '/settings', label: t('settings'), icon: IconSettings },
  ]
  return (
    <StreamShell organisation={{ name: 'Maison Aubépine' }} places={places} banners={<Banners />}>
      <Page width="feed">
        <PageHeader title={t('feed')} />
        <SegmentedFilter label={sample.filter} value={filter} onChange={setFilter} options={sample.filters.map((label, place) => ({ value: String(place), label, ...(place === 1 && { count: 3 }) }))} />
        {sample.cards.map((card, place) => {
          const image = images[place]
          return (
            <StreamCard
              key={card.title}
              to="/galerie"
              title={card.title}
              summary={card.summary}
              image={image ? { address: image, alt: card.title } : null}
              visibility={place === 2 ? 'internal' : 'shareable'}
              read={place === 1}
              eager={place === 0}
              reading_minutes={place + 2}
              theme={<ThemeTag colour={['#b4532a', '#2f5f9e', '#3f7d4e'][place] ?? '#5b5ea6'}>{card.theme}</ThemeTag>}
              meta={<><span>{sample.source}</span><time dateTime="2026-11-18">{format.shortDay('2026-11-18')}</time></>}
              actions={
                <>
                  <ActionIcon aria-label={sample.like}><IconHeart size={22} aria-hidden /></ActionIcon>
                  <ActionIcon aria-label={sample.later}><IconBookmark size={22} aria-hidden /></ActionIcon>
                  {place !== 2 && <Button ms="auto" leftSection={<IconSend size={18} aria-hidden />}>{sample.share}</Button>}
                </>
              }
            />
          )
        })}
        <CardSkeletons count={1} />
        <EmptyState title={sample.empty} action={<Button>{sample.emptyAction}</Button>}>{sample.emptyDetail}</EmptyState>
        <Section title={t('charter')}><MarkdownView text={sample.charter} level={3} /></Section>
        <Section title={t('settings')}><LanguageSwitch onChange={(next) => void chooseLanguage(next)} /><ThemeSwitch /></Section>
      </Page>
    </StreamShell>
  )
}
