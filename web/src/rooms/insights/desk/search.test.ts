import { expect, test } from 'vitest'
import { dashboardSearchOf, filtersIn, narrowedBy, periodIn, searchWith } from './search.ts'

const id = '01900000-0000-7000-8000-000000000001'

test.each([
  [{}, {}],
  [{ period: 90, tribe: 'customers', group_id: id, theme_id: 'none', network: 'x', programme_id: id }, { period: 90, tribe: 'customers', group_id: id, theme_id: 'none', network: 'x', programme_id: id }],
  [{ period: '7' }, { period: 7 }],
  [{ network: 'print' }, { network: 'print' }],
  [{ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-01-01', to: '2026-02-01' }],
  [{ period: 8, from: 'yesterday', to: 20260101, tribe: 'partners', group_id: "' or 1=1", theme_id: ['none'], network: 'myspace', anything: 1 }, {}],
])('reads %j', (raw, search) => { expect(dashboardSearchOf(raw)).toEqual(search) })

test.each([
  [{ period: '90' as const }, { period: 90, tribe: 'customers' }, { period: '90' }],
  [{ from: '2026-01-01', to: '2026-02-01' }, { from: '2026-01-01', to: '2026-02-01', tribe: 'customers' }, { from: '2026-01-01', to: '2026-02-01' }],
])('a period of %j takes the place of another and leaves the filters alone', (asked, search, again) => {
  const before = { period: 7, from: '2025-01-01', to: '2025-02-01', tribe: 'customers' as const }
  expect(searchWith(before, asked)).toEqual(search)
  expect(periodIn(searchWith(before, asked))).toEqual(again)
})

test('filters come and go one by one, and a programme takes another’s theme off', () => {
  const search = { period: 90, theme_id: id, tribe: 'customers' as const }
  expect(narrowedBy(search, 'network', 'x')).toEqual({ ...search, network: 'x' })
  expect(narrowedBy(search, 'tribe', undefined)).toEqual({ period: 90, theme_id: id })
  expect(narrowedBy(search, 'programme_id', id)).toEqual({ period: 90, programme_id: id, tribe: 'customers' })
  expect(narrowedBy({ theme_id: 'none' }, 'programme_id', id)).toEqual({ theme_id: 'none', programme_id: id })
  expect(filtersIn(search)).toEqual({ theme_id: id, tribe: 'customers' })
})
