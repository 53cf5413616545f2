import { expect, it } from 'vitest'
import { fromWall, toWall } from './zoned-time.ts'

it.each([
  ['2026-01-15T09:30', 'Europe/Paris', '2026-01-15T08:30:00.000Z'],
  ['2026-07-15T09:30', 'Europe/Paris', '2026-07-15T07:30:00.000Z'],
  ['2026-07-15T00:00', 'America/Martinique', '2026-07-15T04:00:00.000Z'],
  ['2026-07-15T00:00', 'Pacific/Auckland', '2026-07-14T12:00:00.000Z'],
  ['2026-07-15T12:00', 'Asia/Kolkata', '2026-07-15T06:30:00.000Z'],
])('%s on the wall of %s is %s', (wall, zone, instant) => {
  expect(fromWall(wall, zone)).toBe(instant)
  expect(toWall(instant, zone)).toBe(wall)
})

it('moves an hour that does not exist after it, and takes the first of an hour that comes twice', () => {
  expect(fromWall('2026-03-29T02:30', 'Europe/Paris')).toBe('2026-03-29T01:30:00.000Z')
  expect(fromWall('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z')
})

it('refuses what is no date', () => {
  expect(fromWall('', 'Europe/Paris')).toBeNull()
})
