import type { QueryClient } from '@tanstack/react-query'
import { api } from '#app/client.ts'
import { changeCards, type Change } from './change-cards.ts'

/** Changes a content wherever it is shown: in lists, in search, on its page. */
export const changeEverywhere = (queryClient: QueryClient, id: string, change: Change): void => {
  queryClient.setQueriesData({ queryKey: api.feed.key() }, (data: unknown) => changeCards(data, id, change))
}
