import { MutationCache, onlineManager, QueryCache, QueryClient, type QueryKey } from '@tanstack/react-query'
import { goToFirstWrong } from '#ui/first-wrong.ts'
import { fieldErrors, isProblem, isTrouble, isUnreachable } from './problem.ts'
import { whileAnswering } from './reach.ts'
import { noteTrouble, onRecovery } from './recovery.ts'

/**
 * What was refused stays refused, and a server that nobody reached is not tried again at once: the screen says so rather than look like
 * waiting for an answer, and what is missing is asked for by itself once the server is heard of again.
 */
const again = (failures: number, error: Error): boolean => failures < 2 && !isUnreachable(error) && !(isProblem(error) && error.status < 500)

// a device believes in networks that lead nowhere, and hears nothing of a server that comes back
onlineManager.setEventListener(whileAnswering)

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => { if (isTrouble(error)) noteTrouble() } }),
  // whatever form it was that was refused, one is led to the first field that is wrong
  mutationCache: new MutationCache({ onError: (error) => { if (Object.keys(fieldErrors(error)).length > 0) goToFirstWrong() } }),
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: again, networkMode: 'offlineFirst' },
    // without a network a change fails in words, rather than wait unseen for a page that may be closed by then
    mutations: { retry: false, networkMode: 'always' },
  },
})

// nobody has to ask anew for what is in sight and did not come: it does once the server has answers again
onRecovery(() => { void queryClient.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' && isTrouble(state.error) }) })

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
