import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Theme } from '@portevoix/contract/programme'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { Section } from '#ui/page.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { useFormat } from '#ui/use-format.ts'
import { ThemeTag } from '#ui/theme-tag.tsx'
import { MixBar } from './mix-bar.tsx'

const days = 90

/** What was published against what was meant, and what to publish next. */
export const MixSection = ({ programme_id, themes }: { programme_id: string; themes: readonly Theme[] }) => {
  const t = useTranslations('programme.themes')
  const format = useFormat()
  const mixWords = useTranslations('editor.mix')
  const { data } = useQuery(api.content.contents.mix.queryOptions({ input: { programme_id, days } }))
  if (!data) return null
  const of = (theme_id: string) => themes.find(({ id }) => id === theme_id)
  const next = data.next_theme_id === null ? undefined : of(data.next_theme_id)
  return (
    <Section title={mixWords('title')} detail={mixWords('detail', { days })}>
      {data.contents === 0 ? <Text c="dimmed">{mixWords('none')}</Text> : (
        <>
          <MixBar themes={data.themes.map(({ theme_id, actual_percent }) => ({ key: theme_id, name: of(theme_id)?.name ?? '', colour: of(theme_id)?.colour ?? '#808080', target_percent: actual_percent }))} />
          <DataTable
            label={mixWords('title')} rows={data.themes} keyOf={({ theme_id }) => theme_id}
            columns={[
              { name: 'name', label: t('name'), render: ({ theme_id }) => <ThemeTag colour={of(theme_id)?.colour ?? '#808080'}>{of(theme_id)?.name}</ThemeTag> },
              { name: 'contents', label: t('actual', { days }), numeric: true, render: ({ contents, actual_percent }) => `${t('contents', { count: contents })} (${t('percent', { percent: actual_percent })})` },
              { name: 'target', label: t('target'), numeric: true, render: ({ target_percent }) => t('percent', { percent: target_percent }) },
              { name: 'gap', label: t('gap'), numeric: true, render: ({ gap_points }) => t('gap_points', { points: format.signed(gap_points), absolute: Math.abs(gap_points) }) },
            ]}
          />
        </>
      )}
      {next && <Text fw={600}>{t('next', { name: next.name })}</Text>}
    </Section>
  )
}
