import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isProblem } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'

/** Figures that did not come: why, and the way to ask again. */
export const Trouble = ({ error, retry }: { error: Error; retry: () => void }) => {
  const t = useTranslations()
  const known = isProblem(error)
  return (
    <EmptyState title={known ? error.title : t('shell.failure.title')} action={<Button onClick={retry}>{t('ui.retry')}</Button>}>
      {known ? error.message : t('shell.failure.network')}
    </EmptyState>
  )
}
