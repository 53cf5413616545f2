import pg from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '#test/database'
import { columnsOf } from './columns.ts'
import { hitsAsOctets, type Hit } from './hit.ts'

const [one, other] = ['01994a6e-0000-7000-8000-0000000000ff', 'ffffffff-ffff-4fff-bfff-ffffffffffff']
const hits: Hit[] = [
  { organisation_id: one, link: 1, at: 1_764_083_000_123, reason: null, visitor: '\x01#Eg\x89«Íï', origin: -2 },
  { organisation_id: other, link: 2 ** 40 + 3, at: 0, reason: 10, visitor: null, origin: null },
  { organisation_id: one, link: 10_000_000, at: 4_102_444_800_000, reason: 32_767, visitor: 'ÿÿÿÿÿÿÿÿ', origin: 0x7fff_ffff },
  { organisation_id: other, link: 2 ** 32 - 1, at: 2 ** 32, reason: null, visitor: '\x7fÿÿÿÿÿÿÿ', origin: null },
  { organisation_id: one, link: 2 ** 31, at: 1_764_083_000_124, reason: null, visitor: '\0\0\0\0\0\0\0\0', origin: null },
]

test('PostgreSQL reads hits as they were written', async () => {
  const client = new pg.Client((await testDatabase()).owner)
  await client.connect()
  const { rows } = await client.query<{ organisation_id: string; link: string; at: string; reason: number | null; visitor: string | null; origin: number | null }>(`
    select ($1::uuid[])[place] as organisation_id, link::text, at::text, reason, visitor::text, origin
    from unnest($2::integer[], $3::bigint[], $4::bigint[], $5::smallint[], $6::bigint[], $7::integer[]) as hit (place, at, link, reason, visitor, origin)`,
  columnsOf([hitsAsOctets(hits.slice(0, 2)), hitsAsOctets(hits.slice(2))]))
  await client.end()
  const visitorOf = (visitor: string | null) => (visitor === null ? null : Buffer.from(visitor, 'latin1').readBigInt64BE().toString())
  expect(rows).toEqual(hits.map(({ link, at, visitor, ...hit }) => ({ ...hit, link: String(link), at: String(at), visitor: visitorOf(visitor) })))
})

test('an organisation is named once, however often others come between', () => {
  const [head, name] = [20, 4 + 16]
  const named = (list: readonly Hit[]) => ((columnsOf([hitsAsOctets(list)])[0]?.length ?? 0) - head) / name
  const [first, second] = hits
  expect(named(hits)).toBe(2)
  expect(first && second ? named([first, first, second, second, first, second, first]) : 0).toBe(2)
  expect(named([])).toBe(0)
})
