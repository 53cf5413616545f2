import type { Kit } from '#kit/context'
import { readFirstVisitOpen, readOrganisationIds } from './queries.ts'

export { audit, brandOf, createFirstOrganisation, createOrganisation, organisation, removeOrganisation, type Organisation, type OrganisationDraft } from './actions.ts'
export { personalData } from './personal-data.ts'
export { rawRoutes, routes } from './routes.ts'

/** The ids of all organisations, for jobs that visit each of them. */
export const organisationIds = (kit: Kit): Promise<string[]> => readOrganisationIds(kit.db)

/** Whether no organisation exists yet. */
export const firstVisitOpen = (kit: Kit): Promise<boolean> => readFirstVisitOpen(kit.db)
