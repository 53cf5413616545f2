import { Badge, Stack, Text } from '@mantine/core'
import type { Source } from '@portevoix/contract/content/sources'
import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'

const colours: Readonly<Record<Source['health'], string>> = { waiting: 'gray', healthy: 'green', ailing: 'orange', paused: 'gray', stopped: 'red' }
const codes = ['bad_address', 'forbidden_address', 'dns', 'connection', 'tls', 'timeout', 'too_many_redirects', 'bad_redirect', 'bad_type', 'too_large', 'cut_off', 'bad_answer', 'http', 'not_a_feed', 'empty', 'too_slow'] as const

/** How a source is, and what ails it, in words. */
export const SourceHealth = ({ source: { health, last_error, failures, succeeded_at } }: { source: Source }) => {
  const t = useTranslations('content.desk.sources')
  const format = useFormat()
  const code = codes.find((one) => one === last_error?.code) ?? 'bad_answer'
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="light" color={colours[health]}>{t(`health.${health}`)}</Badge>
      {last_error && <Text size="sm">{t(`errors.${code}`, { status: String(last_error.status ?? '') })} {t('since', { ago: format.ago(last_error.at), count: failures })}</Text>}
      {last_error && <Text size="sm" c="dimmed">{t('last_success', { ago: succeeded_at ? format.ago(succeeded_at) : t('never') })}</Text>}
    </Stack>
  )
}
