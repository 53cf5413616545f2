import type { QueryClient } from '@tanstack/react-query'
import { api } from '#app/client.ts'
import { changeCards, type Change } from './change-cards.ts'

/** Changes a content wherever it is shown: in lists, in search, on its page. */
export const changeEverywhere = (queryClient: QueryClient, id: string, change: Change): void => {
  queryClient.setQueriesData({ queryKey: api.feed.key() }, (data: unknown) => changeCards(data, id, change))
}

/** What is asked for the few saved contents beside the feed. */
export const savedBeside = (programme_id: string) => ({ programme_id, limit: 3 })

/** The list that one may be looking at keeps its place and is read anew later; the few beside the feed follow at once. */
export const savedChanged = async (queryClient: QueryClient): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: api.feed.saved.key({ type: 'infinite' }), refetchType: 'none' }),
    queryClient.invalidateQueries({ queryKey: api.feed.saved.key({ type: 'query' }) }),
  ])
}
