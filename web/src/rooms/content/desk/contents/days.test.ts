import type { ContentLine } from '@portevoix/contract/content/contents'
import { expect, test } from 'vitest'
import { byDay, nearName } from './days.ts'

const line = (id: string, placed_at: string): ContentLine => ({
  id, placed_at, kind: 'text', state: 'scheduled', visibility: 'internal', language: 'fr', title: '', image: null, image_alt: '', theme_id: null, publish_at: placed_at, published_at: null, expires_at: null, updated_at: placed_at, updated_by: null, networks: [],
})

test.each([
  ['2026-03-29', 'today'], ['2026-03-30', 'tomorrow'], ['2026-03-28', 'yesterday'], ['2026-03-31', null],
])('%s is %s late on 28 March UTC, already the 29th in Paris', (day, expected) => {
  expect(nearName(day, 'Europe/Paris', new Date('2026-03-28T23:30:00Z'))).toBe(expected)
})

test('gathers contents under the day of the organisation’s own calendar', () => {
  const lines = [line('c', '2026-03-29T21:59:00Z'), line('b', '2026-03-28T23:30:00Z'), line('a', '2026-03-28T22:30:00Z')]
  expect(byDay(lines, 'Europe/Paris').map(({ day, contents }) => [day, contents.map(({ id }) => id)])).toEqual([['2026-03-29', ['c', 'b']], ['2026-03-28', ['a']]])
  expect(byDay(lines, 'UTC').map(({ day }) => day)).toEqual(['2026-03-29', '2026-03-28'])
})
