import { anonymityThreshold } from '@portevoix/contract/anonymity'
import { sql } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

/** Moments from (included) to (excluded). */
interface Period { from: Date; to: Date }

/** Which contents are meant; theme null: those without one. */
export interface ContentsAsked { programme_id?: string | undefined; theme_id?: string | null | undefined }

/** Conditions on `content.contents` as c. */
export const contentsAsked = ({ programme_id, theme_id }: ContentsAsked) => sql.join([
  sql`true`, ...(programme_id === undefined ? [] : [sql`c.programme_id = ${programme_id}`]), ...(theme_id === undefined ? [] : [sql`c.theme_id is not distinct from ${theme_id}::uuid`]),
], sql` and `)

/** Who of these members has read anything since a moment: for counting only. */
export const readersAmong = async (ctx: Ctx, member_ids: readonly string[], since: Date): Promise<string[]> => {
  const { rows } = await sql<{ member_id: string }>`
    select distinct member_id from content.reads where member_id = any (${[...member_ids]}::uuid[]) and read_at >= ${since}`.execute(ctx.tx)
  return rows.map(({ member_id }) => member_id)
}

/** What a member has read, day by day, for that member's eyes. */
export const countOwnReadsByDay = async (ctx: Ctx, member_id: string, { from, to }: Period, time_zone: string): Promise<{ key: string; reads: number }[]> => {
  const { rows } = await sql<{ key: string; reads: number }>`
    select (read_at at time zone ${time_zone})::date::text as key, count(*) as reads from content.reads
    where member_id = ${member_id} and read_at >= ${from} and read_at < ${to} group by 1 order by 1`.execute(ctx.tx)
  return rows
}

export interface ReachedContent { id: string; title: string; theme_id: string | null; published_at: Date | null; for_groups: boolean; offered: number; offered_to_part: number }

/** To how many ambassadors a content was offered, in all or in an audience. */
const offeredIn = ({ tribe, group_id }: Audience) => sql`coalesce((select sum(a.offered)
  from ${group_id === undefined ? sql`content.daily_content_activity` : sql`content.daily_group_content_activity`} a
  where a.content_id = c.id and a.offered > 0 ${tribe === undefined ? sql`` : sql`and a.tribe = ${tribe}`} ${group_id === undefined ? sql`` : sql`and a.group_id = ${group_id}`}), 0)::integer`

/** Contents as the team's figures name them, whomever they are meant for; `offered_to_part`: to how many of an audience. */
export const reachedContents = async (ctx: Ctx, content_ids: readonly string[], part: Audience = {}): Promise<Map<string, ReachedContent>> => {
  const { rows } = await sql<ReachedContent>`
    select c.id, c.title, c.theme_id, c.published_at, cardinality(c.group_ids) > 0 as for_groups, ${offeredIn({})} as offered, ${offeredIn(part)} as offered_to_part from content.contents c
    where c.organisation_id = ${ctx.organisation_id} and c.id = any (${[...content_ids]}::uuid[])`.execute(ctx.tx)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The themes of contents; null: without one. */
export const themesOfContents = async ({ tx }: Ctx, content_ids: readonly string[]): Promise<Map<string, string | null>> => {
  const { rows } = await sql<{ id: string; theme_id: string | null }>`select id, theme_id from content.contents where id = any (${[...content_ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, theme_id }) => [id, theme_id]))
}

/** To whom contents were offered: a tribe, a group, those who are in both; nobody asked for is anybody. */
export interface Audience { tribe?: Tribe | undefined; group_id?: string | undefined }

/** An audience that a content was offered to: none named is everybody, and what is internal is not for customers. */
const offeredTo = ({ tribe, group_id }: Audience) => sql.join([
  sql`true`,
  ...(tribe === undefined ? [] : [sql`(c.tribes = '{}' or ${tribe} = any (c.tribes))`, ...(tribe === 'customers' ? [sql`c.visibility = 'shareable'`] : [])]),
  ...(group_id === undefined ? [] : [sql`(c.group_ids = '{}' or ${group_id} = any (c.group_ids))`]),
], sql` and `)

/** The contents of a theme that were first offered; `few`: to fewer ambassadors than figures need. */
export interface PublishedContents { theme_id: string | null; few: boolean; ids: string[] }

/** Whether anybody was ever offered a content. */
export const isAnythingPublished = async ({ tx, organisation_id }: Ctx): Promise<boolean> =>
  (await tx.selectFrom('content.contents').select('id').where('organisation_id', '=', organisation_id).where('published_at', 'is not', null).limit(1).executeTakeFirst()) !== undefined

/** The contents first offered from `since` on, to (excluded), by their theme; and how many were from `from` on and before. */
export const contentsPublished = async (ctx: Ctx, { from, since, to }: Period & { since: Date }, asked: ContentsAsked & Audience = {}): Promise<{ now: PublishedContents[]; before: number }> => {
  const { rows } = await sql<{ now: boolean; theme_id: string | null; few: boolean; contents: number; ids: string | null }>`
    select c.published_at >= ${since} as now, c.theme_id, coalesce(o.offered, 0) between 1 and ${anonymityThreshold - 1} as few, count(*)::integer as contents,
      string_agg(c.id::text, ',') filter (where c.published_at >= ${since}) as ids from content.contents c
      left join (select content_id, sum(offered) as offered from content.daily_content_activity where organisation_id = ${ctx.organisation_id} and offered > 0 group by content_id) as o on o.content_id = c.id
    where c.organisation_id = ${ctx.organisation_id} and c.published_at >= ${from} and c.published_at < ${to} and c.state in ('published', 'expired')
      and ${contentsAsked(asked)} and ${offeredTo(asked)} group by 1, 2, 3`.execute(ctx.tx)
  return {
    now: rows.flatMap(({ now, theme_id, few, ids }) => (now ? [{ theme_id, few, ids: ids?.split(',') ?? [] }] : [])),
    before: rows.reduce((sum, { now, contents }) => (now ? sum : sum + contents), 0),
  }
}
