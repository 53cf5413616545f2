import type { Kit } from '#kit/context'
import { eachOrganisation } from '#kit/each-organisation'
import { forgetIfGone } from './queries/gone.ts'

/** Hits that came of an organisation when it was gone are dropped: they would wait for good. */
const dropIfGone = (kit: Kit) => async (organisation_id: string): Promise<boolean> => {
  const gone = await forgetIfGone(kit, organisation_id).catch(() => false)
  if (gone) kit.log.info({ organisation: organisation_id }, 'hits of a removed organisation dropped')
  return gone
}

/** Does the same for one organisation after the other; one that fails, or is gone, stands in nobody's way. */
export const eachWithHits = (kit: Kit, what: string, ids: readonly string[], work: (organisation_id: string) => Promise<void>): Promise<void> =>
  eachOrganisation(kit, what, ids, work, dropIfGone(kit))
