import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useOnline } from '#app/reach.ts'
import { EmptyState } from '#ui/empty-state.tsx'

/** A content that this device has never kept, while the server cannot be reached; it comes by itself once it can. */
export const NotOnDevice = ({ again }: { again: () => Promise<unknown> }) => {
  const t = useTranslations('feed')
  const ui = useTranslations('ui')
  const online = useOnline()
  const ask = useRef(again)
  useEffect(() => { ask.current = again })
  useEffect(() => { if (online) void ask.current() }, [online])
  return (
    <EmptyState
      level={1} scene="offline" title={t('not_here.title')}
      action={<Group justify="center"><Button component={Link} to="/">{t('content.back')}</Button><Button variant="default" onClick={() => void again()}>{ui('retry')}</Button></Group>}
    >
      {t('not_here.detail')}
    </EmptyState>
  )
}
