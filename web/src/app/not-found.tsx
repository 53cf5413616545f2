import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#ui/empty-state.tsx'

export const NotFound = () => {
  const t = useTranslations('shell.not_found')
  return <EmptyState scene="lost" level={1} title={t('title')} action={<Button component={Link} to="/">{t('home')}</Button>}>{t('detail')}</EmptyState>
}
