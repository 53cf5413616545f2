import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api } from '#app/client.ts'
import { fieldErrors } from '#app/problem.ts'
import { Replay } from '#room/links/replay.tsx'
import { Page, PageHeader } from '#ui/page.tsx'
import { FigureSkeletons, RowSkeletons } from '#ui/skeletons.tsx'
import { PeriodPicker } from '../period-picker.tsx'
import type { PeriodAsked } from '../period.ts'
import { Trouble } from '../trouble.tsx'
import { ActiveFilters } from './active-filters.tsx'
import { Behind } from './behind.tsx'
import { Board } from './board.tsx'
import { Brief } from './brief.tsx'
import { fieldOf, FilterBar } from './filter-bar.tsx'
import { NextStep } from './next-step.tsx'
import { slowRhythm, usePulse } from './pulse.ts'
import { filtersIn, narrowedBy, periodIn, searchWith, type DashboardSearch, type FiltersAsked } from './search.ts'

const route = getRouteApi('/desk/dashboard')
const here: string = '/desk/dashboard'
/** How often figures are asked for while days are being counted again. */
const waiting_ms = 5_000

/** What the address asks for, and how to ask for something else. */
const useAsked = () => {
  const search: DashboardSearch = route.useSearch()
  const navigate = useNavigate()
  // each choice is a step of the history: Back undoes it
  const show = (next: DashboardSearch) => { void navigate({ to: here, search: { ...next }, resetScroll: false }) }
  return {
    search, filters: filtersIn(search), show, clear: () => { show(searchWith({}, periodIn(search))) },
    narrow: (field: keyof FiltersAsked, value: string | undefined) => { show(narrowedBy(search, field, value)) },
  }
}

const useFigures = (input: FiltersAsked & PeriodAsked, last: string | undefined) => useQuery(api.insights.dashboard.queryOptions({
  input, placeholderData: keepPreviousData,
  // whoever comes back from the next step has made it
  refetchOnMount: ({ state }) => (state.data?.next_step ? 'always' : true),
  refetchInterval: ({ state: { data: known } }) => (known?.replay ? waiting_ms : slowRhythm(known, last)),
}))

const Dashboard = () => {
  const t = useTranslations('insights')
  const { search, filters, show, narrow, clear } = useAsked()
  const figures = useFigures({ ...filters, ...periodIn(search) }, search.to)
  const { data, error, refetch, isPlaceholderData } = figures
  const behind = usePulse(figures, search.to)
  const errors = fieldErrors(error)
  const count = Object.keys(filters).length
  const refused = Object.keys(errors).length > 0
  if (data?.next_step) return <Page width="wide"><PageHeader title={t('dashboard.title')} /><NextStep step={data.next_step} /></Page>
  return (
    <Page width="wide">
      <PageHeader title={t('dashboard.title')} {...(data && !refused && { lead: <Brief dashboard={data} stale={isPlaceholderData} /> })} />
      <PeriodPicker asked={periodIn(search)} onChange={(asked) => { show(searchWith(search, asked)) }} period={data?.period} errors={errors} />
      <FilterBar asked={filters} count={count} onChange={narrow} errors={errors} />
      {data && !refused && <ActiveFilters dashboard={data} onRemove={(name) => { narrow(fieldOf[name], undefined) }} onClear={clear} />}
      {refused && count > 0 && <div><Button variant="default" onClick={clear}>{t('filters.clear')}</Button></div>}
      {error && !refused && <Trouble error={error} shown={data !== undefined} retry={() => void refetch()} />}
      {!data && !error && <><FigureSkeletons count={8} /><RowSkeletons count={5} /></>}
      {data && behind && <Behind period={data.period} />}
      {data?.replay && <Replay replay={data.replay} />}
      {data && <Board dashboard={data} stale={isPlaceholderData || refused} />}
    </Page>
  )
}

export default Dashboard
