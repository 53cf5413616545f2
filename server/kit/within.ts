import { lookingAt, withOrganisation } from '#kit/db'
import { systemActor, type Actor, type Ctx, type Kit } from '#kit/context'

/** Runs an action in one transaction on behalf of an organisation; the platform itself acts when no actor is given. */
export const within = <T>(kit: Kit, organisation_id: string, work: (ctx: Ctx) => Promise<T>, actor: Actor = systemActor): Promise<T> =>
  withOrganisation(kit.db, organisation_id, (tx) => work({ kit, organisation_id, actor, tx, now: kit.clock() }))

/**
 * Runs an action that only looks, at what there was at one moment; where a second connection is free, what it asks for with `besideOf` is answered
 * there at the same time.
 */
export const atOneMoment = <T>(kit: Kit, organisation_id: string, work: (ctx: Ctx) => Promise<T>, actor: Actor = systemActor): Promise<T> =>
  lookingAt(kit.db, organisation_id, (tx, beside) => work({ kit, organisation_id, actor, tx, beside, now: kit.clock() }))

/** The same on the second connection, as far as there is one. */
export const besideOf = ({ beside, ...ctx }: Ctx): Ctx => ({ ...ctx, tx: beside ?? ctx.tx })
