import { expect, test } from 'vitest'
import { snoozeUntil } from './snooze-times.ts'

test.each([
  // a Thursday in winter time; the clocks change on Sunday 29 March 2026
  ['tomorrow', '2026-03-26T10:00:00Z', '2026-03-27T07:00:00.000Z'],
  ['monday', '2026-03-26T10:00:00Z', '2026-03-30T06:00:00.000Z'],
  ['week', '2026-03-26T10:00:00Z', '2026-04-02T06:00:00.000Z'],
  // late on a Sunday, already Monday in Paris
  ['monday', '2026-03-01T23:30:00Z', '2026-03-09T07:00:00.000Z'],
  ['tomorrow', '2026-03-01T23:30:00Z', '2026-03-03T07:00:00.000Z'],
] as const)('%s from %s', (snooze, now, expected) => {
  expect(new Date(snoozeUntil(snooze, new Date(now), 'Europe/Paris')).toISOString()).toBe(expected)
})
