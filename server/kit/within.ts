import { withOrganisation } from '#kit/db'
import { systemActor, type Actor, type Ctx, type Kit } from '#kit/context'

/** Runs an action in one transaction on behalf of an organisation; the platform itself acts when no actor is given. */
export const within = <T>(kit: Kit, organisation_id: string, work: (ctx: Ctx) => Promise<T>, actor: Actor = systemActor): Promise<T> =>
  withOrganisation(kit.db, organisation_id, (tx) => work({ kit, organisation_id, actor, tx, now: kit.clock() }))
