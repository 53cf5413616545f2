import { sql } from 'kysely'
import type { ShareState } from '@portevoix/contract/sharing'
import type { Ctx } from '#kit/context'

export interface ShareRow {
  id: string
  programme_id: string
  content_id: string
  network: string
  member_id: string | null
  caption: string | null
  link_id: string | null
  slug: string | null
  tribe: string
  group_ids: string[]
  opened_at: Date | null
}

const columns = ['id', 'programme_id', 'content_id', 'network', 'member_id', 'caption', 'link_id', 'slug', 'tribe', 'group_ids', 'opened_at'] as const

/** Lets the preparations of one member for one content and network follow each other. */
export const holdPreparation = (ctx: Ctx, member_id: string, content_id: string, network: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${member_id} ${content_id} ${network}`}, 60))`.execute(ctx.tx)

/** The member's share of that content on that network that was not opened yet. */
export const preparation = (ctx: Ctx, member_id: string, content_id: string, network: string): Promise<ShareRow | undefined> =>
  ctx.tx.selectFrom('sharing.shares').select(columns)
    .where('member_id', '=', member_id).where('content_id', '=', content_id).where('network', '=', network).where('opened_at', 'is', null).executeTakeFirst()

export interface NewShare {
  id: string
  programme_id: string
  content_id: string
  theme_id: string | null
  network: string
  member_id: string
  link_id: string | null
  slug: string | null
  tribe: string
  group_ids: string[]
}

export const insertShare = (ctx: Ctx, share: NewShare): Promise<ShareRow> =>
  ctx.tx.insertInto('sharing.shares').values({ ...share, organisation_id: ctx.organisation_id, prepared_at: ctx.now }).returning(columns).executeTakeFirstOrThrow()

/** A share of the member's own, held until the end of the transaction. */
export const ownShare = (ctx: Ctx, member_id: string, share_id: string): Promise<ShareRow | undefined> =>
  ctx.tx.selectFrom('sharing.shares').select(columns).where('id', '=', share_id).where('member_id', '=', member_id).forUpdate().executeTakeFirst()

/** How many shares of a content were opened and have a link, whoever's, and how many members shared. */
export const countLinkedShares = (ctx: Ctx, content_id: string): Promise<{ shares: number; sharers: number }> =>
  ctx.tx.selectFrom('sharing.shares').select((row) => [row.fn.countAll<number>().as('shares'), row.fn.count<number>('member_id').distinct().as('sharers')])
    .where('content_id', '=', content_id).where('opened_at', 'is not', null).where('link_id', 'is not', null).executeTakeFirstOrThrow()

/** A share, whoever's, held until the end of the transaction. */
export const heldShare = (ctx: Ctx, share_id: string): Promise<ShareRow | undefined> =>
  ctx.tx.selectFrom('sharing.shares').select(columns).where('id', '=', share_id).forUpdate().executeTakeFirst()

export const setOpened = (ctx: Ctx, share_id: string, opened: { caption: string | null; caption_id?: string | null; opened_at?: Date }) =>
  ctx.tx.updateTable('sharing.shares').set(opened).where('id', '=', share_id).execute()

/** Whether the state is new. */
export const addState = async (ctx: Ctx, share_id: string, state: ShareState, day: string): Promise<boolean> => {
  const added = await ctx.tx.insertInto('sharing.share_states').values({ share_id, organisation_id: ctx.organisation_id, state, at: ctx.now, day })
    .onConflict((conflict) => conflict.doNothing()).returning('share_id').executeTakeFirst()
  return added !== undefined
}

/** The day that the state had been counted on; null where there was none. */
export const takeState = async (ctx: Ctx, share_id: string, state: ShareState): Promise<string | null> =>
  (await ctx.tx.deleteFrom('sharing.share_states').where('share_id', '=', share_id).where('state', '=', state).returning('day').executeTakeFirst())?.day ?? null

export interface OwnShareRow extends ShareRow { opened_at: Date; declared_at: Date | null; confirmed_at: Date | null }

/** A member's opened shares, latest first. */
export const ownShares = async (
  ctx: Ctx, member_id: string, filter: { share_id?: string; content_id?: string | undefined; after?: { at: string; id: string } | null; limit: number },
): Promise<OwnShareRow[]> => {
  const { rows } = await sql<OwnShareRow>`
    select ${sql.join(columns.map((column) => sql.ref(`s.${column}`)))}, d.at as declared_at, c.at as confirmed_at
    from sharing.shares s
      left join sharing.share_states d on d.share_id = s.id and d.state = 'declared'
      left join sharing.share_states c on c.share_id = s.id and c.state = 'confirmed'
    where s.member_id = ${member_id} and s.opened_at is not null
      ${filter.share_id ? sql`and s.id = ${filter.share_id}` : sql``}
      ${filter.content_id ? sql`and s.content_id = ${filter.content_id}` : sql``}
      ${filter.after ? sql`and (s.opened_at, s.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)` : sql``}
    order by s.opened_at desc, s.id desc limit ${filter.limit}`.execute(ctx.tx)
  return rows
}

/** Cuts a member from their shares of a programme (of all where none is named): what they wrote goes, that something was shared stays. */
export const anonymiseShares = async (ctx: Ctx, member_id: string, programme_id: string | null): Promise<void> => {
  await ctx.tx.deleteFrom('sharing.shares').where('member_id', '=', member_id).where('opened_at', 'is', null)
    .$if(programme_id !== null, (query) => query.where('programme_id', '=', programme_id)).execute()
  await ctx.tx.updateTable('sharing.shares').set({ member_id: null, caption: null, group_ids: [] }).where('member_id', '=', member_id)
    .$if(programme_id !== null, (query) => query.where('programme_id', '=', programme_id)).execute()
}

export const sharesOf = (ctx: Ctx, member_id: string) =>
  ctx.tx.selectFrom('sharing.shares').select(['id', 'content_id', 'network', 'caption', 'slug', 'prepared_at', 'opened_at']).where('member_id', '=', member_id).orderBy('id').execute()

/** Removes preparations that were never opened. */
export const forgetPreparations = async (ctx: Ctx, before: Date): Promise<void> => {
  await ctx.tx.deleteFrom('sharing.shares').where('opened_at', 'is', null).where('prepared_at', '<', before).execute()
}
