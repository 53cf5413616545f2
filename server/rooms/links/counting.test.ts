import { describe, expect, it } from 'vitest'
import { isDueForCounting } from './counting.ts'

describe('visitors of a day that hits have come to', () => {
  const now = new Date('2026-03-12T10:00:00Z')
  it.each([
    ['never counted', 0, 0, true], ['counted just now, in no time', 0, 0, true],
    ['counted a minute ago in three seconds', 60, 3_000, true], ['counted a minute ago in four', 60, 4_000, false],
    ['counted an hour ago in a minute', 3_600, 60_000, true], ['counted ten minutes ago in a minute', 600, 60_000, false],
    ['counted tomorrow, by a clock that was wrong', -86_400, 60_000, true],
  ] as const)('%s: are counted again: %s s ago, %i ms: %s', (_, seconds_ago, took_milliseconds, due) => {
    expect(isDueForCounting({ counted_at: new Date(now.getTime() - seconds_ago * 1000), took_milliseconds }, now)).toBe(due)
  })
})
