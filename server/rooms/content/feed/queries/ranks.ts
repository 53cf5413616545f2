import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

/** Lets the publications of one theme follow each other until the end of the transaction. */
export const holdTheme = (ctx: Ctx, programme_id: string, theme_id: string | null) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`${programme_id} ${theme_id}`}, 51))`.execute(ctx.tx)

/** The theme's contents of the days before a moment, the latest first. */
export const latestOfTheme = async (ctx: Ctx, programme_id: string, theme_id: string | null, before: Date, days: number): Promise<{ id: string; published_at: Date; rank: number }[]> => {
  const { rows } = await sql<{ id: string; published_at: Date; rank: number }>`
    select id, published_at, rank from content.contents
    where programme_id = ${programme_id} and state = 'published' and rank is not null and ${theme_id === null ? sql`theme_id is null` : sql`theme_id = ${theme_id}`}
      and published_at <= ${before} and published_at > ${before}::timestamptz - ${days} * interval '1 day'
    order by published_at desc, id desc limit 100`.execute(ctx.tx)
  return rows
}

export const lowerRank = async (ctx: Ctx, content_id: string, rank: number): Promise<void> => {
  await ctx.tx.updateTable('content.contents').set({ rank }).where('id', '=', content_id).execute()
}

/** How many contents the programme published in the 28 days before. */
export const publishedLately = async (ctx: Ctx, programme_id: string, before: Date): Promise<number> => {
  const { rows } = await sql<{ published: number }>`
    select count(*) as published from content.contents
    where programme_id = ${programme_id} and state in ('published', 'expired')
      and placed_at > ${before}::timestamptz - interval '28 days' and placed_at <= ${before}`.execute(ctx.tx)
  return rows[0]?.published ?? 0
}
