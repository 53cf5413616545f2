import { sql, type RawBuilder } from 'kysely'
import { anonymityThreshold } from '@portevoix/contract/anonymity'
import type { Ctx } from '#kit/context'
import { onDays, type Days } from '#kit/days'
import type { Tribe } from '@portevoix/contract/shapes'
import { dropReasonOf, type DropReason } from '../rules.ts'

/** Which clicks are meant; whatever is given must hold. */
export interface ClickFilter {
  programme_id?: string | undefined
  content_ids?: readonly string[] | undefined
  network?: string | undefined
  /** null: contents without a theme. */
  theme_id?: string | null | undefined
  tribe?: Tribe | undefined
  /** Shares of the members of one group. */
  group_id?: string | undefined
}

/** `drops`: hits left out. A figure by group counts who is in two groups in both, so that only figures without groups add up to the total. */
export interface ClickCount { clicks: number; drops: number }
type Keyed<Key> = ClickCount & { key: Key }

const all = (conditions: readonly RawBuilder<unknown>[]) => sql.join([...conditions], sql` and `)

const conditionsOf = ({ organisation_id }: Ctx, days: readonly Days[], filter: ClickFilter): RawBuilder<unknown>[] => [
  sql`organisation_id = ${organisation_id}`, onDays(sql`day`, days),
  ...(filter.programme_id === undefined ? [] : [sql`programme_id = ${filter.programme_id}`]),
  ...(filter.content_ids ? [sql`content_id = any(${[...filter.content_ids]}::uuid[])`] : []),
  ...(filter.network === undefined ? [] : [sql`network = ${filter.network}`]),
  ...(filter.theme_id === undefined ? [] : [sql`theme_id is not distinct from ${filter.theme_id}::uuid`]),
  ...(filter.tribe === undefined ? [] : [sql`tribe = ${filter.tribe}`]),
  ...(filter.group_id === undefined ? [] : [sql`group_id = ${filter.group_id}`]),
]

const sums = sql`coalesce(sum(clicks), 0)::integer as clicks, coalesce(sum(drops), 0)::integer as drops`
const isOff = (filter: ClickFilter, ...names: (keyof ClickFilter)[]): boolean => names.every((name) => filter[name] === undefined)

/** The smallest table that knows what is asked. */
const totalsFor = (filter: ClickFilter) => sql.table(filter.group_id !== undefined ? 'links.daily_group_clicks' : filter.content_ids ? 'links.daily_clicks' : 'links.daily_totals')

/** The clicks of a period, and of the one before it as far as they are compared. */
export interface ClicksOver {
  now: ClickCount & { by_day: Keyed<string>[]; by_network: Keyed<string>[]; by_theme: Keyed<string | null>[] }
  before: ClickCount & { by_network: Keyed<string>[] }
}

const total = (rows: readonly ClickCount[]): ClickCount => rows.reduce((sum, { clicks, drops }) => ({ clicks: sum.clicks + clicks, drops: sum.drops + drops }), { clicks: 0, drops: 0 })

/** The clicks of the days from `since` on by day, network and theme, and those of the days from `from` on and before, by network: from one reading. */
export const readClicks = async (ctx: Ctx, { from, since, to }: Days & { since: string }, filter: ClickFilter = {}): Promise<ClicksOver> => {
  const { rows } = await sql<ClickCount & { now: boolean; by: 'day' | 'network' | 'theme'; key: string | null }>`
    select now, case when grouping(day) = 0 then 'day' when grouping(network) = 0 then 'network' else 'theme' end as by,
      case when grouping(day) = 0 then day::text when grouping(network) = 0 then network else theme_id::text end as key, ${sums}
    from (select day >= ${since} as now, case when day >= ${since} then day end as day, network, theme_id, clicks, drops from ${totalsFor(filter)} where ${all(conditionsOf(ctx, [{ from, to }], filter))}) as counted
    group by grouping sets ((now, day), (now, network), (now, theme_id))`.execute(ctx.tx)
  const of = (now: boolean, by: string): Keyed<string | null>[] => rows.flatMap((row) => (row.now === now && row.by === by ? [{ key: row.key, clicks: row.clicks, drops: row.drops }] : []))
  const named = (now: boolean, by: string): Keyed<string>[] => of(now, by).flatMap(({ key, ...count }) => (key === null ? [] : [{ key, ...count }]))
  const [networks, networks_before] = [named(true, 'network'), named(false, 'network')]
  return {
    now: { ...total(networks), by_day: named(true, 'day').toSorted((one, other) => (one.key < other.key ? -1 : 1)), by_network: networks, by_theme: of(true, 'theme') },
    before: { ...total(networks_before), by_network: networks_before },
  }
}

/** The contents that were followed, or asked for by robots, on some days of the organisation's. */
export const clicksByContent = async (ctx: Ctx, days: readonly Days[], filter: ClickFilter = {}): Promise<Keyed<string>[]> => {
  const source = sql.table(filter.group_id === undefined ? 'links.daily_clicks' : 'links.daily_group_clicks')
  // one row is read sooner than thousands are
  const { rows: [row] } = await sql<Record<'keys' | 'clicks' | 'drops', string | null>>`
    select string_agg(key::text, ',') as keys, string_agg(clicks::text, ',') as clicks, string_agg(drops::text, ',') as drops from (
      select content_id as key, ${sums} from ${source} where ${all(conditionsOf(ctx, days, filter))} group by content_id) as counted`.execute(ctx.tx)
  const [clicks, drops] = [row?.clicks?.split(',') ?? [], row?.drops?.split(',') ?? []]
  return row?.keys?.split(',').map((key, place) => ({ key, clicks: Number(clicks[place]), drops: Number(drops[place]) })) ?? []
}

/** What each group's shares brought; from the totals where nothing else but a programme or a tribe is asked for. */
export const clicksByGroup = async (ctx: Ctx, days: Days, filter: ClickFilter = {}): Promise<Keyed<string>[]> => {
  const source = sql.table(isOff(filter, 'content_ids', 'network', 'theme_id', 'group_id') ? 'links.daily_group_totals' : 'links.daily_group_clicks')
  const { rows } = await sql<Keyed<string>>`select group_id as key, ${sums} from ${source} where ${all(conditionsOf(ctx, [days], filter))} group by group_id`.execute(ctx.tx)
  return rows
}

/** The hits of a period that were left out, and why; most frequent reason first. They are not known by group, nor by content. */
export const countDrops = async (ctx: Ctx, days: Days, filter: Omit<ClickFilter, 'content_ids' | 'group_id'> = {}): Promise<{ reason: DropReason; hits: number }[]> => {
  const whole = isOff(filter, 'programme_id', 'network', 'theme_id', 'tribe')
  const source = sql.table(whole ? 'links.daily_drop_totals' : 'links.daily_drops')
  const { rows } = await sql<{ reason: number; hits: number }>`
    select reason, sum(hits)::integer as hits from ${source} where ${all(conditionsOf(ctx, [days], filter))} group by reason order by hits desc, reason`.execute(ctx.tx)
  return rows.map(({ reason, hits }) => ({ reason: dropReasonOf(reason), hits }))
}

/** One of the last days of a period tells most reasons; of the others every link is looked up. */
const daysLooked = 30

/**
 * By reason, how many members' links are behind the hits of a period that were left out: right below the anonymity threshold, and no less
 * than it from there on: one full day is enough for most reasons, and only the others' links are looked up. Those who left are not among them, nor anybody of days that were counted before it was kept.
 */
export const sharersByReason = async ({ tx, organisation_id }: Ctx, { from, to }: Days): Promise<ReadonlyMap<DropReason, number>> => {
  const { rows } = await sql<{ reason: number; sharers: number }>`
    with asked as not materialized (
      select day, reason, link_id from links.daily_reason_links where organisation_id = ${organisation_id} and day between ${from} and ${to}
    ), fullest as materialized (
      select distinct on (reason) reason, day from (select reason, day, count(*) as links from asked where day > ${to}::date - ${daysLooked}::integer group by reason, day) as by_day order by reason, links desc, day desc
    ), enough as materialized (
      select f.reason, count(distinct l.sharer_id)::integer as sharers from fullest f
      join links.daily_reason_links k on k.organisation_id = ${organisation_id} and k.day = f.day and k.reason = f.reason and k.day > ${to}::date - ${daysLooked}::integer join links.links l on l.id = k.link_id
      group by f.reason having count(distinct l.sharer_id) >= ${anonymityThreshold}
    )
    select reason, sharers from enough
    union all
    select a.reason, count(distinct l.sharer_id)::integer from asked a join links.links l on l.id = a.link_id where a.reason not in (select reason from enough) group by a.reason`.execute(tx)
  return new Map(rows.map(({ reason, sharers }) => [dropReasonOf(reason), sharers]))
}

/** Days within a period that came to something else after they were over. */
export const changedDays = async ({ tx, organisation_id }: Ctx, { from, to }: Days): Promise<string[]> =>
  (await tx.selectFrom('links.changed_days').select('day').where('organisation_id', '=', organisation_id).where('day', '>=', from).where('day', '<=', to).execute()).map(({ day }) => day)

/** Whoever kept what those days came to has counted them again. */
export const forgetChangedDays = async ({ tx, organisation_id }: Ctx, days: readonly string[]): Promise<void> => {
  await sql`delete from links.changed_days where organisation_id = ${organisation_id} and day = any (${[...days]}::date[])`.execute(tx)
}
