import { describe, expect, test } from 'vitest'
import { networksOf } from '../networks.ts'
import type { DropReason } from '../rules.ts'
import { createBurst, visitorsPerAddress } from './burst.ts'
import { judge } from './index.ts'
import { checkSpan, createScanners, linksOfScan, scanSpan } from './scanner.ts'
import type { Visit } from './visit.ts'

const salt = Buffer.alloc(32, 1)
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const edge = `${chrome} Edg/140.0.0.0`

interface Request { after: number; link?: string; ip?: string; agent?: string; method?: string; accept_language?: string | undefined }

/** What becomes of requests, those that were taken back included. */
const verdicts = (requests: readonly Request[]): (DropReason | null)[] => {
  const amended = new Set<string>()
  const known = { salt, burst: createBurst(), scanners: createScanners(), amend: ({ visitor, at }: { visitor: string; at: number }) => { amended.add(`${visitor} ${at}`) }, isListed: networksOf([]), marksOf: () => undefined }
  let at = 1_000_000
  const judged = requests.map(({ after, link = 'a', ip = '203.0.113.9', agent = firefox, method = 'GET', ...rest }) => {
    at += after
    const visit: Visit = { method, purpose: undefined, accept: 'text/html', accept_language: 'fr', agent, ip, at, link: { id: link, organisation_id: 'o', sharer_id: null, removed: false }, ...rest }
    return { ...judge(visit, known), at }
  })
  return judged.map(({ reason, visitor, at }) => (reason === null && amended.has(`${visitor} ${at}`) ? 'many_links' : reason))
}

const links = (count: number, after: number, more: (index: number) => Partial<Request> = () => ({})): Request[] =>
  Array.from({ length: count }, (_, index) => ({ after, link: `link ${index}`, ...more(index) }))

/** Visits of programs; how many of them pass for people's, if any. */
const robots: [string, Request[], number?][] = [
  ['all ten links of a mail, at once', links(10, 20)],
  ['as few as tell a scan, within its span', links(linksOfScan, Math.floor((scanSpan - 1) / (linksOfScan - 1)))],
  ['HEAD, then GET by the same address and name', [{ after: 0, method: 'HEAD', agent: edge }, { after: 400, agent: edge }]],
  ['HEAD and GET of each link of a mail', links(3, 500).flatMap((one) => [{ ...one, method: 'HEAD' }, { ...one, after: 100 }])],
  ['a program that changes its name with every visit', Array.from({ length: 60 }, (_, index) => ({ after: 50, agent: `${firefox} ${index}` })), visitorsPerAddress],
  ['no language, no wish for a page', [{ after: 0, accept_language: undefined, agent: 'Mozilla/5.0 (Windows NT 11.0)' }]],
]

const people: [string, Request[]][] = [
  ['one reader of one link', [{ after: 0 }]],
  ['a reader who follows three links of a page in a row', links(3, 900)],
  ['a reader who opens as many as a scan, slowly', links(linksOfScan, scanSpan)],
  ['a reader who opens a link a second', links(20, 1_000)],
  ['a reader who opens as many as a scan in just as long', links(20, scanSpan / (linksOfScan - 1))],
  ['a reader ten seconds after somebody at their address had checked it', [{ after: 0, method: 'HEAD' }, { after: checkSpan }]],
  ['ten colleagues behind one address, one link', Array.from({ length: 10 }, (_, index) => ({ after: 3_000, agent: `Mozilla/5.0 (Windows NT 10.0) Firefox/1${index}.0` }))],
  ['colleagues behind one address on different links, each with another browser', links(8, 200, (index) => ({ agent: [firefox, chrome, edge][index % 3] ?? firefox }))],
  ['a hundred people of a network, one link', Array.from({ length: 100 }, (_, index) => ({ after: 30, ip: `203.0.${index}.7` }))],
  ['a reader whose address a robot shares', [{ after: 0, method: 'HEAD', agent: chrome }, { after: 400, agent: edge }]],
  ['a reader after X had asked for the link', [{ after: 0, method: 'HEAD', ip: '192.0.2.1', agent: chrome }, { after: 500 }]],
  ['a reader long after somebody at their address had checked it', [{ after: 0, method: 'HEAD' }, { after: 11_000 }]],
]

describe('scenarios of behaviour', () => {
  test.each(robots)('a program: %s', (_name, requests, passing = 0) => {
    expect(verdicts(requests).filter((reason) => reason === null)).toHaveLength(passing)
  })
  test.each(people)('people: %s', (_name, requests) => {
    expect(verdicts(requests).filter((reason) => reason !== null && reason !== 'head')).toEqual([])
  })

  test('precision and recall', () => {
    const count = (cases: readonly (readonly [string, Request[], ...unknown[]])[]) => {
      const all = cases.flatMap(([, requests]) => verdicts(requests).filter((_, index) => requests[index]?.method !== 'HEAD'))
      return { left_out: all.filter((reason) => reason !== null).length, all: all.length }
    }
    const [program, person] = [count(robots), count(people)]
    const precision = program.left_out / (program.left_out + person.left_out)
    const recall = program.left_out / program.all
    console.log(`behaviour: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} over ${program.all} visits of programs and ${person.all} of people`)
    expect(precision).toBeGreaterThan(0.99)
    expect(recall).toBeGreaterThan(0.8)
  })
})

test('a scan takes back the clicks that it began with, and no others', () => {
  const before: Request = { after: 0, link: 'before' }
  expect(verdicts([before, ...links(linksOfScan, 100).map((one, index) => (index === 0 ? { ...one, after: scanSpan } : one))]))
    .toEqual([null, ...Array.from({ length: linksOfScan }, () => 'many_links')])
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
