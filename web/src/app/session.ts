import type { Membership, Session } from '@portevoix/contract/people'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { client } from './client.ts'
import { forgetDrafts } from './kept-drafts.ts'
import { chooseOrganisation, currentOrganisation } from './organisation.ts'
import { queryClient } from './queries.ts'
import { useStore } from './store.ts'

/** Who is signed in and where they belong. Anyone may ask. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => client.people.session(), staleTime: 5 * 60_000 })

const membershipIn = (known: Session | undefined, organisation_id: string | null): Membership | null =>
  known?.memberships.find((membership) => membership.organisation_id === organisation_id) ?? known?.memberships[0] ?? null

/** The person's place in the organisation that they are looking at; null while unknown or signed out. */
export const useMember = (): Membership | null => {
  const organisation_id = useStore(currentOrganisation)
  return membershipIn(useQuery(sessionQuery).data, organisation_id)
}

/** The session before a route opens; settles which organisation requests name. */
export const admit = async (): Promise<{ known: Session; member: Membership | null }> => {
  const known = await queryClient.ensureQueryData(sessionQuery)
  const member = membershipIn(known, currentOrganisation.get())
  if (member && member.organisation_id !== currentOrganisation.get()) chooseOrganisation(member.organisation_id)
  return { known, member }
}

/** Looks at another of the person's organisations; nothing of the one before stays in memory. */
export const enterOrganisation = async (organisation_id: string): Promise<void> => {
  chooseOrganisation(organisation_id)
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  await queryClient.invalidateQueries(sessionQuery)
}

/** Forgets everything of the person on this device: after signing out, after leaving. */
export const forgetPerson = async (): Promise<void> => {
  chooseOrganisation(null)
  queryClient.clear()
  forgetDrafts()
  if ('caches' in globalThis) await Promise.all((await caches.keys()).filter((name) => name.startsWith('portevoix-')).map((name) => caches.delete(name)))
}
