import { Badge, Stack, Text } from '@mantine/core'
import type { Source } from '@portevoix/contract/content/sources'
import { useNow, useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'
import { errorCode, wayOut } from './ways.ts'

const colours: Readonly<Record<Source['health'], string>> = { waiting: 'gray', healthy: 'green', ailing: 'orange', paused: 'gray', stopped: 'red' }
const day_ms = 86_400_000
const isJustNow = (moment: string, now: Date): boolean => now.getTime() - Date.parse(moment) < 60_000

/** Since when a source is as it is, when it last answered, what ails it and what can be done about it, in words. */
export const SourceHealth = ({ source }: { source: Source }) => {
  const t = useTranslations('content.desk.sources')
  const format = useFormat()
  const now = useNow({ updateInterval: 60_000 })
  const { health, since, succeeded_at, next_poll_at } = source
  // what ailed it before it was asked for again may be over
  const last_error = health === 'waiting' ? null : source.last_error
  const lately = succeeded_at !== null && now.getTime() - Date.parse(succeeded_at) < day_ms
  const last = succeeded_at === null ? (last_error ? t('never_read') : null)
    : health === 'healthy' ? isJustNow(succeeded_at, now) ? t('read_now') : t('read', { ago: format.ago(succeeded_at, now) })
      : lately ? t('last_success_lately', { ago: format.ago(succeeded_at, now) }) : t('last_success', { date: format.dayAndMonth(succeeded_at, now) })
  const parts = [since && !isJustNow(since, now) && t('since', { elapsed: format.elapsed(since, now) }), last].filter(Boolean).join(' · ')
  const told = parts.charAt(0).toLocaleUpperCase() + parts.slice(1)
  const time = next_poll_at !== null && Date.parse(next_poll_at) > now.getTime() ? format.ago(next_poll_at, now) : t('ways.soon')
  return (
    <Stack gap={4} align="flex-start">
      <Badge variant="light" color={colours[health]}>{t(`health.${health === 'waiting' && succeeded_at !== null ? 'asked' : health}`)}</Badge>
      {told && <Text size="sm">{told}</Text>}
      {last_error && <Text size="sm">{t(`errors.${errorCode(last_error.code)}`, { status: String(last_error.status ?? '') })}</Text>}
      {last_error && health !== 'paused' && <Text size="sm" c="dimmed">{t(`ways.${wayOut(source)}`, { time })}</Text>}
    </Stack>
  )
}
