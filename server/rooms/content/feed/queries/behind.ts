import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { contentsAsked, type ContentsAsked } from './reach.ts'

/** What a part of the organisation's figures are guarded by: how many people are behind each, in the part and in all. */
export interface Behind { measure: string; dimension: 'all' | 'theme' | 'content' | 'step'; key: string; now: boolean; part: number; whole: number }

/** Moments: the period before begins at the first, each step of the period at one of the others; the last ends at `until`. */
export interface Steps { starts: readonly Date[]; until: Date }

const measures = { reads: sql`content.reads`, likes: sql`content.likes` }
const moments = { reads: sql`a.read_at`, likes: sql`a.liked_at` }

/**
 * How many people read, and how many liked, in all and by theme, content and step: of these members (`part`) and of everybody
 * (`whole`). Those who left are not among them. Steps are numbered from 1; the period before is step 0.
 */
export const peopleBehindActivity = async (ctx: Ctx, { starts, until }: Steps, asked: ContentsAsked, member_ids: readonly string[]): Promise<Behind[]> => {
  const behind: Behind[] = []
  for (const measure of ['reads', 'likes'] as const) {
    const at = moments[measure]
    const { rows } = await sql<Omit<Behind, 'measure'>>`
      with acts as (
        select a.member_id, a.member_id = any (${[...member_ids]}::uuid[]) as mine, c.id as content, c.theme_id as theme,
          width_bucket(${at}, ${starts.map((start) => start.toISOString())}::timestamptz[]) - 1 as step
        from ${measures[measure]} a join content.contents c on c.id = a.content_id
        where a.organisation_id = ${ctx.organisation_id} and ${at} >= ${starts[0]} and ${at} < ${until} and ${contentsAsked(asked)}
      )
      select case when grouping(step) = 0 then 'step' when grouping(content) = 0 then 'content' when grouping(theme) = 0 then 'theme' else 'all' end as dimension,
        coalesce(case when grouping(step) = 0 then step::text when grouping(content) = 0 then content::text else theme::text end, '') as key, step > 0 as now,
        count(distinct member_id) as whole, count(distinct member_id) filter (where mine) as part
      from acts group by grouping sets ((step > 0), (step > 0, theme), (step > 0, content), (step, step > 0))`.execute(ctx.tx)
    behind.push(...rows.map((row) => ({ ...row, measure })))
  }
  return behind
}
