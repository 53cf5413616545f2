import type { Dashboard } from '@portevoix/contract/insights'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '#app/client.ts'
import { queryClient } from '#app/queries.ts'

/** How often it is asked whether there is something new, and how long after figures came, in milliseconds. */
const rhythm_ms = 1_000
const rest_ms = 1_500

const dayIn = (time_zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: time_zone }).format()

/**
 * Keeps an open dashboard up to date: as long as somebody looks at it and the server is there, its figures are asked for again once visits were
 * added up since they were given. `last`: the day that was asked for as the last one; a number of days goes on to the next day by itself.
 */
export const usePulse = ({ data, dataUpdatedAt, isFetching, isPlaceholderData, error }: UseQueryResult<Dashboard>, last: string | undefined): void => {
  const enabled = data !== undefined && !error && !isPlaceholderData && (last === undefined || last >= dayIn(data.period.time_zone))
  const { data: told, dataUpdatedAt: toldAt } = useQuery(api.insights.pulse.queryOptions({
    enabled, staleTime: 0, gcTime: 0, retry: false, networkMode: 'online',
    // what is on its way may hold the news already
    refetchInterval: isFetching ? false : ({ state }) => (state.dataUpdatedAt > dataUpdatedAt ? rhythm_ms : rest_ms),
  }))
  const news = enabled && !isFetching && told !== undefined && toldAt > dataUpdatedAt && told.pulse !== data.pulse
  useEffect(() => {
    if (news) void queryClient.invalidateQueries({ queryKey: api.insights.dashboard.key() })
  }, [news])
}
