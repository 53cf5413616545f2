import type { Ctx } from '#kit/context'

/** Days before `day` are counted by days of `time_zone`; it begins where it began there. */
export interface ZoneEdge { day: string; time_zone: string }

export const readZoneEdge = async ({ tx, organisation_id }: Ctx): Promise<ZoneEdge | null> =>
  (await tx.selectFrom('links.zone_edges').select(['day', 'time_zone']).where('organisation_id', '=', organisation_id).executeTakeFirst()) ?? null

export const writeZoneEdge = async ({ tx, organisation_id }: Ctx, edge: ZoneEdge): Promise<void> => {
  await tx.insertInto('links.zone_edges').values({ organisation_id, ...edge }).onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(edge)).execute()
}
