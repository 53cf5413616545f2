import type { DemonstrationState, Persona } from '@portevoix/contract/demonstration'
import { demonstrationIds, firstVisitOpen, organisation } from '#room/organisations'
import { hasSessionAside, isInvented } from '#room/people'
import type { Request } from '#kit/http/request'
import { within } from '#kit/within'
import { parts } from './personas.ts'

export interface Access {
  /** The demonstration there is. */
  organisation_id: string | null
  /** Whoever asks is one of its invented people. */
  inside: boolean
  /** They may make it, enter it, remove it: from inside; as an administrator; as anybody while nothing else is here. */
  open: boolean
}

/** What the caller may do with the demonstration. Real organisations have no part in it but that their administrators may look. */
export const accessOf = async ({ kit, session, actor, organisation_id: here }: Request): Promise<Access> => {
  const ids = await demonstrationIds(kit)
  const [organisation_id = null] = ids
  const inside = session !== null && isInvented(session.email) && organisation_id !== null
  const administers = actor?.roles.includes('admin') === true && here !== null && !ids.includes(here)
  return { organisation_id, inside, open: inside || administers || (await firstVisitOpen(kit)) }
}

const personaOf = (email: string): Persona | null => parts.find((part) => part.email === email)?.persona ?? null

export const stateOf = async (request: Request): Promise<DemonstrationState> => {
  const { organisation_id, inside, open } = await accessOf(request)
  const { kit, session, headers } = request
  return {
    organisation_name: open && organisation_id !== null ? (await within(kit, organisation_id, organisation)).name : null,
    open, persona: inside && session ? personaOf(session.email) : null, returns: inside && hasSessionAside(kit.settings, headers),
  }
}
