import { Button } from '@mantine/core'
import { allows } from '@portevoix/contract/permissions'
import type { Programme } from '@portevoix/contract/programme'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMember } from '#app/session.ts'
import { useDeskProgramme } from '#room/programme/use-desk-programme.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'

const settings: string = '/desk/programme'

/** Contents belong to a programme: its screen, or the way to open one. */
export const ProgrammeFirst = ({ children }: { children: (programme: Programme) => ReactNode }) => {
  const t = useTranslations('content.desk.programme')
  const ui = useTranslations('ui')
  const member = useMember()
  const { programme, isPending, error, refetch } = useDeskProgramme()
  if (programme) return children(programme)
  if (isPending) return <Page width="wide"><RowSkeletons /></Page>
  if (error) return <Page><EmptyState level={1} scene="offline" title={error.message} action={<Button onClick={() => { void refetch() }}>{ui('retry')}</Button>} /></Page>
  const may = allows('programme.manage', member?.roles ?? [])
  return (
    <Page>
      <EmptyState level={1} scene="people" title={may ? t('none_title') : t('wait')} action={may && <Button component={Link} to={settings}>{t('open')}</Button>}>{may && t('none')}</EmptyState>
    </Page>
  )
}
