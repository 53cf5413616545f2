import type { Persona } from '@portevoix/contract/demonstration'
import { appearanceHere } from '#ui/appearance.ts'
import { beneath } from '../beneath.ts'
import { client } from '../client.ts'
import { chooseOrganisation } from '../organisation.ts'
import { queryClient } from '../queries.ts'
import { sessionQuery } from '../session.ts'

/** Where each of them begins their day. */
const homes: Readonly<Record<Persona, string>> = {
  lead: '/desk/dashboard', curator: '/desk', sponsor: '/desk/dashboard', admin: '/desk', moderator: '/', manager: '/', ambassador_employee: '/', ambassador_customer: '/',
}

/** Nothing that was shown to one person stays for the next. */
const emptyCaches = async (): Promise<void> => {
  if ('caches' in globalThis) await Promise.all((await caches.keys()).filter((name) => name.startsWith('portevoix-')).map((name) => caches.delete(name)))
}

/** Becomes one of the demonstration's people, and goes where they begin by loading anew. How things look is the visitor's, and follows. */
export const enterAs = async (persona: Persona): Promise<void> => {
  const appearance = appearanceHere()
  const { organisation_id } = await client.demonstration.play({ persona })
  chooseOrganisation(organisation_id)
  await client.people.update_me({ appearance }).catch(() => undefined)
  await emptyCaches()
  location.assign(beneath(homes[persona]))
}

/** Forgets the invented person; whoever the browser is then comes back. */
const comeBack = async (): Promise<void> => {
  chooseOrganisation(null)
  await emptyCaches()
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
  await queryClient.invalidateQueries(sessionQuery)
}

export const leaveDemonstration = async (): Promise<void> => {
  await client.demonstration.leave()
  await comeBack()
}

export const removeDemonstration = async (): Promise<void> => {
  await client.demonstration.remove()
  await comeBack()
}
