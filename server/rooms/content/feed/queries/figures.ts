import { sql, type RawBuilder } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { onDays, type Days } from '#kit/days'

/** Whatever is given must hold. */
interface ActivityNarrowed {
  programme_id?: string | undefined
  content_ids?: readonly string[] | undefined
  /** null: contents without a theme. */
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  /** What the members of one group did. */
  group_id?: string | undefined
}
/** Days in the organisation's time zone, and what else must hold. */
export type ActivityFilter = Days & ActivityNarrowed

/**
 * Each member once a content, on the day of the first time. `offered`: to how many ambassadors the contents of those days
 * were meant. Figures by group count who is in two groups in both.
 */
export interface ActivityCount { offered: number; views: number; reads: number; likes: number; saves: number }
export type ActivityDimension = 'day' | 'theme_id' | 'tribe' | 'content_id' | 'group_id'

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, days: readonly Days[], filter: ActivityNarrowed): RawBuilder<unknown>[] => [
  sql`organisation_id = ${organisation_id}`, onDays(sql`day`, days),
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any (${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql.join(['offered', 'views', 'reads', 'likes', 'saves'].map((column) => sql`coalesce(sum(${sql.ref(column)}), 0)::integer as ${sql.ref(column)}`))
const sourceOf = (filter: ActivityNarrowed, dimension?: ActivityDimension) =>
  sql.table(filter.group_id !== undefined || dimension === 'group_id' ? 'content.daily_group_content_activity' : 'content.daily_content_activity')

/** What was done with contents over a period. */
export const countActivityOver = async (ctx: Ctx, filter: ActivityFilter): Promise<ActivityCount> => {
  const { rows: [count] } = await sql<ActivityCount>`select ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, [filter], filter))}`.execute(ctx.tx)
  return count ?? { offered: 0, views: 0, reads: 0, likes: 0, saves: 0 }
}

/** The same by one dimension; days in order, the others most read first. */
export const countActivityBy = async (ctx: Ctx, dimension: ActivityDimension, filter: ActivityFilter): Promise<(ActivityCount & { key: string | null })[]> => {
  const { rows } = await sql<ActivityCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums} from ${sourceOf(filter, dimension)}
    where ${all(conditionsOf(ctx, [filter], filter))} group by 1 order by ${dimension === 'day' ? sql`1` : sql`reads desc, 1`}`.execute(ctx.tx)
  return rows
}

interface Marked { reads: number; likes: number }
/** What was read and liked over a period, by day and by theme, and over the one before it. */
export interface ActivityOver { now: Marked & { by_day: (Marked & { key: string })[]; by_theme: (Marked & { key: string | null })[] }; before: Marked }

const marked = (rows: readonly Marked[]): Marked => rows.reduce((sum, { reads, likes }) => ({ reads: sum.reads + reads, likes: sum.likes + likes }), { reads: 0, likes: 0 })

/** What was read and liked on the days from `since` to `to`, and on those from `from` on and before: from one reading of the totals. */
export const readActivity = async (ctx: Ctx, { from, since, to, ...filter }: Omit<ActivityFilter, 'content_ids'> & { since: string }): Promise<ActivityOver> => {
  const source = filter.group_id === undefined ? sql`content.daily_totals` : sql`content.daily_group_content_activity`
  const { rows } = await sql<Marked & { now: boolean; by_day: boolean; key: string | null }>`
    select now, grouping(day) = 0 as by_day, case when grouping(day) = 0 then day::text else theme_id::text end as key, sum(reads)::integer as reads, sum(likes)::integer as likes
    from (select day >= ${since} as now, case when day >= ${since} then day end as day, theme_id, reads, likes from ${source} where ${all(conditionsOf(ctx, [{ from, to }], filter))}) as counted
    group by grouping sets ((now, day), (now, theme_id))`.execute(ctx.tx)
  const of = (now: boolean, by_day: boolean) => rows.filter((row) => row.now === now && row.by_day === by_day).map(({ key, reads, likes }) => ({ key, reads, likes }))
  const by_theme = of(true, false)
  return { now: { ...marked(by_theme), by_theme, by_day: of(true, true).flatMap(({ key, ...count }) => (key === null ? [] : [{ key, ...count }])) }, before: marked(of(false, false)) }
}

/** The contents that were read or liked on some days. */
export const activityByContent = async (ctx: Ctx, days: readonly Days[], filter: ActivityNarrowed): Promise<(Marked & { key: string })[]> => {
  // one row is read sooner than thousands are
  const { rows: [row] } = await sql<Record<'keys' | 'reads' | 'likes', string | null>>`
    select string_agg(key::text, ',') as keys, string_agg(reads::text, ',') as reads, string_agg(likes::text, ',') as likes from (
      select content_id as key, sum(reads) as reads, sum(likes) as likes from ${sourceOf(filter)} where ${all(conditionsOf(ctx, days, filter))} and reads + likes > 0 group by content_id) as counted`.execute(ctx.tx)
  const [reads, likes] = [row?.reads?.split(',') ?? [], row?.likes?.split(',') ?? []]
  return row?.keys?.split(',').map((key, place) => ({ key, reads: Number(reads[place]), likes: Number(likes[place]) })) ?? []
}

/** What the members of each group read; from the totals where nothing else but a programme or a tribe is asked for. */
export const readsByGroup = async (ctx: Ctx, filter: ActivityFilter): Promise<{ key: string; reads: number }[]> => {
  const narrow = filter.theme_id !== undefined || filter.group_id !== undefined || filter.content_ids !== undefined
  const { rows } = await sql<{ key: string; reads: number }>`
    select group_id as key, sum(reads)::integer as reads from ${narrow ? sql`content.daily_group_content_activity` : sql`content.daily_group_totals`}
    where ${all(conditionsOf(ctx, [filter], filter))} group by group_id`.execute(ctx.tx)
  return rows
}

/** Days within a period that came to something else after they were over. */
export const changedDays = async ({ tx, organisation_id }: Ctx, from: string, to: string): Promise<string[]> =>
  (await tx.selectFrom('content.changed_days').select('day').where('organisation_id', '=', organisation_id).where('day', '>=', from).where('day', '<=', to).execute()).map(({ day }) => day)

/** Whoever kept what those days came to has counted them again. */
export const forgetChangedDays = async ({ tx, organisation_id }: Ctx, days: readonly string[]): Promise<void> => {
  await sql`delete from content.changed_days where organisation_id = ${organisation_id} and day = any (${[...days]}::date[])`.execute(tx)
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
