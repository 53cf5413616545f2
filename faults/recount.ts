import type { Installation } from './installation/installation.ts'

// Written from what the tables mean, not from how the product fills them.

/** Every hit of every link, on its organisation's own day. */
const hits = `
  select h.organisation_id, (h.at at time zone o.time_zone)::date as day, l.id as link_id, l.content_id, l.network, l.theme_id, l.tribe, l.sharer_id, l.group_ids,
    h.reason, h.visitor
  from links.hits h join links.links l on l.number = h.link and l.organisation_id = h.organisation_id join organisations.organisations o on o.id = h.organisation_id`

/** uniques: visitors of a day, counted link by link. */
const figures = `(count(*) filter (where reason is null))::integer as clicks,
  (count(distinct (link_id, day, visitor)) filter (where reason is null and visitor is not null))::integer as uniques,
  (count(*) filter (where reason is not null))::integer as drops`
const dropped = 'count(*)::integer as hits'

interface Rollup { table: string; by: readonly string[]; figures: string; from?: string; where?: string }

const grouped = 'hits, unnest(group_ids) as grouped (group_id)'
const rollups: readonly Rollup[] = [
  { table: 'daily_clicks', by: ['day', 'content_id', 'network', 'theme_id', 'tribe'], figures },
  { table: 'daily_group_clicks', by: ['day', 'group_id', 'content_id', 'network', 'theme_id', 'tribe'], figures, from: grouped },
  { table: 'daily_drops', by: ['day', 'content_id', 'network', 'theme_id', 'tribe', 'reason'], figures: dropped, where: 'reason is not null' },
  { table: 'daily_sharer_clicks', by: ['day', 'sharer_id', 'content_id', 'network', 'theme_id'], figures, where: 'sharer_id is not null' },
  { table: 'daily_totals', by: ['day', 'network', 'theme_id', 'tribe'], figures },
  { table: 'daily_group_totals', by: ['day', 'group_id'], figures, from: grouped },
  { table: 'daily_drop_totals', by: ['day', 'reason'], figures: dropped, where: 'reason is not null' },
]

const names = (list: string): string => (list === dropped ? 'hits' : 'clicks, uniques, drops')

const recount = ({ table, by, figures, from = 'hits', where = 'true' }: Rollup): string => {
  const keys = by.join(', ')
  return `select '${table}' as name from (
    with hits as (${hits}),
    counted as (select organisation_id, ${keys}, ${figures} from ${from} where ${where} group by organisation_id, ${keys}),
    kept as (select organisation_id, ${keys}, ${names(figures)} from links.${table})
    (select * from counted except all select * from kept) union all (select * from kept except all select * from counted)
  ) as different having count(*) > 0`
}

/** The tables of the rollups that are not what a recount of the ledger gives. */
export const rollupsThatDiffer = async ({ query }: Installation): Promise<string[]> =>
  (await query<{ name: string }>(rollups.map(recount).join('\nunion all\n'))).map(({ name }) => name)
