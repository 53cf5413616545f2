import { useQueryClient, type InfiniteData } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { api } from '#app/client.ts'

const queryKey = api.feed.list.key({ type: 'infinite' })

/** Reads the feed anew from its top: later pages belong to the walk that is over. */
export const useRefresh = () => {
  const queryClient = useQueryClient()
  const [refreshing, setRefreshing] = useState(false)
  const refresh = useCallback(async () => {
    setRefreshing(true)
    queryClient.setQueriesData({ queryKey }, (known: InfiniteData<unknown> | undefined) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) })
    await queryClient.refetchQueries({ queryKey, type: 'active' }).finally(() => setRefreshing(false))
  }, [queryClient])
  return { refresh, refreshing }
}
