import { demonstrationIds, organisation } from '#room/organisations'
import { signInLink } from '#room/people'
import type { Kit } from '#kit/context'
import { within } from '#kit/within'
import { makeDemonstration, type Made, type Wishes } from './make.ts'
import { partOf } from './personas.ts'

export type { Made, Wishes } from './make.ts'
export { rawRoutes, routes } from './routes.ts'

export { removeDemonstrations } from './making.ts'

/** The demonstration there is, or null. */
export const demonstrationThere = async (kit: Kit): Promise<{ organisation_id: string; name: string; made_at: Date } | null> => {
  const [organisation_id] = await demonstrationIds(kit)
  if (organisation_id === undefined) return null
  const { name, created_at } = await within(kit, organisation_id, organisation)
  return { organisation_id, name, made_at: created_at }
}

/**
 * Invents an organisation with a year of life; null where there is a demonstration already: one is not destroyed unasked.
 * @throws Problem 422 on a logo that is no picture.
 */
export const createDemonstration = (kit: Kit, wishes: Wishes): Promise<Made | null> => makeDemonstration(kit, wishes)

/** A way in as its lead, once and within 15 minutes. */
export const demonstrationLink = async (kit: Kit): Promise<string> => {
  const link = await signInLink(kit, partOf('lead').email)
  if (link === null) throw new Error('There is no demonstration')
  return link
}
