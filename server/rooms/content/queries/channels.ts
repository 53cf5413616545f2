import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export interface ChannelRow { id: string; programme_id: string; name: string; closed: boolean; contents: number }

const channels = ({ organisation_id }: Ctx) => sql`
  select h.id, h.programme_id, h.name, h.archived_at is not null as closed, (select count(*) from content.contents c where c.channel_id = h.id) as contents
  from content.channels h where h.organisation_id = ${organisation_id}`

/** The open ones, and those that are closed and that contents still bear. */
export const readChannels = async (ctx: Ctx, programme_id: string): Promise<ChannelRow[]> => (await sql<ChannelRow>`
  select * from (${channels(ctx)} and h.programme_id = ${programme_id}) as one where not closed or contents > 0 order by lower(name), id`.execute(ctx.tx)).rows

/** Holds an open channel until the end of the transaction. */
export const holdOpenChannel = async (ctx: Ctx, id: string): Promise<ChannelRow | undefined> => (await sql<ChannelRow>`
  ${channels(ctx)} and h.id = ${id} and h.archived_at is null for update of h`.execute(ctx.tx)).rows[0]

/** Undefined when the programme has an open channel of that name. */
export const insertChannel = ({ tx, organisation_id }: Ctx, row: { id: string; programme_id: string; name: string }) =>
  tx.insertInto('content.channels').values({ ...row, organisation_id }).onConflict((conflict) => conflict.doNothing()).returning(['id', 'name']).executeTakeFirst()

export const channelNameTaken = async ({ tx, organisation_id }: Ctx, { id, programme_id }: ChannelRow, name: string): Promise<boolean> =>
  (await tx.selectFrom('content.channels').select('id').where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).where('archived_at', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`).where('id', '!=', id).executeTakeFirst()) !== undefined

export const changeChannel = ({ tx, organisation_id }: Ctx, id: string, changes: { name?: string; archived_at?: Date }) =>
  tx.updateTable('content.channels').set(changes).where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

/** The contents of a channel go to another, or to none: the next version of each. */
export const moveContents = ({ tx, organisation_id, actor, now }: Ctx, from: string, to: string | null) =>
  tx.updateTable('content.contents').set((row) => ({ channel_id: to, version: row('version', '+', 1), updated_by: actor.member_id, updated_at: now }))
    .where('organisation_id', '=', organisation_id).where('channel_id', '=', from).execute()

/** A content may be put in a channel that is open, and stay in one that has closed. */
export const channelExists = async ({ tx, organisation_id }: Ctx, programme_id: string, id: string, kept: boolean): Promise<boolean> =>
  (await tx.selectFrom('content.channels').select('id').where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id).where('id', '=', id)
    .$if(!kept, (query) => query.where('archived_at', 'is', null)).executeTakeFirst()) !== undefined
