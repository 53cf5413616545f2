import { expect, test } from 'vitest'
import type { Hit } from '../journal/hit.ts'
import { world } from '../world.fixture.ts'
import { addHits } from './hits.ts'

const here = await world()

test('many hits of the past are added some thousands at a time, each once', async () => {
  const hits = Array.from({ length: 12_000 }, (_, index): Hit => ({ organisation_id: here.organisation_id, link: index, at: 1_764_083_000_000 + index, reason: index % 2 ? 4 : null, visitor: null, origin: null }))
  await here.act((ctx) => addHits(ctx, hits))
  const { rows: [stored] } = await here.owner.query('select count(*)::integer as hits, count(distinct link)::integer as links, count(reason)::integer as drops, extract(epoch from min(at)) * 1000 as first from links.hits where organisation_id = $1', [here.organisation_id])
  expect(stored).toEqual({ hits: 12_000, links: 12_000, drops: 6_000, first: '1764083000000.000000' })
  const batches = async () => (await here.owner.query('select hits, first_at from links.batches where organisation_id = $1 order by id', [here.organisation_id])).rows
  expect(await batches()).toEqual([5_000, 5_000, 2_000].map((hits, index) => ({ hits, first_at: new Date(1_764_083_000_000 + index * 5_000) })))
  await here.act((ctx) => addHits(ctx, []))
  await here.act((ctx) => addHits(ctx, hits.slice(0, 5_000)))
  expect(await batches()).toHaveLength(4)
})
