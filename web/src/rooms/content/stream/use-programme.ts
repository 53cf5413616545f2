import type { Programme } from '@portevoix/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { api } from '#app/client.ts'
import { remembered, store, useStore } from '#app/store.ts'

const memory = remembered('programme')
const chosen = store<string | null>(memory.read())

export const chooseProgramme = (programme_id: string): void => {
  memory.write(programme_id)
  chosen.set(programme_id)
}

/**
 * The programme whose contents the person looks at: the one they chose, else the first that they joined, else the first there is.
 * One whose charter has changed stays theirs, and asks.
 */
export const useProgramme = () => {
  const wanted = useStore(chosen)
  const { data, isPending, error, refetch } = useQuery(api.programme.list.queryOptions())
  const all: readonly Programme[] = data?.items ?? []
  const joined = all.filter(({ charter_to_accept, joined_at }) => !charter_to_accept || joined_at !== null)
  const programme = joined.find(({ id }) => id === wanted) ?? joined.find((one) => !one.charter_to_accept) ?? joined[0] ?? all[0] ?? null
  return { programme, joined, isPending, error, refetch }
}
