import { sql } from 'kysely'
import type { Ctx } from '#kit/context'

export const noTheme = '00000000-0000-0000-0000-000000000000'

/** When the theme's next content is due, held until the end of the transaction so that two publications follow each other; null at first. */
export const heldPace = async (ctx: Ctx, programme_id: string, theme_id: string): Promise<Date | null> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${programme_id} ${theme_id}`}, 51))`.execute(ctx.tx)
  const row = await ctx.tx.selectFrom('content.theme_paces').select('due_at').where('programme_id', '=', programme_id).where('theme_id', '=', theme_id).executeTakeFirst()
  return row?.due_at ?? null
}

export const setPace = async (ctx: Ctx, programme_id: string, theme_id: string, due_at: Date): Promise<void> => {
  await ctx.tx.insertInto('content.theme_paces').values({ organisation_id: ctx.organisation_id, programme_id, theme_id, due_at })
    .onConflict((conflict) => conflict.columns(['programme_id', 'theme_id']).doUpdateSet({ due_at })).execute()
}

/** How many contents the programme published in the 28 days before. */
export const publishedLately = async (ctx: Ctx, programme_id: string, before: Date): Promise<number> => {
  const { rows } = await sql<{ published: number }>`
    select count(*) as published from content.contents
    where programme_id = ${programme_id} and published_at > ${before}::timestamptz - interval '28 days' and published_at <= ${before}`.execute(ctx.tx)
  return rows[0]?.published ?? 0
}
