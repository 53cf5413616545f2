import { Button } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { EmptyState } from '#ui/empty-state.tsx'
import { isUnreachable } from './problem.ts'

interface Props { error: Error | null; again: () => void; level?: 1 | 2 | 3 }

/** What stands where something never came: that nothing is there would be another thing to say. */
export const NotCome = ({ error, again, level = 2 }: Props) => {
  const t = useTranslations('ui')
  return <EmptyState scene={isUnreachable(error) ? 'offline' : 'lost'} level={level} title={error?.message ?? ''} action={<Button variant="default" onClick={again}>{t('retry')}</Button>} />
}
