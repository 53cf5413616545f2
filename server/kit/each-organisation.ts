import type { Kit } from '#kit/context'

/**
 * Does the same for one organisation after the other. One that fails is logged as `what` and stands in nobody's way; where any did, the
 * end is an error, so that the job is seen to have failed. `isNone`: a failure that is none, since the organisation is there no more.
 */
export const eachOrganisation = async (kit: Kit, what: string, ids: readonly string[], work: (organisation_id: string) => Promise<void>, isNone: (organisation_id: string) => Promise<boolean> = () => Promise.resolve(false)): Promise<void> => {
  const failures: unknown[] = []
  for (const organisation_id of ids) {
    try {
      await work(organisation_id)
    } catch (error) {
      if (await isNone(organisation_id)) continue
      failures.push(error)
      kit.log.error({ organisation: organisation_id, error: error instanceof Error ? error.message : String(error) }, what)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${what}: ${failures.length} of ${ids.length} organisations`)
}
