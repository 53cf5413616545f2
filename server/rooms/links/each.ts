import type { Kit } from '#kit/context'
import { forgetIfGone } from './queries/gone.ts'

/**
 * Does the same for one organisation after the other. One that fails is logged and stands in nobody's way; where any did, the end is
 * an error, so that the job is seen to have failed. Hits that came of an organisation when it was gone are dropped: they would wait for good.
 */
export const eachOrganisation = async (kit: Kit, what: string, ids: readonly string[], work: (organisation_id: string) => Promise<void>): Promise<void> => {
  const failures: unknown[] = []
  for (const organisation_id of ids) {
    try {
      await work(organisation_id)
    } catch (error) {
      if (await forgetIfGone(kit, organisation_id).catch(() => false)) {
        kit.log.info({ organisation: organisation_id }, 'hits of a removed organisation dropped')
        continue
      }
      failures.push(error)
      kit.log.error({ organisation: organisation_id, error: error instanceof Error ? error.message : String(error) }, what)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${what}: ${failures.length} of ${ids.length} organisations`)
}
