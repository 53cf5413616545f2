import { Button, Stack, Text } from '@mantine/core'
import type { Programme } from '@portevoix/contract/programme'
import { useTranslations } from 'use-intl'
import { beneath } from '#app/beneath.ts'
import { EmptyState } from '#ui/empty-state.tsx'

/** What stands before a programme's contents: its charter, for who is new, and for whoever had agreed to an earlier one. `next`: where to go on. */
export const CharterCard = ({ programme: { id, name, purpose, joined_at }, next }: { programme: Programme; next?: string }) => {
  const t = useTranslations('feed.join')
  const again = joined_at !== null
  const address = `/charter/${id}${next === undefined ? '' : `?${new URLSearchParams({ next }).toString()}`}`
  return (
    <EmptyState level={next === undefined ? 2 : 1} scene="people" title={t(again ? 'again_title' : 'title')} action={<Button component="a" href={beneath(address)}>{t('action')}</Button>}>
      <Stack gap="sm">
        {!again && purpose !== '' && <Text fs="italic">{purpose}</Text>}
        <span>{t(again ? 'again_detail' : 'detail', { programme: name })}</span>
      </Stack>
    </EmptyState>
  )
}
