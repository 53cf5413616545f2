import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#ui/empty-state.tsx'
import { Outside } from './outside.tsx'

/** An address that leads nowhere, or where the person may not go: the one and the other say the same. */
export const NotFound = () => {
  const t = useTranslations('shell.not_found')
  return (
    <Outside title={t('title')}>
      <EmptyState scene="lost" level={1} title={t('title')} action={<Button component={Link} to="/">{t('home')}</Button>}>{t('detail')}</EmptyState>
    </Outside>
  )
}
