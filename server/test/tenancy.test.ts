import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '#test/database'

interface Table { name: string; secured: boolean; forced: boolean; organisation: boolean; policies: string[] }

/** Tables that belong to no single organisation, each with the reason. */
const shared = new Map([
  ['organisations.organisations', 'the tenants themselves: the row is its own organisation'],
  ['links.ledger_since', 'one day, the same for all: since when the ledger is whole'],
  ['links.salts', 'random numbers shared by all nodes, no organisation\'s data'],
  ['links.journals', 'how far the nodes\' journals were taken over, no organisation\'s data'],
  ['links.losses', 'requests whose hits could not be stored, of whatever organisation'],
  ['links.orphans', 'visits to slugs that no organisation has'],
])

let tables: Table[]

beforeAll(async () => {
  const { owner } = await testDatabase()
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<Table>(`
    select n.nspname || '.' || c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and a.attnotnull) as organisation,
      array(select pg_get_expr(p.polqual, p.polrelid) from pg_policy p where p.polrelid = c.oid and 'portevoix_app'::regrole = any (p.polroles)) as policies
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public', 'jobs', 'auth') order by 1`)
  tables = rows
  await client.end()
})

describe('every table', () => {
  it('has forced row-level security', () => {
    expect(tables.length).toBeGreaterThan(10)
    expect(tables.filter(({ secured, forced }) => !secured || !forced).map(({ name }) => name)).toEqual([])
  })

  it('names its organisation, or is known to be shared', () => {
    expect(tables.filter(({ organisation, name }) => !organisation && !shared.has(name)).map(({ name }) => name)).toEqual([])
  })

  it('lets the application see the rows of its own organisation alone', () => {
    const open = tables.filter(({ name, policies }) => !shared.has(name) && policies.some((policy) => !/kit\.(organisation|identity)\(\)/.test(policy)))
    expect(open.map(({ name }) => name)).toEqual([])
  })
})
