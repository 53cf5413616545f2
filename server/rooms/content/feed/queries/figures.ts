import { sql, type RawBuilder } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

/** Days from..to, inclusive, in the organisation's time zone; whatever else is given must hold too. */
export interface ActivityFilter {
  from: string
  to: string
  programme_id?: string | undefined
  content_ids?: readonly string[] | undefined
  /** null: contents without a theme. */
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  /** What the members of one group did. */
  group_id?: string | undefined
}

/**
 * Each member once a content, on the day of the first time. `offered`: to how many ambassadors the contents of those days
 * were meant. Figures by group count who is in two groups in both.
 */
export interface ActivityCount { offered: number; views: number; reads: number; likes: number; saves: number }
export type ActivityDimension = 'day' | 'theme_id' | 'tribe' | 'content_id' | 'group_id'

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, filter: ActivityFilter): RawBuilder<unknown>[] => [
  sql`organisation_id = ${organisation_id}`, sql`day between ${filter.from} and ${filter.to}`,
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any (${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql.join(['offered', 'views', 'reads', 'likes', 'saves'].map((column) => sql`coalesce(sum(${sql.ref(column)}), 0)::integer as ${sql.ref(column)}`))
const sourceOf = (filter: ActivityFilter, dimension?: ActivityDimension) =>
  sql.table(filter.group_id !== undefined || dimension === 'group_id' ? 'content.daily_group_content_activity' : 'content.daily_content_activity')

/** What was done with contents over a period. */
export const countActivityOver = async (ctx: Ctx, filter: ActivityFilter): Promise<ActivityCount> => {
  const { rows: [count] } = await sql<ActivityCount>`select ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, filter))}`.execute(ctx.tx)
  return count ?? { offered: 0, views: 0, reads: 0, likes: 0, saves: 0 }
}

/** The same by one dimension; days in order, the others most read first. */
export const countActivityBy = async (ctx: Ctx, dimension: ActivityDimension, filter: ActivityFilter): Promise<(ActivityCount & { key: string | null })[]> => {
  const { rows } = await sql<ActivityCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums} from ${sourceOf(filter, dimension)}
    where ${all(conditionsOf(ctx, filter))} group by 1 order by ${dimension === 'day' ? sql`1` : sql`reads desc, 1`}`.execute(ctx.tx)
  return rows
}

export interface ActivityOver { by_content: { content_id: string; theme_id: string | null; reads: number; likes: number }[]; by_day: { key: string; reads: number }[] }

/** What was read and liked, by content (with the theme it had) and by day, from one reading of the rows. */
export const readActivity = async (ctx: Ctx, filter: ActivityFilter): Promise<ActivityOver> => {
  const { rows } = await sql<{ day: string | null; content_id: string | null; theme_id: string | null; reads: number; likes: number }>`
    select day::text as day, content_id, theme_id, sum(reads)::integer as reads, sum(likes)::integer as likes from ${sourceOf(filter)}
    where ${all(conditionsOf(ctx, filter))} group by grouping sets ((content_id, theme_id), (day))`.execute(ctx.tx)
  return {
    by_content: rows.flatMap(({ content_id, theme_id, reads, likes }) => (content_id === null ? [] : [{ content_id, theme_id, reads, likes }])),
    by_day: rows.flatMap(({ day, reads }) => (day === null ? [] : [{ key: day, reads }])),
  }
}

/** Who read in a period, from (included) to (excluded): for counting only, never for showing. Those who left are not among them. */
export const readerIds = async (ctx: Ctx, { from, to }: { from: Date; to: Date }): Promise<string[]> => {
  const { rows } = await sql<{ member_id: string }>`
    select distinct member_id from content.reads where organisation_id = ${ctx.organisation_id} and read_at >= ${from} and read_at < ${to}`.execute(ctx.tx)
  return rows.map(({ member_id }) => member_id)
}

/** How much a member has read in a period, for that member's eyes. */
export const countOwnReads = async (ctx: Ctx, member_id: string, { from, to }: { from: Date; to: Date }): Promise<number> => {
  const { rows } = await sql<{ reads: number }>`
    select count(*) as reads from content.reads where member_id = ${member_id} and read_at >= ${from} and read_at < ${to}`.execute(ctx.tx)
  return rows[0]?.reads ?? 0
}
