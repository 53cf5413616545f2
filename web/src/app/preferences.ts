import type { Language } from '@portevoix/contract/shapes'
import type { Appearance } from '#ui/appearance.ts'
import { client } from './client.ts'
import { queryClient } from './queries.ts'
import { sessionQuery } from './session.ts'

/** What a member prefers goes with them to their other devices and, for the language, into their messages; offline, it stays on this one. */
export const prefer = async (change: { language: Language } | { appearance: Appearance }): Promise<void> => {
  if (!queryClient.getQueryData(sessionQuery.queryKey)?.identity) return
  await client.people.update_me(change).then(() => queryClient.invalidateQueries(sessionQuery), () => undefined)
}
