import { MutationCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { fieldErrors, isProblem, isUnreachable } from './problem.ts'

/**
 * What was refused stays refused: only a server that did not answer is asked again. A device that knows that it has no network
 * says so at once: a try put off until it has one would look like waiting for an answer.
 */
const again = (failures: number, error: Error): boolean => failures < 2 && !(isProblem(error) && error.status < 500) && !(isUnreachable(error) && !navigator.onLine)

export const queryClient = new QueryClient({
  // whatever form it was that was refused, one is led to the first field that is wrong
  mutationCache: new MutationCache({ onError: (error) => { if (Object.keys(fieldErrors(error)).length > 0) goToFirstWrong() } }),
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: again, networkMode: 'offlineFirst' },
    // without a network a change fails in words, rather than wait unseen for a page that may be closed by then
    mutations: { retry: false, networkMode: 'always' },
  },
})

/**
 * What was changed is asked for again. An answer that is on its way may be older than the change: it is not waited for, as the library
 * would where it has none yet.
 */
export const askAnew = async (...queryKeys: readonly QueryKey[]): Promise<void> => {
  await Promise.all(queryKeys.map(async (queryKey) => {
    await queryClient.cancelQueries({ queryKey })
    await queryClient.invalidateQueries({ queryKey })
  }))
}
