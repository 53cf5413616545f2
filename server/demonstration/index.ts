import { demonstrationIds } from '#room/organisations'
import { dissolve, signInLink } from '#room/people'
import type { Kit } from '#kit/context'
import { makeDemonstration, type Made, type Wishes } from './make.ts'
import { partOf } from './personas.ts'

export type { Made, Wishes } from './make.ts'
export { rawRoutes, routes } from './routes.ts'

/** Removes the demonstration, if there is one, with everything in it; gives how many were removed. */
export const removeDemonstrations = async (kit: Kit): Promise<number> => {
  const ids = await demonstrationIds(kit)
  for (const id of ids) await dissolve(kit, id)
  return ids.length
}

/**
 * Invents an organisation with a year of life, in the place of the demonstration that there may be.
 * @throws Problem 422 on a logo that is no picture.
 */
export const createDemonstration = async (kit: Kit, wishes: Wishes): Promise<Made> => {
  await removeDemonstrations(kit)
  const made = await makeDemonstration(kit, wishes)
  if (!made) throw new Error('Another demonstration was made at the same time')
  return made
}

/** A way in as its lead, once and within 15 minutes. */
export const demonstrationLink = async (kit: Kit, _organisation_id: string): Promise<string> => {
  const link = await signInLink(kit, partOf('lead').email)
  if (link === null) throw new Error('There is no demonstration')
  return link
}
