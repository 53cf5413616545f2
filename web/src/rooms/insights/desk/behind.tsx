import { Text } from '@mantine/core'
import type { Period } from '@portevoix/contract/insights'
import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'

/** That there may be newer figures than these, and that they come by themselves. */
export const Behind = ({ period }: { period: Period }) => {
  const t = useTranslations('insights.dashboard')
  const format = useFormat()
  return <Text component="output" size="sm" c="dimmed">{t('behind', { time: format.dateTime(period.computed_at) })}</Text>
}
