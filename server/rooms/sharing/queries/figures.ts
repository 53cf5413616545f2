import { sql, type RawBuilder } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'

/** Days from..to, inclusive, in the organisation's time zone; whatever else is given must hold too. */
export interface ShareFilter {
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

/** Shares by what is known of them, each on the day it became known. Figures by group count who is in two groups in both. */
export interface ShareCount { opened: number; declared: number; confirmed: number }
export type ShareDimension = 'day' | 'network' | 'theme_id' | 'tribe' | 'content_id' | 'group_id'

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, filter: ShareFilter): RawBuilder<unknown>[] => [
  sql`organisation_id = ${organisation_id}`, sql`day between ${filter.from} and ${filter.to}`,
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any (${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.network === undefined ? [] : [sql`network = ${filter.network}`]),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql`coalesce(sum(opened), 0)::integer as opened, coalesce(sum(declared), 0)::integer as declared, coalesce(sum(confirmed), 0)::integer as confirmed`
const sourceOf = (filter: ShareFilter, dimension?: ShareDimension) =>
  sql.table(filter.group_id !== undefined || dimension === 'group_id' ? 'sharing.daily_group_shares' : 'sharing.daily_shares')

/** The shares of a period. */
export const countShares = async (ctx: Ctx, filter: ShareFilter): Promise<ShareCount> => {
  const { rows: [count] } = await sql<ShareCount>`select ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, filter))}`.execute(ctx.tx)
  return count ?? { opened: 0, declared: 0, confirmed: 0 }
}

/** The shares of a period by one dimension; days in order, the others most opened first. */
export const countSharesBy = async (ctx: Ctx, dimension: ShareDimension, filter: ShareFilter): Promise<(ShareCount & { key: string | null })[]> => {
  const { rows } = await sql<ShareCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums} from ${sourceOf(filter, dimension)}
    where ${all(conditionsOf(ctx, filter))} group by 1 order by ${dimension === 'day' ? sql`1` : sql`opened desc, 1`}`.execute(ctx.tx)
  return rows
}

type Keyed<Key extends string> = ShareCount & Record<Key, string>
export interface SharesOver { by_content: (Keyed<'content_id'> & { theme_id: string | null })[]; by_network: Keyed<'network'>[]; by_day: Keyed<'day'>[] }

/** Shares by content (with the theme it had), by network and by day, from one reading of the rows. */
export const readShares = async (ctx: Ctx, filter: ShareFilter): Promise<SharesOver> => {
  const { rows } = await sql<ShareCount & { day: string | null; network: string | null; content_id: string | null; theme_id: string | null }>`
    select day, network, content_id, theme_id, ${sums} from ${sourceOf(filter)}
    where ${all(conditionsOf(ctx, filter))} group by grouping sets ((content_id, theme_id), (network), (day))`.execute(ctx.tx)
  const over: SharesOver = { by_content: [], by_network: [], by_day: [] }
  for (const { day, network, content_id, theme_id, ...count } of rows) {
    if (content_id !== null) over.by_content.push({ content_id, theme_id, ...count })
    else if (network !== null) over.by_network.push({ network, ...count })
    else if (day !== null) over.by_day.push({ day, ...count })
  }
  return over
}

/** Moments from (included) to (excluded). Members who left are not among them: their shares name nobody any more. */
export interface Period { from: Date; to: Date }

/** How many members opened a share in a period. */
export const countSharers = async (ctx: Ctx, { from, to }: Period): Promise<number> => {
  const { rows } = await sql<{ sharers: number }>`
    select count(distinct member_id) as sharers from sharing.shares
    where organisation_id = ${ctx.organisation_id} and opened_at >= ${from} and opened_at < ${to}`.execute(ctx.tx)
  return rows[0]?.sharers ?? 0
}

/** How many of these members opened a share in a period. */
export const countSharersAmong = async (ctx: Ctx, member_ids: readonly string[], { from, to }: Period): Promise<number> => {
  const { rows } = await sql<{ sharers: number }>`
    select count(distinct member_id) as sharers from sharing.shares
    where organisation_id = ${ctx.organisation_id} and member_id = any (${[...member_ids]}::uuid[]) and opened_at >= ${from} and opened_at < ${to}`.execute(ctx.tx)
  return rows[0]?.sharers ?? 0
}
