import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Whether the organisation never had as many members as the anonymity threshold: it has nothing to hide figures in, and sees them as they are. */
export const isSmall = async ({ tx, organisation_id }: Ctx): Promise<boolean> => {
  const { rows: [row] } = await sql<{ last: number }>`select last from people.numbers_given where organisation_id = ${organisation_id}`.execute(tx)
  return (row?.last ?? 0) < anonymityThreshold
}
