import { z } from 'zod'
import { route } from './route.ts'
import { instant } from './shapes.ts'

/** All that is kept of a person who asks for it (GDPR, article 15), room by room, as it lies in the database. */
export const ownDataCopy = z.object({ made_at: instant, organisation: z.string(), rooms: z.record(z.string(), z.record(z.string(), z.unknown())) })
export type OwnDataCopy = z.infer<typeof ownDataCopy>

export const ownData = {
  read: route
    .meta({ permission: 'member' })
    .route({ method: 'GET', path: '/me/data', summary: 'A copy of all that is kept of the caller in this organisation', tags: ['people'] })
    .output(ownDataCopy),
}
