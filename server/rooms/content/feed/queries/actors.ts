import { sql } from 'kysely'
import type { Ctx } from '#kit/context'
import { duringDays, type Days } from '#kit/days'
import { contentsAsked, type ContentsAsked } from './reach.ts'

/** Those who did something on a day of a programme's contents; ids may come more than once. `content_ids`: with which content, one for each of them. */
export interface Actors { day: string; programme_id: string; theme_id: string | null; content_ids: string[] | null; member_ids: string[] }

const acts = {
  read: { table: sql`content.reads`, at: sql`a.read_at` },
  liked: { table: sql`content.likes`, at: sql`a.liked_at` },
}

/**
 * Who read, or liked, on the days of a period (both the organisation's own, both included): for counting only, never for showing. Those who
 * left are not among them. `by`: told apart by theme, and with the contents; what is not asked for is null.
 */
export const actorsByDay = async (ctx: Ctx, act: keyof typeof acts, { from, to }: { from: string; to: string }, time_zone: string, asked: ContentsAsked = {}, by: readonly ('theme' | 'content')[] = []): Promise<Actors[]> => {
  const { table, at } = acts[act]
  const { rows } = await sql<Omit<Actors, 'member_ids' | 'content_ids'> & { ids: string; contents: string | null }>`
    select ${by.includes('theme') ? sql`c.theme_id` : sql`null as theme_id`},
      ${from === to ? sql`${from}::date` : sql`(${at} at time zone ${time_zone})::date`} as day, c.programme_id, string_agg(a.member_id::text, ',') as ids,
      ${by.includes('content') ? sql`string_agg(a.content_id::text, ',')` : sql`null`} as contents from ${table} a join content.contents c on c.id = a.content_id
    where a.organisation_id = ${ctx.organisation_id} and ${at} >= ${from}::date::timestamp at time zone ${time_zone} and ${at} < (${to}::date + 1)::timestamp at time zone ${time_zone}
      and ${contentsAsked(asked)} group by 1, 2, 3`.execute(ctx.tx)
  return rows.map(({ ids, contents, ...row }) => ({ ...row, member_ids: ids.split(','), content_ids: contents?.split(',') ?? null }))
}

/** Who read, or liked, each of these contents on some days; ids may come more than once. For counting only. */
export const actorsOfContents = async ({ tx, organisation_id }: Ctx, act: keyof typeof acts, days: readonly Days[], time_zone: string, content_ids: readonly string[]): Promise<{ content_id: string; programme_id: string; member_ids: string[] }[]> => {
  const { table, at } = acts[act]
  const { rows } = await sql<{ content_id: string; programme_id: string; ids: string }>`
    select a.content_id, c.programme_id, string_agg(a.member_id::text, ',') as ids from ${table} a join content.contents c on c.id = a.content_id
    where a.organisation_id = ${organisation_id} and a.content_id = any (${[...content_ids]}::uuid[]) and c.id = any (${[...content_ids]}::uuid[])
      and ${duringDays(at, days, time_zone)} group by a.content_id, c.programme_id`.execute(tx)
  return rows.map(({ ids, ...row }) => ({ ...row, member_ids: ids.split(',') }))
}
