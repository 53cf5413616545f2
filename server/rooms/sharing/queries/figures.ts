import { sql, type RawBuilder } from 'kysely'
import type { Tribe } from '@portevoix/contract/shapes'
import type { Ctx } from '#kit/context'
import { onDays, type Days } from '#kit/days'

/** Whatever is given must hold. */
interface SharesNarrowed {
  programme_id?: string | undefined
  content_ids?: readonly string[] | undefined
  network?: string | undefined
  /** null: contents without a theme. */
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  /** Shares of the members of one group. */
  group_id?: string | undefined
}
/** Days in the organisation's time zone, and what else must hold. */
export type ShareFilter = Days & SharesNarrowed

/** Shares by what is known of them, each on the day it became known. Figures by group count who is in two groups in both. */
export interface ShareCount { opened: number; declared: number; confirmed: number }
export type ShareDimension = 'day' | 'network' | 'theme_id' | 'tribe' | 'content_id' | 'group_id'

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, days: readonly Days[], filter: SharesNarrowed): RawBuilder<unknown>[] => [
  sql`organisation_id = ${organisation_id}`, onDays(sql`day`, days),
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any (${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.network === undefined ? [] : [sql`network = ${filter.network}`]),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql`coalesce(sum(opened), 0)::integer as opened, coalesce(sum(declared), 0)::integer as declared, coalesce(sum(confirmed), 0)::integer as confirmed`
const sourceOf = (filter: SharesNarrowed, dimension?: ShareDimension) =>
  sql.table(filter.group_id !== undefined || dimension === 'group_id' ? 'sharing.daily_group_shares' : 'sharing.daily_shares')

/** The shares of a period. */
export const countShares = async (ctx: Ctx, filter: ShareFilter): Promise<ShareCount> => {
  const { rows: [count] } = await sql<ShareCount>`select ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, [filter], filter))}`.execute(ctx.tx)
  return count ?? { opened: 0, declared: 0, confirmed: 0 }
}

/** The shares of a period by one dimension; days in order, the others most opened first. */
export const countSharesBy = async (ctx: Ctx, dimension: ShareDimension, filter: ShareFilter): Promise<(ShareCount & { key: string | null })[]> => {
  const { rows } = await sql<ShareCount & { key: string | null }>`
    select ${sql.ref(dimension)}::text as key, ${sums} from ${sourceOf(filter, dimension)}
    where ${all(conditionsOf(ctx, [filter], filter))} group by 1 order by ${dimension === 'day' ? sql`1` : sql`opened desc, 1`}`.execute(ctx.tx)
  return rows
}

type Keyed<Key> = ShareCount & { key: Key }
/** Shares of a period by network, day and theme, and those of the one before it by network. */
export interface SharesOver {
  now: ShareCount & { by_day: Keyed<string>[]; by_network: Keyed<string>[]; by_theme: Keyed<string | null>[] }
  before: ShareCount & { by_network: Keyed<string>[] }
}

const total = (rows: readonly ShareCount[]): ShareCount =>
  rows.reduce((sum, row) => ({ opened: sum.opened + row.opened, declared: sum.declared + row.declared, confirmed: sum.confirmed + row.confirmed }), { opened: 0, declared: 0, confirmed: 0 })

/** The shares of the days from `since` to `to`, and of those from `from` on and before: from one reading of the totals. */
export const readShares = async (ctx: Ctx, { from, since, to, ...filter }: Omit<ShareFilter, 'content_ids'> & { since: string }): Promise<SharesOver> => {
  const source = filter.group_id === undefined ? sql`sharing.daily_totals` : sql`sharing.daily_group_shares`
  const { rows } = await sql<ShareCount & { now: boolean; by: 'day' | 'network' | 'theme'; key: string | null }>`
    select now, case when grouping(day) = 0 then 'day' when grouping(network) = 0 then 'network' else 'theme' end as by,
      case when grouping(day) = 0 then day::text when grouping(network) = 0 then network else theme_id::text end as key, ${sums}
    from (select day >= ${since} as now, case when day >= ${since} then day end as day, network, theme_id, opened, declared, confirmed from ${source} where ${all(conditionsOf(ctx, [{ from, to }], filter))}) as counted
    group by grouping sets ((now, day), (now, network), (now, theme_id))`.execute(ctx.tx)
  const of = (now: boolean, by: string): Keyed<string | null>[] => rows.filter((row) => row.now === now && row.by === by).map(({ key, opened, declared, confirmed }) => ({ key, opened, declared, confirmed }))
  const named = (now: boolean, by: string): Keyed<string>[] => of(now, by).flatMap(({ key, ...count }) => (key === null ? [] : [{ key, ...count }]))
  const [networks, networks_before] = [named(true, 'network'), named(false, 'network')]
  return {
    now: { ...total(networks), by_day: named(true, 'day'), by_network: networks, by_theme: of(true, 'theme') },
    before: { ...total(networks_before), by_network: networks_before },
  }
}

/** The contents that were shared on some days. */
export const sharesByContent = async (ctx: Ctx, days: readonly Days[], filter: SharesNarrowed): Promise<(ShareCount & { key: string })[]> => {
  const { rows } = await sql<ShareCount & { key: string }>`
    select content_id as key, ${sums} from ${sourceOf(filter)} where ${all(conditionsOf(ctx, days, filter))} group by content_id`.execute(ctx.tx)
  return rows
}

/** What the members of each group shared; from the totals where nothing else but a programme or a tribe is asked for. */
export const sharesByGroup = async (ctx: Ctx, filter: ShareFilter): Promise<(ShareCount & { key: string })[]> => {
  const narrow = filter.theme_id !== undefined || filter.group_id !== undefined || filter.network !== undefined || filter.content_ids !== undefined
  const { rows } = await sql<ShareCount & { key: string }>`
    select group_id as key, ${sums} from ${narrow ? sql`sharing.daily_group_shares` : sql`sharing.daily_group_totals`}
    where ${all(conditionsOf(ctx, [filter], filter))} group by group_id`.execute(ctx.tx)
  return rows
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
