import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { rankingMeasures, type RankingMeasure } from '@portevoix/contract/insights/choices'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { Columns } from '#ui/columns.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { SegmentedFilter } from '#ui/segmented-filter.tsx'
import { RowSkeletons } from '#ui/skeletons.tsx'
import { Former } from '../former.tsx'
import { PeriodPicker } from '../period-picker.tsx'
import { usePeriod, type PeriodAsked } from '../period.ts'
import { Trouble } from '../trouble.tsx'
import { Places } from './places.tsx'
import { RankingChoice } from './ranking-choice.tsx'

const RankingOf = ({ programme_id }: { programme_id: string }) => {
  const t = useTranslations('insights.ranking')
  const [asked, ask] = usePeriod('90')
  const [measure, setMeasure] = useState<RankingMeasure>('clicks')
  const input: PeriodAsked & { programme_id: string; measure: RankingMeasure } = { ...asked, programme_id, measure }
  const { data, error, refetch, isPlaceholderData } = useQuery(api.insights.ranking.queryOptions({ input, placeholderData: keepPreviousData }))
  const errors = fieldErrors(error)
  return (
    <>
      {error && Object.keys(errors).length === 0 && <Trouble error={error} shown={data !== undefined} retry={() => void refetch()} />}
      {!data && !error && <RowSkeletons />}
      {data && (
        <Columns
          first={<RankingChoice key={data.choice?.name_shown ?? ''} programme_id={programme_id} choice={data.choice} />}
          second={data.participants === 0 ? <EmptyState title={t('empty.title')}>{t('empty.detail')}</EmptyState> : (
            <>
              <PeriodPicker asked={asked} onChange={ask} period={data.period} errors={errors} compares={false} />
              <SegmentedFilter label={t('by')} value={measure} options={rankingMeasures.map((value) => ({ value, label: t(value) }))} onChange={setMeasure} />
              <Former stale={isPlaceholderData}><Places ranking={data} /></Former>
            </>
          )}
        />
      )}
    </>
  )
}

const Ranking = () => {
  const t = useTranslations('insights.ranking')
  const [chosen, choose] = useState<string | null>(null)
  const { data, error, refetch } = useQuery(api.programme.list.queryOptions())
  const mine = data?.items.filter(({ joined_at, charter_to_accept }) => joined_at !== null && !charter_to_accept) ?? []
  const programme_id = chosen ?? mine[0]?.id
  return (
    <Page width="board">
      <PageHeader title={t('title')} lead={t('lead')} back="/impact" />
      {error && <Trouble error={error} shown={data !== undefined} retry={() => void refetch()} />}
      {!data && !error && <RowSkeletons />}
      {mine.length > 1 && <NativeSelect label={t('programme')} value={programme_id} data={mine.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => choose(event.currentTarget.value)} />}
      {data && programme_id === undefined && <EmptyState title={t('no_programme.title')}>{t('no_programme.detail')}</EmptyState>}
      {programme_id !== undefined && <RankingOf key={programme_id} programme_id={programme_id} />}
    </Page>
  )
}

export default Ranking
