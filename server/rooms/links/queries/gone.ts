import { sql } from 'kysely'
import type { Kit } from '#kit/context'

/** Drops the hits of an organisation that exists no more, and the batches that name them; gives whether it does not. */
export const forgetIfGone = async ({ db }: Kit, organisation_id: string): Promise<boolean> =>
  (await sql<{ gone: boolean }>`select links.forget_if_gone(${organisation_id}) as gone`.execute(db)).rows[0]?.gone === true
