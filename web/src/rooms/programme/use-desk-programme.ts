import { useQuery } from '@tanstack/react-query'
import { api } from '#app/client.ts'
import { remembered, store, useStore } from '#app/store.ts'

const memory = remembered('desk-programme')
const chosen = store<string | null>(memory.read())

export const chooseDeskProgramme = (programme_id: string): void => {
  memory.write(programme_id)
  chosen.set(programme_id)
}

/** The programme that the team works on: the one chosen on this device, else the first. */
export const useDeskProgramme = () => {
  const wanted = useStore(chosen)
  const { data, isPending, error, refetch } = useQuery(api.programme.list.queryOptions())
  const programmes = data?.items ?? []
  return { programme: programmes.find(({ id }) => id === wanted) ?? programmes[0] ?? null, programmes, isPending, error, refetch }
}
