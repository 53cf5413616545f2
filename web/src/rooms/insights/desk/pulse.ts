import type { Dashboard } from '@portevoix/contract/insights'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api, client } from '#app/client.ts'
import { isTrouble } from '#app/problem.ts'
import { queryClient } from '#app/queries.ts'

/** How often it is asked whether there is something new, and how long after figures came, in milliseconds. */
const rhythm_ms = 1_000
const rest_ms = 1_500
/** How often figures are asked for where clicks are withheld: their pulse says nothing of visits there. */
const slow_ms = 60_000

/** What came of a question whether there is news: `unanswered`: how many in a row the server had no answer to. */
interface Told { since: string; news: boolean; unanswered: number }
/** One question that goes astray is not worth a word. */
const patience = 2

// one key for all pulses: a new one is not asked with at once
const queryKey = api.insights.pulse.key()

const askWhether = async (since: string, signal: AbortSignal): Promise<Told> => {
  try {
    return { since, unanswered: 0, ...await client.insights.pulse({ since }, { signal }) }
  } catch (error) {
    if (!isTrouble(error)) throw error
    return { since, news: false, unanswered: (queryClient.getQueryData<Told>(queryKey)?.unanswered ?? 0) + 1 }
  }
}

const dayIn = (time_zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format()
/** Whether days go on that end with this one; a number of days goes on to the next day by itself. */
const goesOn = ({ period }: Dashboard, last: string | undefined): boolean => last === undefined || last >= dayIn(period.time_zone)

/** How often an open dashboard asks for its figures whatever its pulse says, in milliseconds; false: never. `last`: the day that was asked for as the last one. */
export const slowRhythm = (data: Dashboard | undefined, last: string | undefined): number | false =>
  data !== undefined && data.figures.clicks.value === null && goesOn(data, last) ? slow_ms : false

/**
 * Keeps an open dashboard up to date: as long as somebody looks at it and the server is there, its figures are asked for again once visits were
 * added up since they were given. `last`: the day that was asked for as the last one. Gives whether they may be
 * behind: the server is there and has no answer, as while its database is away.
 */
export const usePulse = ({ data, dataUpdatedAt, isFetching, isPlaceholderData, error }: UseQueryResult<Dashboard>, last: string | undefined): boolean => {
  const enabled = data !== undefined && !error && !isPlaceholderData && goesOn(data, last)
  const since = data?.pulse ?? ''
  const { data: told } = useQuery({
    queryKey, queryFn: ({ signal }) => askWhether(since, signal),
    enabled, staleTime: 0, gcTime: 0, retry: false, networkMode: 'online',
    // what is on its way may hold the news already
    refetchInterval: isFetching ? false : ({ state }) => (state.dataUpdatedAt > dataUpdatedAt ? rhythm_ms : rest_ms),
  })
  const news = enabled && !isFetching && told !== undefined && told.since === since && told.news
  useEffect(() => {
    if (news) void queryClient.invalidateQueries({ queryKey: api.insights.dashboard.key() })
  }, [news])
  return enabled && told !== undefined && told.unanswered >= patience
}
