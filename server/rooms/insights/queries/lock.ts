import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** One change at a time of what is kept of an organisation's days. */
export const lockKept = async ({ tx, organisation_id }: Ctx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`insights.kept ${organisation_id}`}, 0))`.execute(tx)
}
