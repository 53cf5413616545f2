import { expect, test } from 'vitest'
import { heldFor } from '../redirect/ledger.ts'
import { links, verdicts, type Request } from './scenarios.fixture.ts'
import { checkSpan, createScanners, linksOfScan, scanSpan } from './scanner.ts'

test('a scan takes back the clicks that it began with, and no others', () => {
  const before: Request = { after: 0, link: 'before' }
  expect(verdicts([before, ...links(linksOfScan, 100).map((one, index) => (index === 0 ? { ...one, after: scanSpan } : one))]))
    .toEqual([null, ...Array.from({ length: linksOfScan }, () => 'many_links')])
})

test('hits are held for as long as a scan may last, so that none of its clicks is left', () => {
  expect(heldFor).toBe(scanSpan)
  const slowest = Math.floor((scanSpan - 1) / (linksOfScan - 1))
  for (const after of [0, 20, slowest]) expect(new Set(verdicts(links(10, after)))).toEqual(new Set(['many_links']))
  expect(new Set(verdicts(links(10, slowest + 1)))).toEqual(new Set([null]))
})

test('what asked where a link leads, and then goes there, is told as that', () => {
  expect(verdicts([{ after: 0, method: 'HEAD' }, { after: 9_999 }, { after: 0, link: 'other' }])).toEqual(['head', 'head_first', null])
})

test('nobody is told apart where nobody asked by HEAD lately', () => {
  const scanners = createScanners()
  const never = () => { throw new Error('told apart') }
  expect(scanners.askedFirst(never, 1_000_000)).toBe(false)
  scanners.noteHead(1, 1_000_000)
  expect(scanners.askedFirst(() => 1, 1_000_000)).toBe(true)
  expect(scanners.askedFirst(() => 2, 1_000_000)).toBe(false)
  expect(scanners.askedFirst(never, 1_000_000 + 3 * checkSpan)).toBe(false)
})

test('a link that was followed again and again hides none of a scan', () => {
  const scanners = createScanners()
  const amended: string[] = []
  const scans = [1, 2, 2, 2, 3, 4, 5].map((link, index) => scanners.isScan(7, { link, visitor: `visitor${index}`, at: 1_000_000 + index }, ({ visitor }) => { amended.push(visitor) }))
  expect(scans).toEqual([false, false, false, false, false, false, true])
  expect(amended).toEqual([5, 4, 3, 2, 1, 0].map((index) => `visitor${index}`))
})
