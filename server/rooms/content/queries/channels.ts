import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export interface ChannelRow { id: string; name: string }

export const readChannels = ({ tx, organisation_id }: Ctx, programme_id: string): Promise<ChannelRow[]> =>
  tx.selectFrom('content.channels').select(['id', 'name']).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .where('archived_at', 'is', null).orderBy(sql`lower(name)`).execute()

/** Undefined when the programme has a channel of that name. */
export const insertChannel = ({ tx, organisation_id }: Ctx, row: ChannelRow & { programme_id: string }) =>
  tx.insertInto('content.channels').values({ ...row, organisation_id }).onConflict((conflict) => conflict.doNothing()).returning(['id', 'name']).executeTakeFirst()
