import { describe, expect, test } from 'vitest'
import { visitorsPerAddress, visitsPerMinute } from './burst.ts'
import { chrome, comers, edge, firefox, iphone, links, verdicts, type Request } from './scenarios.fixture.ts'
import { checkSpan, linksOfScan, scanSpan } from './scanner.ts'
import { visitorsPerNetwork } from './swarm.ts'

/** A scenario, its requests, and how many of them are told wrong: left out where people came, or counted where a program did. */
type Scenario = [name: string, requests: Request[], wrong?: number]

const minutes = 60_000
const hours = 60 * minutes
const named = (index: number) => ({ agent: `${firefox} ${index}` })
const oneOf = (count: number, chance: () => number) => Math.floor(chance() * count)
/** Telephones of one network whose names tell the model. */
const model = (index: number) => `Mozilla/5.0 (Linux; Android 15; SM-S9${index}B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0 Mobile Safari/537.36 [LinkedInApp]`

/** What fetches a link in the seconds after it was posted. */
const afterPosting: Request[] = [
  { after: 800, agent: 'Twitterbot/1.0', accept: '*/*', accept_language: undefined },
  ...[chrome, iphone, ''].map((agent): Request => ({ after: 300, method: 'HEAD', agent, ip: '192.0.2.17', accept: '*/*', accept_language: undefined })),
  { after: 100, agent: chrome, ip: '192.0.2.17' },
  { after: 200, agent: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)' },
  ...Array.from({ length: 20 }, (_, index): Request => ({ after: 40, ip: `198.18.7.${index}`, agent: `Mastodon/4.4.${index % 9} (http.rb/5.3.1; +https://instance-${index}.example/)` })),
  ...Array.from({ length: 10 }, (_, index): Request => ({ after: 50, ip: `198.51.100.${index}`, agent: chrome, accept_language: undefined })),
  ...Array.from({ length: 10 }, (_, index): Request => ({ after: 50, ip: `192.0.2.${index}`, accept: '*/*', accept_language: '*', purpose: 'cors' })),
]

const robots: Scenario[] = [
  ['all that comes in the seconds after a post', afterPosting],
  ['all ten links of a mail, at once', links(10, 20)],
  ['as few as tell a scan, within its span', links(linksOfScan, Math.floor((scanSpan - 1) / (linksOfScan - 1)))],
  ['all ten links of a mail, more than three a second', links(10, 300)],
  ['all ten links of a mail, a half second for each: taken for an office', links(10, 500), 10],
  ['all ten links of a mail, two seconds for each: taken for a reader', links(10, 2_000), 10],
  ['the links of forty mails, all mails at once, from a gateway', Array.from({ length: 40 }, (_, mail) => links(6, 15, (index) => ({ link: `mail ${mail}, link ${index}` }))).flat()],
  ['a mail of four links, fewer than tell a scan', links(4, 20), 4],
  ['HEAD, then GET by the same address and name', [{ after: 0, method: 'HEAD', agent: edge }, { after: 400, agent: edge }]],
  ['HEAD and GET of each link of a mail', links(3, 500).flatMap((one) => [{ ...one, method: 'HEAD' }, { ...one, after: 100 }])],
  ['a program that changes its name with every visit', Array.from({ length: 60 }, (_, index) => ({ after: 50, ...named(index) })), visitorsPerAddress],
  ['a program that comes every second, for ten minutes', Array.from({ length: 600 }, () => ({ after: 1_000 })), 10 * visitsPerMinute],
  ['a program with the addresses of a network', Array.from({ length: 250 }, (_, index) => ({ after: 50, ip: `203.0.113.${index}` })), visitorsPerNetwork],
  ['no language, no wish for a page', [{ after: 0, accept: '*/*', accept_language: undefined }]],
]

const people: Scenario[] = [
  ['one reader of one link', [{ after: 0 }]],
  ['a reader who follows three links of a page in a row', links(3, 900)],
  ['a reader who opens as many as a scan, slowly', links(linksOfScan, scanSpan)],
  ['a reader who opens a link a second', links(20, 1_000)],
  ['a reader who opens as many as a scan in just as long', links(20, scanSpan / (linksOfScan - 1))],
  ['a reader ten seconds after somebody at their address had checked it', [{ after: 0, method: 'HEAD' }, { after: checkSpan }]],
  ['a hundred people of a network, one link', Array.from({ length: 100 }, (_, index) => ({ after: 30, ip: `203.0.${index}.7` }))],
  ['a reader whose address a robot shares', [{ after: 0, method: 'HEAD', agent: chrome }, { after: 400, agent: edge }]],
  ['a reader after X had asked for the link', [{ after: 0, method: 'HEAD', ip: '192.0.2.1', agent: chrome }, { after: 500 }]],
  ['a reader long after somebody at their address had checked it', [{ after: 0, method: 'HEAD' }, { after: 11_000 }]],
]

/** Colleagues behind one address, those with one managed browser unless they are said to have others. */
const offices: Scenario[] = [
  ['ten colleagues, each with another browser, one link', Array.from({ length: 10 }, (_, index) => ({ after: 3_000, ...named(index) }))],
  ['colleagues on different links, some with other browsers', links(8, 200, (index) => ({ agent: [firefox, chrome, edge][index % 3] ?? firefox }))],
  ['one every 50 seconds, a working day', Array.from({ length: 480 }, () => ({ after: 50_000, agent: edge }))],
  ['480 within a working day, when it suits them', comers(480, 8 * hours, () => ({ agent: edge })), 33],
  ['120 within twenty minutes of a newsletter, one link', comers(120, 20 * minutes, () => ({ agent: edge })), 49],
  ['120 within twenty minutes of a newsletter, one link, each with another browser', comers(120, 20 * minutes, named), 1],
  ['120 within twenty minutes of a newsletter, ten links', comers(120, 20 * minutes, (_, chance) => ({ agent: edge, link: `link ${oneOf(10, chance)}` })), 5],
  ['twenty in the first minute, then one every 50 seconds, each with another browser', Array.from({ length: 500 }, (_, index) => ({ after: index < 20 ? 3_000 : 50_000, ...named(index) })), 20 - visitorsPerAddress],
  ['forty on different links, 700 milliseconds apart', links(40, 700, () => ({ agent: edge }))],
  ['sixty on different links, a second apart', links(60, 1_000, () => ({ agent: edge }))],
  ['sixty on different links within five minutes, when it suits them', comers(60, 5 * minutes, (index) => ({ agent: edge, link: `link ${index}` }))],
]

/** People whose addresses are their provider's, which others have too. */
const shared: Scenario[] = [
  ['2,000 telephones of forty models behind sixty-four addresses of a provider, an hour, one link', comers(2_000, hours, (_, chance) => ({ ip: `100.64.7.${oneOf(64, chance)}`, agent: model(oneOf(40, chance)) })), 6],
  ['300 telephones of one name behind eight addresses of a relay, an hour, one link', comers(300, hours, (_, chance) => ({ ip: `104.28.42.${oneOf(8, chance)}`, agent: iphone })), 18],
  ['300 telephones of one name behind eight addresses of a relay, an hour, thirty links', comers(300, hours, (_, chance) => ({ ip: `104.28.42.${oneOf(8, chance)}`, agent: iphone, link: `link ${oneOf(30, chance)}` }))],
]

/** Requests that are told as a program's, of all but those by HEAD, which nobody takes for people's. */
const leftOut = (requests: readonly Request[]) => {
  const told = verdicts(requests).filter((_, index) => requests[index]?.method !== 'HEAD')
  return { left_out: told.filter((reason) => reason !== null).length, all: told.length }
}

describe('scenarios of behaviour', () => {
  test.each(robots)('a program: %s', (_name, requests, passing = 0) => {
    const { left_out, all } = leftOut(requests)
    expect(all - left_out).toBe(passing)
  })
  test.each([...people, ...offices, ...shared])('people: %s', (_name, requests, wrong = 0) => { expect(leftOut(requests).left_out).toBe(wrong) })

  test('precision and recall', () => {
    const sum = (scenarios: readonly Scenario[]) => scenarios.map(([, requests]) => leftOut(requests)).reduce((one, other) => ({ left_out: one.left_out + other.left_out, all: one.all + other.all }))
    const [program, office, provider, person] = [sum(robots), sum(offices), sum(shared), sum([...people, ...offices, ...shared])]
    const share = (part: number, all: number) => `${(100 * part / all).toFixed(1)} % of ${all}`
    const precision = program.left_out / (program.left_out + person.left_out)
    const recall = program.left_out / program.all
    console.log([
      `behaviour: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} over ${program.all} visits of programs and ${person.all} of people`,
      `people who count: ${share(person.all - person.left_out, person.all)}; colleagues behind one address: ${share(office.all - office.left_out, office.all)}; behind addresses of a provider: ${share(provider.all - provider.left_out, provider.all)}`,
    ].join('\n'))
    expect(precision).toBeGreaterThan(0.89)
    expect(recall).toBeGreaterThan(0.87)
    expect(office.left_out / office.all).toBeLessThan(0.05)
    expect(provider.left_out / provider.all).toBeLessThan(0.01)
  })
})
