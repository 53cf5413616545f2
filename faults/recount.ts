import type { Installation } from './installation/installation.ts'

// Written from what the tables mean, not from how the product fills them: a column that is no figure is what the table is by.

/** Every hit of every link, on its organisation's own day. */
const hits = `
  select h.organisation_id, (h.at at time zone o.time_zone)::date as day, date_trunc('month', h.at at time zone o.time_zone)::date as month,
    l.id as link_id, l.programme_id, l.content_id, l.network, l.theme_id, l.tribe, l.sharer_id, l.group_ids, h.reason, h.visitor
  from links.hits h join links.links l on l.number = h.link and l.organisation_id = h.organisation_id join organisations.organisations o on o.id = h.organisation_id`

/** uniques: visitors of a day, counted link by link. */
const figures: Readonly<Record<string, string>> = {
  clicks: 'count(*) filter (where reason is null)',
  uniques: 'count(distinct (link_id, day, visitor)) filter (where reason is null)',
  drops: 'count(*) filter (where reason is not null)',
  hits: 'count(*)',
}

/** Hits that a table is not about: clicks where it is by reason, links without a sharer where it is by sharer. */
const required = ['reason', 'sharer_id']

const recount = (table: string, columns: readonly string[]): string => {
  const by = columns.filter((column) => !(column in figures))
  const counted = columns.filter((column) => column in figures)
  const where = ['true', ...required.filter((column) => by.includes(column)).map((column) => `${column} is not null`)].join(' and ')
  const from = by.includes('group_id') ? 'hits, unnest(group_ids) as grouped (group_id)' : 'hits'
  return `select '${table}' as name from (
    with hits as (${hits}),
    counted as (select ${[...by, ...counted.map((column) => `(${figures[column]})::integer as ${column}`)].join(', ')} from ${from} where ${where} group by ${by.join(', ')}),
    kept as (select ${[...by, ...counted].join(', ')} from links.${table})
    (select * from counted except all select * from kept) union all (select * from kept except all select * from counted)
  ) as different having count(*) > 0`
}

/**
 * Of the links that hits of a day were left out of for a reason, enough are kept to tell whether five people are behind it, whichever: none
 * that the ledger does not know, and those of five people, or of all where there are fewer.
 */
const reasonLinks = `select 'daily_reason_links' as name from (
  with hits as (${hits}), asked as (select distinct organisation_id, day, reason, link_id, sharer_id from hits where reason is not null and sharer_id is not null),
  kept as (select k.organisation_id, k.day, k.reason, k.link_id, a.sharer_id from links.daily_reason_links k left join asked a using (organisation_id, day, reason, link_id))
  select from kept where sharer_id is null
  union all
  select from asked group by organisation_id, day, reason
  having least(5, count(distinct sharer_id)) > (select count(distinct k.sharer_id) from kept k where k.organisation_id = asked.organisation_id and k.day = asked.day and k.reason = asked.reason)
) as different having count(*) > 0`

/** The tables of the rollups, of days and of months, that are not what a recount of the ledger gives. */
export const rollupsThatDiffer = async ({ query }: Installation): Promise<string[]> => {
  const tables = await query<{ name: string; columns: string[] }>(`
    select table_name as name, array_agg(column_name::text order by ordinal_position) as columns from information_schema.columns
    where table_schema = 'links' and table_name ~ '^(daily|monthly)_' group by 1 order by 1`)
  if (tables.length < 8) throw new Error('the rollups have other names than they had')
  const asked = tables.map(({ name, columns }) => (name === 'daily_reason_links' ? reasonLinks : recount(name, columns)))
  return (await query<{ name: string }>(asked.join('\nunion all\n'))).map(({ name }) => name)
}
