import { Button } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#ui/empty-state.tsx'
import { Outside } from './outside.tsx'
import { isProblem, isTrouble, isUnreachable } from './problem.ts'
import { onReturn } from './reach.ts'
import { noteTrouble, onRecovery } from './recovery.ts'
import { isBusy } from './unsaved.ts'

/** What a route shows in its place when it cannot: the frame around it stays. */
export const Failure = ({ error, reset }: ErrorComponentProps) => {
  const t = useTranslations()
  const router = useRouter()
  const reference = isProblem(error) ? error.data.request_id : undefined
  const title = isProblem(error) ? error.title : t('shell.failure.title')
  const again = () => {
    // A part of the interface that did not come is asked for again only by a page begun anew.
    if (error instanceof TypeError && isUnreachable(error)) return location.reload()
    reset()
    void router.invalidate()
  }
  // nobody has to watch for the network; a page begun anew would cost what is typed beside
  const comeBack = useEffectEvent(() => { if (isUnreachable(error) && !(error instanceof TypeError && isBusy())) again() })
  useEffect(() => onReturn(() => { comeBack() }), [])
  const recover = useEffectEvent(() => { if (isTrouble(error)) again() })
  useEffect(() => onRecovery(() => { recover() }), [])
  useEffect(() => { if (isTrouble(error)) noteTrouble() }, [error])
  return (
    <EmptyState scene={isUnreachable(error) ? 'offline' : 'lost'} level={1} title={title} action={<Button onClick={again}>{t('ui.retry')}</Button>}>
      <p>{isUnreachable(error) ? t('shell.failure.network') : isProblem(error) ? error.message : t('shell.failure.detail')}</p>
      {reference && <p>{t('shell.failure.reference', { reference })}</p>}
    </EmptyState>
  )
}

/** The same where not even a frame can be shown. */
export const WholeFailure = (props: ErrorComponentProps) => {
  const t = useTranslations('shell.failure')
  return <Outside title={t('title')}><Failure {...props} /></Outside>
}
