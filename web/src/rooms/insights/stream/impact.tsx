import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { FigureSkeletons, RowSkeletons } from '#ui/skeletons.tsx'
import { Former } from '../former.tsx'
import { PeriodPicker } from '../period-picker.tsx'
import { usePeriod } from '../period.ts'
import { Trouble } from '../trouble.tsx'

/** The figures and charts come after the screen, with the answer that they show. */
const OwnImpact = lazy(() => import('./own-impact.tsx'))

const Impact = () => {
  const t = useTranslations('insights.impact')
  const [asked, ask] = usePeriod('90')
  const { data, error, refetch, isPlaceholderData } = useQuery(api.insights.impact.queryOptions({ input: asked, placeholderData: keepPreviousData }))
  const errors = fieldErrors(error)
  const nothing = data && data.advice[0]?.key === 'first_share' && data.figures.reads.value === 0
  return (
    <Page width="board">
      <PageHeader title={t('title')} lead={t('lead')} actions={<Button variant="light" component={Link} to="/ranking">{t('ranking')}</Button>} />
      <PeriodPicker asked={asked} onChange={ask} period={data?.period} errors={errors} />
      {error && Object.keys(errors).length === 0 && <Trouble error={error} shown={data !== undefined} retry={() => void refetch()} />}
      {!data && !error && <><FigureSkeletons count={3} /><RowSkeletons count={4} /></>}
      {nothing && <Former stale={isPlaceholderData}><EmptyState title={t('empty.title')} action={<Button component={Link} to="/">{t('empty.action')}</Button>}>{t('empty.detail')}</EmptyState></Former>}
      {data && !nothing && (
        <Suspense fallback={<><FigureSkeletons count={3} /><RowSkeletons count={4} /></>}><Former stale={isPlaceholderData}><OwnImpact impact={data} /></Former></Suspense>
      )}
    </Page>
  )
}

export default Impact
