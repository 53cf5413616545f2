import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#kit/context'

export interface ItemRow {
  id: string; programme_id: string; source_id: string | null; source_title: string | null; address: string; canonical_address: string; title: string; summary: string
  author: string | null; site_name: string | null; language: string | null; reading_minutes: number | null; image_address: string | null
  media_id: string | null; media_width: number | null; media_height: number | null; published_at: Date | null; found_at: Date; placed_at: Date; enriched_at: Date | null
  state: 'new' | 'kept' | 'snoozed' | 'dismissed' | 'used'; snoozed_until: Date | null; decided_by: string | null; decided_at: Date | null; content_id: string | null; updated: boolean
}

const list = async (ctx: Ctx, which: RawBuilder<unknown>): Promise<ItemRow[]> => (await sql<ItemRow>`
  select i.id, i.programme_id, i.source_id, s.title as source_title, i.address, i.canonical_address, i.title, i.summary, i.author, i.site_name, i.language, i.reading_minutes,
    i.image_address, i.media_id, m.width as media_width, m.height as media_height, i.published_at, i.found_at, i.placed_at, i.enriched_at,
    i.state, i.snoozed_until, i.decided_by, i.decided_at, i.updated, (select c.id from content.contents c where c.item_id = i.id order by c.id limit 1) as content_id
  from content.items i left join content.sources s on s.id = i.source_id left join content.media m on m.id = i.media_id
  where i.organisation_id = ${ctx.organisation_id} and i.state <> 'duplicate' and ${which}`.execute(ctx.tx)).rows

export interface ItemFilter { programme_id: string; state: string; source_id?: string | undefined }

export const readItems = (ctx: Ctx, { programme_id, state, source_id }: ItemFilter, after: { placed_at: string; id: string } | null, limit: number): Promise<ItemRow[]> =>
  list(ctx, sql`i.programme_id = ${programme_id} and i.state = ${state} ${source_id ? sql`and i.source_id = ${source_id}` : sql``}
    ${after ? sql`and (i.placed_at, i.id) < (${after.placed_at}::timestamptz, ${after.id}::uuid)` : sql``} order by i.placed_at desc, i.id desc limit ${limit}`)

export const readItem = async (ctx: Ctx, id: string): Promise<ItemRow | undefined> => (await list(ctx, sql`i.id = ${id}`))[0]

/** Holds the item until the end of the transaction. */
export const lockItem = ({ tx, organisation_id }: Ctx, id: string) =>
  tx.selectFrom('content.items').select(['id', 'state']).where('organisation_id', '=', organisation_id).where('id', '=', id).where('state', '<>', 'duplicate').forUpdate().executeTakeFirst()

export interface ItemCount { source_id: string | null; state: string; items: number }

export const countItems = async ({ tx, organisation_id }: Ctx, programme_id: string): Promise<ItemCount[]> => (await sql<ItemCount>`
  select source_id, state, count(*) as items from content.items
  where organisation_id = ${organisation_id} and programme_id = ${programme_id} and state in ('new', 'kept', 'snoozed', 'dismissed') group by source_id, state`.execute(tx)).rows

export type NewItem = Pick<ItemRow, 'id' | 'programme_id' | 'source_id' | 'address' | 'canonical_address' | 'title' | 'summary' | 'author' | 'site_name' | 'language' | 'image_address' | 'published_at' | 'placed_at'> & { guid: string | null; reading_minutes?: number | null; enriched_at?: Date | null; updated?: boolean }

/** Keeps those that are new to the programme, and tells which: the same canonical address is the same item, and so is the same guid, of one source or, where it names the thing worldwide, of any. */
export const insertItems = async ({ tx, organisation_id, now }: Ctx, rows: readonly NewItem[]): Promise<string[]> => rows.length === 0 ? [] :
  (await tx.insertInto('content.items').values(rows.map((row) => ({ ...row, organisation_id, found_at: now, state: 'new' })))
    .onConflict((conflict) => conflict.doNothing()).returning('id').execute()).map(({ id }) => id)

export type ItemChanges = Partial<Pick<ItemRow, 'canonical_address' | 'state' | 'snoozed_until' | 'decided_by' | 'decided_at' | 'title' | 'summary' | 'author' | 'site_name' | 'language' | 'reading_minutes' | 'image_address' | 'media_id' | 'published_at' | 'enriched_at'>>

export const changeItem = ({ tx, organisation_id }: Ctx, id: string, changes: ItemChanges) =>
  tx.updateTable('content.items').set(changes).where('organisation_id', '=', organisation_id).where('id', '=', id).execute()

/** The item of a programme that has this canonical address, or that it was found to be. */
export const readItemAt = async ({ tx, organisation_id }: Ctx, programme_id: string, canonical_address: string): Promise<{ id: string; source_id: string | null; title: string } | undefined> => {
  const held = await tx.selectFrom('content.items').select(['id', 'source_id', 'title', 'duplicate_of']).where('organisation_id', '=', organisation_id)
    .where('programme_id', '=', programme_id).where('canonical_address', '=', canonical_address).where('superseded', '=', false).executeTakeFirst()
  return held && { id: held.duplicate_of ?? held.id, source_id: held.source_id, title: held.title }
}

/** Leaves the address to a newer item: what nobody decided on goes, what somebody did stays as it was. */
export const supersedeItem = async ({ tx, organisation_id }: Ctx, programme_id: string, canonical_address: string): Promise<void> => {
  await tx.deleteFrom('content.items').where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .where('canonical_address', '=', canonical_address).where('state', 'in', ['new', 'snoozed']).execute()
  await tx.updateTable('content.items').set({ superseded: true }).where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .where('canonical_address', '=', canonical_address).execute()
}

/** Takes an item out of sight, unless somebody decided on it meanwhile. */
export const markDuplicate = ({ tx, organisation_id }: Ctx, id: string, duplicate_of: string) =>
  tx.updateTable('content.items').set({ state: 'duplicate', duplicate_of }).where('organisation_id', '=', organisation_id).where('id', '=', id).where('state', '=', 'new').execute()

/** Undecided items of a source go with it; what other sources brought of them comes into sight. */
export const deleteNewItems = async ({ tx, organisation_id }: Ctx, source_id: string): Promise<void> => {
  await tx.deleteFrom('content.items').where('organisation_id', '=', organisation_id).where('source_id', '=', source_id).where('state', 'in', ['new', 'snoozed', 'duplicate']).execute()
  await tx.updateTable('content.items').set({ state: 'new' }).where('organisation_id', '=', organisation_id).where('state', '=', 'duplicate').where('duplicate_of', 'is', null).execute()
}

/** Snoozed items whose time has come are new again. */
export const wakeItems = ({ tx, organisation_id, now }: Ctx) =>
  tx.updateTable('content.items').set({ state: 'new', snoozed_until: null }).where('organisation_id', '=', organisation_id).where('state', '=', 'snoozed').where('snoozed_until', '<=', now).execute()

export const freeDismissedImages = ({ tx, organisation_id }: Ctx, before: Date) =>
  tx.updateTable('content.items').set({ media_id: null }).where('organisation_id', '=', organisation_id).where('state', '=', 'dismissed').where('decided_at', '<', before).where('media_id', 'is not', null).execute()
