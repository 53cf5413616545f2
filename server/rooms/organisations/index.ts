import type { Kit } from '#kit/context'
import { readDemonstrationIds, readFirstVisitOpen, readOrganisationIds } from './queries.ts'

export { audit, brandOf, createDemonstrationOrganisation, createFirstOrganisation, createOrganisation, organisation, removeOrganisation, type Organisation, type OrganisationDraft } from './actions.ts'
export { drawLogo } from './logo.ts'
export { personalData } from './personal-data.ts'
export { rawRoutes, routes } from './routes.ts'

/** The ids of all organisations, for jobs that visit each of them. */
export const organisationIds = (kit: Kit): Promise<string[]> => readOrganisationIds(kit.db)

/** Those of them that are demonstrations. */
export const demonstrationIds = (kit: Kit): Promise<string[]> => readDemonstrationIds(kit.db)

/** Whether no organisation exists yet but a demonstration. */
export const firstVisitOpen = (kit: Kit): Promise<boolean> => readFirstVisitOpen(kit.db)
export { houseStatements, readAuditEntriesSince as auditedSince } from './queries.ts'
