import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem.ts'

/** What was refused stays refused: only a server that did not answer is asked again. */
const again = (failures: number, error: Error): boolean => failures < 2 && !(isProblem(error) && error.status < 500)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, gcTime: 10 * 60_000, retry: again, networkMode: 'offlineFirst' },
    mutations: { retry: false },
  },
})
