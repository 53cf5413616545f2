import type { Host } from '@portevoix/contract/people'
import { useQuery } from '@tanstack/react-query'
import { sessionQuery, useMember } from './session.ts'
import { store, useStore } from './store.ts'

/** The organisation whose invitation is open: its page is in its colours, whoever looks. */
export const invitingHost = store<Host | null>(null)

/** Whose name, logo and colour the interface takes: the inviting organisation's, the member's, else the only one there is. */
export const useHost = (): Host | null => {
  const inviting = useStore(invitingHost)
  const member = useMember()
  const only = useQuery(sessionQuery).data?.host ?? null
  return inviting ?? (member ? { name: member.organisation_name, colour: member.colour, logo_address: member.logo_address } : only)
}
