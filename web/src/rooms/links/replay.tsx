import { Alert } from '@mantine/core'
import type { LinkReasons } from '@portevoix/contract/links'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { useFormat } from '#ui/use-format.ts'

/** How far the days are that are being counted again. */
export const Replay = ({ replay: { next_day, oldest_day } }: { replay: NonNullable<LinkReasons['replay']> }) => {
  const t = useTranslations('links.switches')
  const format = useFormat()
  return <Alert color="blue" icon={<IconRefresh size={20} aria-hidden />} component="output">{t('replay', { from: format.day(oldest_day), to: format.day(next_day) })}</Alert>
}
