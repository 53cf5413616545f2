import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isProblem, isUnreachable } from '#app/problem.ts'
import { useSilence } from '#app/reach.ts'
import { EmptyState } from '#ui/empty-state.tsx'

interface Props {
  error: Error
  retry: () => void
  /** Whether figures that came before are still in sight: that the server is away is said above them, and they are asked for once it is back. */
  shown?: boolean
}

/** Figures that did not come: why, and the way to ask again. */
export const Trouble = ({ error, retry, shown = false }: Props) => {
  const t = useTranslations()
  const silence = useSilence()
  const known = isProblem(error)
  const away = isUnreachable(error)
  if (away && shown) return null
  return (
    <EmptyState
      scene={away ? 'offline' : 'quiet'} title={known ? error.title : t(away ? 'insights.not_here.title' : 'shell.failure.title')}
      action={<Button {...(away && { variant: 'default' })} onClick={retry}>{t('ui.retry')}</Button>}
    >
      {known ? error.message : t(away ? `insights.not_here.${silence}` : 'shell.failure.network')}
    </EmptyState>
  )
}
