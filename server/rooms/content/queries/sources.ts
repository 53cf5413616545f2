import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Db } from '#kit/db'

export interface SourceRow {
  id: string; programme_id: string; address: string; feed_address: string | null; kind: 'feed' | 'page'; title: string; language: string | null
  etag: string | null; last_modified: string | null; polled_at: Date | null; next_poll_at: Date | null; poll_minutes: number; failures: number
  last_error: string | null; last_error_at: Date | null; succeeded_at: Date | null; last_item_at: Date | null; paused_at: Date | null; stopped_at: Date | null; turned_at: Date | null; page_digest: Buffer | null
}
export interface ListedSource extends SourceRow { new_items: number; kept_items: number; used_items: number }

const columns = sql.raw(['id', 'programme_id', 'address', 'feed_address', 'kind', 'title', 'language', 'etag', 'last_modified', 'polled_at', 'next_poll_at', 'poll_minutes',
  'failures', 'last_error', 'last_error_at', 'succeeded_at', 'last_item_at', 'paused_at', 'stopped_at', 'turned_at', 'page_digest'].map((name) => `s.${name}`).join(', '))

const list = async (ctx: Ctx, which: ReturnType<typeof sql>): Promise<ListedSource[]> => (await sql<ListedSource>`
  select ${columns}, coalesce(i.new_items, 0) as new_items, coalesce(i.kept_items, 0) as kept_items, coalesce(i.used_items, 0) as used_items
  from content.sources s left join lateral (
    select count(*) filter (where state = 'new') as new_items, count(*) filter (where state = 'kept') as kept_items, count(*) filter (where state = 'used') as used_items
    from content.items where source_id = s.id and state in ('new', 'kept', 'used')
  ) i on true
  where s.organisation_id = ${ctx.organisation_id} and ${which} order by lower(s.title), s.id`.execute(ctx.tx)).rows

export const readSources = (ctx: Ctx, programme_id: string) => list(ctx, sql`s.programme_id = ${programme_id}`)
export const readSource = async (ctx: Ctx, id: string): Promise<ListedSource | undefined> => (await list(ctx, sql`s.id = ${id}`))[0]

export const sourceKnown = async ({ tx, organisation_id }: Ctx, programme_id: string, addresses: readonly string[]): Promise<boolean> =>
  (await tx.selectFrom('content.sources').select('id').where('organisation_id', '=', organisation_id).where('programme_id', '=', programme_id)
    .where((row) => row.or([row('address', 'in', [...addresses]), row('feed_address', 'in', [...addresses])])).executeTakeFirst()) !== undefined

export type NewSource = Pick<SourceRow, 'id' | 'programme_id' | 'address' | 'feed_address' | 'kind' | 'title' | 'language' | 'poll_minutes'>

/** Tells whether it is new: somebody else may have added the same address at the same time. */
export const insertSource = async ({ tx, organisation_id, actor, now }: Ctx, row: NewSource): Promise<boolean> =>
  (await tx.insertInto('content.sources').values({ ...row, organisation_id, added_by: actor.member_id, created_at: now, next_poll_at: now })
    .onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()) !== undefined

export type SourceChanges = Partial<Omit<SourceRow, 'id' | 'programme_id' | 'kind'>> & { paused_by?: string | null }

export const changeSource = ({ tx, organisation_id }: Ctx, id: string, changes: SourceChanges) =>
  tx.updateTable('content.sources').set(changes).where('organisation_id', '=', organisation_id).where('id', '=', id).returning('id').executeTakeFirst()

export const deleteSource = ({ tx, organisation_id }: Ctx, id: string) =>
  tx.deleteFrom('content.sources').where('organisation_id', '=', organisation_id).where('id', '=', id).returning('id').executeTakeFirst()

/** The sources due now; each is put off to `until`, so that no other worker takes it meanwhile. */
export const claimDueSources = async ({ tx, organisation_id, now }: Ctx, until: Date, limit: number): Promise<string[]> => (await sql<{ id: string }>`
  update content.sources set next_poll_at = ${until} where id in (
    select id from content.sources where organisation_id = ${organisation_id} and paused_at is null and stopped_at is null and next_poll_at <= ${now}
    order by next_poll_at limit ${limit} for update skip locked)
  returning id`.execute(tx)).rows.map(({ id }) => id)

/** The organisations that have something due: a source, a snoozed item, a content. */
export const readOrganisationsDue = async (db: Db, now: Date): Promise<string[]> =>
  (await sql<{ id: string }>`select content.organisations_due(${now}) as id`.execute(db)).rows.map(({ id }) => id)
