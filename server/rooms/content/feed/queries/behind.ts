import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { contentsAsked, type ContentsAsked } from './reach.ts'

/** How many people are behind a figure of what was read or liked: in a part of the organisation, and in all. */
export interface Behind { measure: 'reads' | 'likes'; dimension: 'all' | 'theme' | 'content'; key: string | null; now: boolean; part: number; whole: number }

/** Moments: the period before begins at `from`, the period at `since`; it ends before `to`. */
interface Compared { from: Date; since: Date; to: Date }

const acts = {
  reads: { table: sql`content.reads`, at: sql`a.read_at` },
  likes: { table: sql`content.likes`, at: sql`a.liked_at` },
}

/**
 * How many people read, and how many liked: by theme; of likes, in all too. `part`: of these members, `whole`: of everybody. Those who left
 * are not among them.
 */
export const peopleBehindActivity = async ({ tx, organisation_id }: Ctx, { from, since, to }: Compared, asked: ContentsAsked, member_ids: readonly string[]): Promise<Behind[]> => {
  const behind: Behind[] = []
  for (const measure of ['reads', 'likes'] as const) {
    const { table, at } = acts[measure]
    const acted = (start: Date) => sql`from ${table} a join content.contents c on c.id = a.content_id
      where a.organisation_id = ${organisation_id} and ${at} >= ${start} and ${at} < ${to} and ${contentsAsked(asked)}`
    // how many read in all is counted with those who were there
    const everybody = measure === 'reads' ? sql`` : sql`
      union all
      select 'all', null, now, count(p.id), count(*) from (select a.member_id, ${at} >= ${since} as now ${acted(from)} group by 1, 2) as everybody
        left join part p on p.id = everybody.member_id group by now`
    // each person once before it is asked whose they are: what everybody did is much more than there are people
    const { rows } = await sql<Omit<Behind, 'measure'>>`
      with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id))
      select 'theme' as dimension, theme_id::text as key, true as now, count(p.id) as part, count(*) as whole
        from (select c.theme_id, a.member_id ${acted(since)} group by 1, 2) as themed left join part p on p.id = themed.member_id group by theme_id${everybody}`.execute(tx)
    behind.push(...rows.map((row) => ({ ...row, measure })))
  }
  return behind
}

/** The same of each of these contents, over a period. */
export const peopleBehindContents = async ({ tx, organisation_id }: Ctx, { since, to }: Omit<Compared, 'from'>, member_ids: readonly string[], content_ids: readonly string[]): Promise<Behind[]> => {
  const behind: Behind[] = []
  for (const measure of ['reads', 'likes'] as const) {
    const { table, at } = acts[measure]
    const { rows } = await sql<Omit<Behind, 'measure'>>`
      with part as materialized (select id from unnest(${[...member_ids]}::uuid[]) as member (id))
      select 'content' as dimension, a.content_id::text as key, true as now, count(p.id) as part, count(*) as whole from ${table} a left join part p on p.id = a.member_id
      where a.organisation_id = ${organisation_id} and a.content_id = any (${[...content_ids]}::uuid[]) and ${at} >= ${since} and ${at} < ${to} group by a.content_id`.execute(tx)
    behind.push(...rows.map((row) => ({ ...row, measure })))
  }
  return behind
}
