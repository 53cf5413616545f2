import { expect, test } from 'vitest'
import type { Hit } from '../journal/hit.ts'
import { world } from '../world.fixture.ts'
import { addHits, keepDays } from './hits.ts'

const here = await world()

test('many hits of the past are added some thousands at a time, each once', async () => {
  const hits = Array.from({ length: 12_000 }, (_, index): Hit => ({ organisation_id: here.organisation_id, link: index, at: 1_764_083_000_000 + index, reason: index % 2 ? 4 : null, visitor: null }))
  await here.act((ctx) => addHits(ctx, hits))
  const { rows: [stored] } = await here.owner.query('select count(*)::integer as hits, count(distinct link)::integer as links, count(reason)::integer as drops, extract(epoch from min(at)) * 1000 as first from links.hits where organisation_id = $1', [here.organisation_id])
  expect(stored).toEqual({ hits: 12_000, links: 12_000, drops: 6_000, first: '1764083000000.000000' })
  const batches = async () => (await here.owner.query('select hits, first_at from links.batches where organisation_id = $1 order by id', [here.organisation_id])).rows
  expect(await batches()).toEqual([5_000, 5_000, 2_000].map((hits, index) => ({ hits, first_at: new Date(1_764_083_000_000 + index * 5_000) })))
  await here.act((ctx) => addHits(ctx, []))
  await here.act((ctx) => addHits(ctx, hits.slice(0, 5_000)))
  expect(await batches()).toHaveLength(4)
})

test('the ledger has the days that it is to have, and those before them no more', async () => {
  const days = async () => (await here.owner.query<{ name: string }>(`select relname as name from pg_class where relname ~ '^hits_2031' and relkind = 'r' order by 1`)).rows.map(({ name }) => name)
  await keepDays(here.kit, '2031-05-01', '2031-05-03', '2020-01-01')
  expect(await days()).toEqual(['hits_20310501', 'hits_20310502', 'hits_20310503'])
  await here.act((ctx) => addHits(ctx, ['2031-05-01', '2031-05-02'].map((day) => ({ organisation_id: here.organisation_id, link: 99_999, at: Date.parse(`${day}T12:00:00Z`), reason: null, visitor: null }))))
  await keepDays(here.kit, '2031-05-03', '2031-05-04', '2031-05-02')
  expect(await days()).toEqual(['hits_20310502', 'hits_20310503', 'hits_20310504'])
  expect((await here.owner.query('select 1 from links.hits where link = 99999')).rowCount).toBe(1)
})
