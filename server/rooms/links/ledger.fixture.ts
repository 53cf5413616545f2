import { expect } from 'vitest'
import type { World } from './world.fixture.ts'

const human = 'count(*) filter (where h.reason is null)::integer as clicks, count(*) filter (where h.reason is not null)::integer as drops'
const dropped = 'count(*)::integer as hits'
const day = `(h.at at time zone 'Europe/Paris')::date`

/** Each rollup, and what the ledger says that it should hold. */
const rollups: readonly (readonly [table: string, select: string, more?: string])[] = [
  ['daily_link_clicks', `l.id as link_id, ${human}, count(distinct h.visitor) filter (where h.reason is null)::integer as uniques`],
  ['daily_clicks', `l.programme_id, l.content_id, l.network, l.theme_id, l.tribe, ${human}`],
  ['daily_group_clicks', `g as group_id, l.programme_id, l.content_id, l.network, l.theme_id, l.tribe, ${human}`, 'unnest(l.group_ids) as g'],
  ['daily_totals', `l.programme_id, l.network, l.theme_id, l.tribe, ${human}`],
  ['daily_group_totals', `g as group_id, l.programme_id, l.tribe, ${human}`, 'unnest(l.group_ids) as g'],
  ['daily_drops', `l.programme_id, l.network, l.theme_id, l.tribe, h.reason, ${dropped}`],
  ['daily_drop_totals', `h.reason, ${dropped}`],
]

const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
const sorted = (rows: readonly object[]) => rows.map((row) => Object.fromEntries(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1)))).toSorted(byText)

/** What the rollups hold, table by table. */
export const kept = async ({ owner }: World): Promise<Map<string, object[]>> => {
  const tables = new Map<string, object[]>()
  for (const [table] of rollups) tables.set(table, sorted((await owner.query<object>(`select t.*, t.day::text as day from links.${table} t`)).rows))
  return tables
}

const keysOf = (select: string) => select.split(', ').filter((column) => !column.includes('(')).map((column) => column.split(' as ')[0]).join(', ')

/** Counts everything again from the ledger and compares, table by table and row by row. */
export const expectLedger = async (here: World, options: { uniques: boolean } = { uniques: true }): Promise<void> => {
  const rows = await kept(here)
  for (const [table, select, more] of rollups) {
    const dropsOnly = select.endsWith(dropped) ? 'where h.reason is not null' : ''
    const { rows: truth } = await here.owner.query<object>(`
      select h.organisation_id, ${day}::text as day, ${select} from links.hits h join links.links l on l.number = h.link ${more ? `cross join ${more}` : ''} ${dropsOnly}
      group by h.organisation_id, ${day}, ${keysOf(select)}`)
    const shown = (list: readonly object[]) => sorted(options.uniques ? list : list.map((row) => ({ ...row, uniques: 0 })))
    expect([table, shown(rows.get(table) ?? [])]).toEqual([table, shown(truth)])
  }
}
