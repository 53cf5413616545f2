import { describe, expect, it } from 'vitest'
import { wholeMonths } from './queries/totals.ts'

describe('the whole months of a period', () => {
  it.each([
    ['2026-02-01', '2026-02-28', { first: '2026-02-01', end: '2026-03-01' }],
    ['2026-02-02', '2026-03-30', null],
    ['2026-02-02', '2026-03-31', { first: '2026-03-01', end: '2026-04-01' }],
    ['2025-11-15', '2026-02-10', { first: '2025-12-01', end: '2026-02-01' }],
    ['2026-02-01', '2026-02-27', null],
    ['2026-02-01', '2026-02-01', null],
  ])('%s to %s', (from, to, months) => { expect(wholeMonths(from, to)).toEqual(months) })
})
