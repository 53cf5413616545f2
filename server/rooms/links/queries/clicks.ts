import { sql, type RawBuilder } from 'kysely'
import type { Ctx } from '#kit/context'
import type { Tribe } from '@portevoix/contract/shapes'
import { dropReasonOf, type DropReason } from '../rules.ts'
import { clicksByContent } from './totals.ts'

/** Days from..to, inclusive, in the organisation's time zone; whatever else is given must hold too. */
export interface ClickFilter {
  from: string
  to: string
  programme_id?: string | undefined
  content_ids?: readonly string[] | undefined
  network?: string | undefined
  /** null: contents without a theme. */
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  /** Shares of the members of one group. */
  group_id?: string | undefined
}

/**
 * `uniques`: visitors, counted once a day on each link; `drops`: hits left out. A figure by group counts who is in two
 * groups in both, so that only figures without groups add up to the total.
 */
export interface ClickCount { clicks: number; uniques: number; drops: number }
export type ClickDimension = 'day' | 'network' | 'theme_id' | 'tribe' | 'content_id' | 'group_id'

type Condition = RawBuilder<unknown>
const all = (conditions: readonly Condition[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, filter: ClickFilter): Condition[] => [
  sql`organisation_id = ${organisation_id}`, sql`day between ${filter.from} and ${filter.to}`,
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any(${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.network === undefined ? [] : [sql`network = ${filter.network}`]),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql`coalesce(sum(clicks), 0)::integer as clicks, coalesce(sum(uniques), 0)::integer as uniques, coalesce(sum(drops), 0)::integer as drops`
/** Whether nothing but the period narrows what is counted. */
const onlyPeriod = (filter: Partial<ClickFilter>): boolean => Object.entries(filter).every(([name, value]) => name === 'from' || name === 'to' || value === undefined)

/** The smallest table that knows what is asked. */
const sourceOf = (filter: ClickFilter, dimension?: ClickDimension) => {
  if (dimension === 'group_id' && onlyPeriod(filter)) return sql.table('links.daily_group_totals')
  if (filter.group_id !== undefined || dimension === 'group_id') return sql.table('links.daily_group_clicks')
  return sql.table(filter.content_ids || dimension === 'content_id' ? 'links.daily_clicks' : 'links.daily_totals')
}

const allContents = (dimension: ClickDimension, filter: ClickFilter) => dimension === 'content_id' && onlyPeriod(filter)

/** The clicks of a period. */
export const countClicks = async (ctx: Ctx, filter: ClickFilter): Promise<ClickCount> => {
  const { rows: [count] } = await sql<ClickCount>`select ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, filter))}`.execute(ctx.tx)
  return count ?? { clicks: 0, uniques: 0, drops: 0 }
}

/** The clicks of a period by day, network, theme, tribe, content or group; days in order, the others most clicked first. */
export const countClicksBy = async (ctx: Ctx, dimension: ClickDimension, filter: ClickFilter): Promise<(ClickCount & { key: string | null })[]> => {
  const order = dimension === 'day' ? sql`1` : sql`clicks desc, 1`
  const { rows } = await sql<ClickCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums}
    from ${allContents(dimension, filter) ? clicksByContent(ctx, filter.from, filter.to) : sql`${sourceOf(filter, dimension)} where ${all(conditionsOf(ctx, filter))}`}
    group by ${sql.ref(dimension)} order by ${order}`.execute(ctx.tx)
  return rows
}

/** The hits of a period that were left out, and why; most frequent reason first. */
export const countDrops = async (ctx: Ctx, filter: Omit<ClickFilter, 'content_ids'>): Promise<{ reason: DropReason; hits: number }[]> => {
  const source = onlyPeriod(filter) ? sql`links.daily_drop_totals` : filter.group_id === undefined ? sql`links.daily_drops` : sql`links.daily_group_drops`
  const { rows } = await sql<{ reason: number; hits: number }>`
    select reason, sum(hits)::integer as hits from ${source}
    where ${all(conditionsOf(ctx, filter))} group by reason order by hits desc, reason`.execute(ctx.tx)
  return rows.map(({ reason, hits }) => ({ reason: dropReasonOf(reason), hits }))
}

/** Whose links were followed: for counting only, never for showing. Those who left are not among them. */
export const followedSharerIds = async (ctx: Ctx, filter: Omit<ClickFilter, 'tribe' | 'group_id'>): Promise<string[]> => {
  const { rows } = await sql<{ sharer_id: string }>`
    select distinct sharer_id from links.daily_sharer_clicks where ${all(conditionsOf(ctx, filter))} and clicks > 0`.execute(ctx.tx)
  return rows.map(({ sharer_id }) => sharer_id)
}

export type OwnFilter = Pick<ClickFilter, 'from' | 'to' | 'content_ids' | 'network' | 'theme_id'>
export type OwnDimension = 'day' | 'network' | 'theme_id' | 'content_id'

/** What a member's own links brought, for that member's eyes. */
export const countOwnClicksBy = async (ctx: Ctx, member_id: string, dimension: OwnDimension, filter: OwnFilter): Promise<(ClickCount & { key: string | null })[]> => {
  const order = dimension === 'day' ? sql`1` : sql`clicks desc, 1`
  const { rows } = await sql<ClickCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums} from links.daily_sharer_clicks
    where ${all([...conditionsOf(ctx, filter), sql`sharer_id = ${member_id}`])} group by 1 order by ${order}`.execute(ctx.tx)
  return rows
}

/** The clicks of several members: only ever those who agreed to be ranked. */
export const countClicksOfSharers = async (ctx: Ctx, member_ids: readonly string[], filter: OwnFilter): Promise<(ClickCount & { sharer_id: string })[]> => {
  const { rows } = await sql<ClickCount & { sharer_id: string }>`
    select sharer_id, ${sums} from links.daily_sharer_clicks
    where ${all([...conditionsOf(ctx, filter), sql`sharer_id = any(${[...member_ids]}::uuid[])`])}
    group by sharer_id order by clicks desc, sharer_id`.execute(ctx.tx)
  return rows
}

/** All of a member's own figures, day by day, for their own copy. */
export const dailyClicksOfSharer = ({ tx, organisation_id }: Ctx, member_id: string) =>
  tx.selectFrom('links.daily_sharer_clicks').select(['day', 'content_id', 'network', 'clicks', 'uniques', 'drops'])
    .where('organisation_id', '=', organisation_id).where('sharer_id', '=', member_id).orderBy('day').execute()
