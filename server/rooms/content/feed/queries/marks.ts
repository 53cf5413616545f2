import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Counted } from './activity.ts'
import { visible } from './cards.ts'

/** Notes that contents were shown to a member; gives those shown for the first time, among those that they may see. */
export const addViews = async (ctx: Ctx, member_id: string, programme_id: string, content_ids: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ content_id: string }>`
    insert into content.views (organisation_id, member_id, content_id, viewed_at)
    select c.organisation_id, ${member_id}, c.id, ${ctx.now} from content.contents c
    where c.id = any (${[...content_ids]}::uuid[]) and c.programme_id = ${programme_id} and ${visible(ctx)} order by c.id
    on conflict do nothing returning content_id`.execute(ctx.tx)
  return rows.map(({ content_id }) => content_id)
}

/** Opens a content anew: the measure of its reading starts again, unless it was read already. */
export const openReading = (ctx: Ctx, member_id: string, content_id: string) =>
  ctx.tx.insertInto('content.reads')
    .values({ organisation_id: ctx.organisation_id, member_id, content_id, first_opened_at: ctx.now, opened_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['member_id', 'content_id']).doUpdateSet({ opened_at: ctx.now, visible_seconds: 0, scrolled_percent: 0 }))
    .returning('read_at').executeTakeFirstOrThrow()

/** The reading under way, held until the end of the transaction. */
export const readingOf = (ctx: Ctx, member_id: string, content_id: string) =>
  ctx.tx.selectFrom('content.reads').select(['opened_at', 'read_at', 'visible_seconds', 'scrolled_percent'])
    .where('member_id', '=', member_id).where('content_id', '=', content_id).forUpdate().executeTakeFirst()

export const setReading = async (ctx: Ctx, member_id: string, content_id: string, reading: { visible_seconds: number; scrolled_percent: number; read_at: Date | null }): Promise<void> => {
  await ctx.tx.updateTable('content.reads').set(reading).where('member_id', '=', member_id).where('content_id', '=', content_id).execute()
}

interface Mark { member_id: string; content_id: string; counted: Counted }

/** Whether the like is new. */
export const addLike = async (ctx: Ctx, { member_id, content_id, counted }: Mark): Promise<boolean> => {
  const added = await ctx.tx.insertInto('content.likes')
    .values({ organisation_id: ctx.organisation_id, member_id, content_id, liked_at: ctx.now, day: counted.day, tribe: counted.tribe, group_ids: [...counted.group_ids] })
    .onConflict((conflict) => conflict.doNothing()).returning('content_id').executeTakeFirst()
  return added !== undefined
}

/** What the like had been counted as; null where there was none. */
export const takeLike = async (ctx: Ctx, member_id: string, content_id: string): Promise<Counted | null> =>
  await ctx.tx.deleteFrom('content.likes').where('member_id', '=', member_id).where('content_id', '=', content_id)
    .returning(['day', 'tribe', 'group_ids']).executeTakeFirst() ?? null

/** Changes how many like a content; gives the new number. */
export const changeLikes = async (ctx: Ctx, content_id: string, by: 1 | 0 | -1): Promise<number> => {
  const { rows } = await sql<{ likes: number }>`
    insert into content.like_totals as totals (content_id, organisation_id, likes) values (${content_id}, ${ctx.organisation_id}, greatest(${by}::integer, 0))
    on conflict (content_id) do update set likes = greatest(totals.likes + ${by}::integer, 0) returning likes`.execute(ctx.tx)
  return rows[0]?.likes ?? 0
}

export const addSave = async (ctx: Ctx, { member_id, content_id, counted }: Mark): Promise<boolean> => {
  const added = await ctx.tx.insertInto('content.saves')
    .values({ organisation_id: ctx.organisation_id, member_id, content_id, saved_at: ctx.now, day: counted.day, tribe: counted.tribe, group_ids: [...counted.group_ids] })
    .onConflict((conflict) => conflict.doNothing()).returning('content_id').executeTakeFirst()
  return added !== undefined
}

export const takeSave = async (ctx: Ctx, member_id: string, content_id: string): Promise<Counted | null> =>
  await ctx.tx.deleteFrom('content.saves').where('member_id', '=', member_id).where('content_id', '=', content_id)
    .returning(['day', 'tribe', 'group_ids']).executeTakeFirst() ?? null

const own = ['content.views', 'content.reads', 'content.likes', 'content.saves'] as const

/** Erases what a member did with a programme's contents (with all contents where none is named); totals stay. */
export const eraseMarks = async (ctx: Ctx, member_id: string, programme_id: string | null): Promise<void> => {
  for (const table of own) {
    await ctx.tx.deleteFrom(table).where('member_id', '=', member_id)
      .$if(programme_id !== null, (query) => query.where('content_id', 'in', (inner) => inner.selectFrom('content.contents').select('id').where('programme_id', '=', programme_id)))
      .execute()
  }
}

/** All that is kept of a member's reading. */
export const marksOf = async (ctx: Ctx, member_id: string) => ({
  views: await ctx.tx.selectFrom('content.views').select(['content_id', 'viewed_at']).where('member_id', '=', member_id).execute(),
  reads: await ctx.tx.selectFrom('content.reads').select(['content_id', 'first_opened_at', 'opened_at', 'visible_seconds', 'scrolled_percent', 'read_at']).where('member_id', '=', member_id).execute(),
  likes: await ctx.tx.selectFrom('content.likes').select(['content_id', 'liked_at']).where('member_id', '=', member_id).execute(),
  saves: await ctx.tx.selectFrom('content.saves').select(['content_id', 'saved_at']).where('member_id', '=', member_id).execute(),
})

/** Forgets what was shown before that moment. */
export const forgetViews = async (ctx: Ctx, before: Date): Promise<void> => {
  await ctx.tx.deleteFrom('content.views').where('viewed_at', '<', before).execute()
}
