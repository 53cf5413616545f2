import { Button, NativeSelect } from '@mantine/core'
import { allows } from '@portevoix/contract/permissions'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isUnreachable } from '#app/problem.ts'
import { useMember } from '#app/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { CardSkeletons } from '#ui/skeletons.tsx'
import { chooseProgramme, useProgramme } from './use-programme.ts'
import { CharterCard } from './charter-card.tsx'
import classes from './feed.module.css'

/** Shows what belongs to the person's programme, or says what stands before it. */
export const ProgrammeDoor = ({ children }: { children: (programme_id: string) => ReactNode }) => {
  const t = useTranslations('feed')
  const member = useMember()
  const { programme, joined, isPending, error, refetch } = useProgramme()
  if (isPending) return <CardSkeletons count={2} />
  if (error && !programme) {
    return (
      <EmptyState scene="offline" title={t('failed.title')} action={<Button onClick={() => void refetch()}>{t('refresh')}</Button>}>
        {isUnreachable(error) ? t('failed.offline') : error.message}
      </EmptyState>
    )
  }
  if (!programme && allows('programme.manage', member?.roles ?? [])) {
    return (
      <EmptyState scene="people" title={t('no_programme.first_title')} action={<Button component={Link} to="/desk/programme">{t('no_programme.open')}</Button>}>
        {t('no_programme.first_detail')}
      </EmptyState>
    )
  }
  if (!programme) return <EmptyState scene="people" title={t('no_programme.title')}>{t('no_programme.detail')}</EmptyState>
  return (
    <>
      {joined.length > 1 && (
        <NativeSelect className={classes.programmes} label={t('programme')} value={programme.id} onChange={(event) => chooseProgramme(event.currentTarget.value)} data={joined.map(({ id, name, charter_to_accept }) => ({ value: id, label: charter_to_accept ? `${name} – ${t('join.again_title')}` : name }))} />
      )}
      {programme.charter_to_accept ? <CharterCard programme={programme} /> : children(programme.id)}
    </>
  )
}
