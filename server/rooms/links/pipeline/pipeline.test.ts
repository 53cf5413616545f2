import { describe, expect, test } from 'vitest'
import { fingerprint } from '../fingerprint.ts'
import { networksOf } from '#kit/networks'
import type { DropReason } from '../rules.ts'
import { sharerMark, visitorOf } from '../visitor.ts'
import { createBurst, sameVisit, visitorsPerAddress, visitsPerMinute } from './burst.ts'
import { judge } from './index.ts'
import { createScanners } from './scanner.ts'
import type { Knowledge, Visit } from './visit.ts'

const salt = Buffer.alloc(32, 1)
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const android = 'Mozilla/5.0 (Linux; Android 14; SM-S911B'
const link = { id: 'link', organisation_id: 'organisation', sharer_id: 'sharer', removed: false }

const visit = (change: Partial<Visit> = {}): Visit => ({
  method: 'GET', purpose: undefined, accept: 'text/html,*/*;q=0.8', accept_language: 'fr-FR', agent: firefox, ip: '203.0.113.9', link, at: 1_000_000, ...change,
})

const knowledge = (): Knowledge => ({
  salt, burst: createBurst(), scanners: createScanners(), amend: () => undefined, isListed: networksOf(['198.51.100.0/24', '2001:db8::/32']),
  marksOf: (member_id) => (member_id === 'sharer' ? new Set([sharerMark(salt, 'sharer', { ip: '192.0.2.1', agent: firefox })]) : undefined),
})

const cases: [string, Partial<Visit>, DropReason | null][] = [
  ['a browser', {}, null],
  ['a phone inside an application', { agent: `${phone} [LinkedInApp]/9.30`, accept_language: 'en' }, null],
  ['Facebook’s application', { agent: `${phone} [FBAN/FBIOS;FBAV/480.0;FBDV/iPhone15,3]` }, null],
  ['Instagram’s application', { agent: `${phone} Instagram 350.0.0 (iPhone15,3; iOS 18_1)` }, null],
  ['Threads’ application', { agent: `${phone} Barcelona 350.0.0` }, null],
  ['a browser that says no language but wants a page', { accept_language: undefined }, null],
  ['a browser that takes anything and says its language', { accept: '*/*' }, null],
  ['a removed link', { link: { ...link, removed: true } }, 'removed'],
  ['HEAD', { method: 'HEAD' }, 'head'],
  ['HEAD by a robot', { method: 'HEAD', agent: 'Twitterbot/1.0' }, 'head'],
  ['Sec-Purpose', { purpose: 'prefetch' }, 'prefetch'],
  ['Sec-Purpose for a prerendering', { purpose: 'prefetch;prerender' }, 'prefetch'],
  ['Safari’s preview', { purpose: 'preview' }, 'prefetch'],
  ['a navigation', { purpose: 'navigate' }, null],
  ['a navigation that the browser makes in advance', { purpose: 'prefetch, navigate' }, 'prefetch'],
  ['a picture of another page', { purpose: 'no-cors', accept: 'image/avif,image/webp,*/*;q=0.8' }, 'not_opened'],
  ['a script’s question', { purpose: 'CORS', accept: '*/*' }, 'not_opened'],
  ['a script of the same site', { purpose: 'same-origin' }, 'not_opened'],
  ['a socket', { purpose: 'websocket' }, 'not_opened'],
  ['a mode of a standard to come', { purpose: 'nested-navigate' }, null],
  ['a mode that such a word is part of', { purpose: 'corsair' }, null],
  ['Node’s fetch under its own name', { purpose: 'cors', agent: 'node', accept: '*/*', accept_language: '*' }, 'robot'],
  ['Node’s fetch under a browser’s name', { purpose: 'cors', accept: '*/*', accept_language: '*' }, 'not_opened'],
  ['what the browser fetches in advance as a part of a page', { purpose: 'prefetch, no-cors' }, 'prefetch'],
  ['the same through what takes the mode away', { accept: '*/*', accept_language: '*' }, 'no_language'],
  ['any language, by weight', { accept: '*/*', accept_language: '*;q=0.5' }, 'no_language'],
  ['an empty language', { accept: '*/*', accept_language: '' }, 'no_language'],
  ['a browser that takes any language besides its own', { accept: '*/*', accept_language: 'fr, *;q=0.5' }, null],
  ['Chromium without a language, as its headless mode was', { agent: chrome, accept_language: undefined }, 'no_language'],
  ['Chromium with any language', { agent: chrome, accept_language: '*' }, 'no_language'],
  ['Chromium with a language', { agent: chrome, accept: '*/*', accept_language: 'de' }, null],
  ['the view of an application, without a language', { agent: `${android}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/140.0 Mobile Safari/537.36`, accept_language: undefined }, null],
  ['the view of an older application, without a language', { agent: `${android}) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/30.0 Mobile Safari/537.36`, accept_language: undefined }, null],
  ['a view that names no version, without a language', { agent: `${android}; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36`, accept_language: undefined }, null],
  ['a telephone of Apple’s without a language', { agent: phone, accept_language: undefined }, null],
  ['a purpose of several words, in capitals', { purpose: 'anonymous-client-ip, PRERENDER' }, 'prefetch'],
  ['a purpose that such a word is part of', { purpose: 'unprefetch' }, null],
  ['a purpose that goes on', { purpose: 'previewed' }, null],
  ['a purpose that is none of these', { purpose: 'navigation' }, null],
  ['LinkedIn', { agent: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)' }, 'preview_robot'],
  ['X', { agent: 'Twitterbot/1.0' }, 'preview_robot'],
  ['Facebook', { agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)' }, 'preview_robot'],
  ['WhatsApp', { agent: 'WhatsApp/2.23.20.0 A' }, 'preview_robot'],
  ['Slack', { agent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }, 'preview_robot'],
  ['Mastodon', { agent: 'Mastodon/4.3.1 (http.rb/5.2.0; +https://mastodon.social/)' }, 'preview_robot'],
  ['an older Mastodon', { agent: 'http.rb/5.1.1 (Mastodon/4.2.0; +https://piaille.fr/)' }, 'preview_robot'],
  ['Bluesky', { agent: 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)' }, 'preview_robot'],
  ['Teams', { agent: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com' }, 'preview_robot'],
  ['a search engine that gives no address', { agent: 'Googlebot/2.1' }, 'robot'],
  ['a search engine', { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }, 'robot'],
  ['curl', { agent: 'curl/8.5.0' }, 'robot'],
  ['a library', { agent: 'python-requests/2.32' }, 'robot'],
  ['Node', { agent: 'node' }, 'robot'],
  ['a headless browser', { agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0 Safari/537.36' }, 'robot'],
  ['a probe for a weakness', { agent: '${jndi:ldap://a.example}' }, 'probe'],
  ['a library that the public list does not know', { agent: 'axios (Linux x86_64; build 4)' }, 'tool'],
  ['a library that asks as a picture does', { agent: 'axios (Linux x86_64; build 4)', purpose: 'no-cors' }, 'tool'],
  ['somebody to write to', { agent: 'Somebody (a@b.co)' }, 'contact'],
  ['what drives a browser', { agent: `${firefox} webdriver` }, 'headless'],
  ['no agent', { agent: '' }, 'empty_agent'],
  ['blanks for an agent', { agent: '  ' }, 'empty_agent'],
  ['a dash for an agent', { agent: '-' }, 'empty_agent'],
  ['Outlook', { agent: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17928; Pro)' }, 'mail_scanner'],
  ['a mail gateway', { agent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }, 'mail_scanner'],
  ['a mail gateway that says no language', { agent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)', accept: '*/*', accept_language: undefined }, 'mail_scanner'],
  ['a scanner that names a browser', { accept: '*/*', accept_language: undefined }, 'no_language'],
  ['a browser of another name that says neither', { agent: 'Opera/9.80 (Windows NT 6.1; U; fr) Presto/2.12.388 Version/12.18', accept: '*/*', accept_language: undefined }, null],
  ['a scanner that takes nothing', { accept: undefined, accept_language: undefined }, 'no_language'],
  ['a system that does not exist', { agent: 'Mozilla/5.0 (Windows NT 11.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' }, 'impossible_agent'],
  ['two systems at once', { agent: 'Mozilla/5.0 (iPhone; Windows NT 10.0) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1' }, 'impossible_agent'],
  ['a version of another century', { agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/999.0.0.0 Safari/537.36' }, 'impossible_agent'],
  ['a name with nothing behind it', { agent: 'Mozilla/5.0 Chrome/140.0.0.0' }, 'impossible_agent'],
  ['a listed network', { ip: '198.51.100.77' }, 'listed_network'],
  ['a listed network of IPv6', { ip: '2001:db8::77' }, 'listed_network'],
  ['the sharer', { ip: '192.0.2.1' }, 'sharer'],
  ['a colleague of the sharer with another browser', { ip: '192.0.2.1', agent: phone }, null],
  ['the sharer’s browser somewhere else', { ip: '192.0.2.2' }, null],
  ['the sharer on another’s link', { ip: '192.0.2.1', link: { ...link, sharer_id: 'other' } }, null],
  ['the sharer once anonymous', { ip: '192.0.2.1', link: { ...link, sharer_id: null } }, null],
]

describe('a hit', () => {
  test.each(cases)('of %s', (_name, change, reason) => {
    expect(judge(visit(change), knowledge()).reason).toBe(reason)
  })

  test('has a visitor only when nothing else told it apart', () => {
    const click = judge(visit(), knowledge())
    expect(click).toEqual({ reason: null, visitor: visitorOf(salt, 'link', { ip: '203.0.113.9', agent: firefox }) })
    expect(click.visitor).toHaveLength(8)
    expect(judge(visit({ agent: 'curl/8' }), knowledge()).visitor).toBeNull()
  })
})

describe('visits again', () => {
  const times = (visits: { after: number; change?: Partial<Visit> }[]) => {
    const known = knowledge()
    let at = 1_000_000
    return visits.map(({ after, change }) => judge(visit({ ...change, at: (at += after) }), known).reason)
  }

  test.each([
    ['at once', [{ after: 0 }, { after: 50 }], [null, 'repeat']],
    ['just within the same visit', [{ after: 0 }, { after: sameVisit - 1 }], [null, 'repeat']],
    ['after it', [{ after: 0 }, { after: sameVisit }], [null, null]],
    ['the next hour', [{ after: 0 }, { after: 3_600_000 }], [null, null]],
    ['by another visitor', [{ after: 0 }, { after: 50, change: { ip: '203.0.113.10' } }], [null, null]],
    ['on another link', [{ after: 0 }, { after: 50, change: { link: { ...link, id: 'other' } } }], [null, null]],
    ['again and again, where what was left out renews nothing', [{ after: 0 }, { after: sameVisit - 1_000 }, { after: sameVisit - 1_000 }, { after: sameVisit - 1_000 }], [null, 'repeat', null, 'repeat']],
    ['at once, after the minute of the one before', [{ after: 0 }, { after: 57_000 }, { after: 4_000 }, { after: 1_000 }], [null, null, 'repeat', null]],
    ['across the turn of the minute', [{ after: 0 }, { after: 59_995, change: { ip: '203.0.113.10' } }, { after: 1_000, change: { ip: '203.0.113.10' } }], [null, null, 'repeat']],
    ['while the clock jumps back', [{ after: 0 }, { after: -4_000 }], [null, 'repeat']],
    ['a minute after the fifth, while others come', [...Array.from({ length: 5 }, () => ({ after: 12_000 })), { after: 12_000, change: { ip: '203.0.113.10' } }, { after: 48_000 }], [null, null, null, null, null, null, null]],
    ['after the clock jumped back by a day', [{ after: 0 }, { after: -86_400_000 }], [null, null]],
  ])('%s', (_name, visits, reasons) => {
    expect(times(visits)).toEqual(reasons)
  })

  test('every eleven seconds count five times a minute, and a minute begins with the first that counts', () => {
    const minuteOfVisits = [...Array.from({ length: visitsPerMinute }, () => null), 'burst']
    const reasons = times(Array.from({ length: 18 }, () => ({ after: 11_000 })))
    expect(reasons).toEqual([...minuteOfVisits, ...minuteOfVisits, ...minuteOfVisits])
  })

  test.each([12_000, 50_000])('every %d milliseconds all day are people’s who share an address and a browser’s name', (after) => {
    expect(times(Array.from({ length: 480 }, () => ({ after }))).filter((reason) => reason !== null)).toEqual([])
  })

  describe('from one address, each with another agent,', () => {
    const named = (index: number) => ({ agent: `${firefox} ${index}` })
    const crowd = (count: number, after: number, change: (index: number) => Partial<Visit> = named) =>
      times(Array.from({ length: count }, (_, index) => ({ after, change: change(index) }))).filter((reason) => reason === null).length

    test.each([
      ['at once', 107, 10, named, visitorsPerAddress],
      ['a second apart, for two minutes', 120, 1_000, named, 2 * visitorsPerAddress],
      ['five seconds apart, all day', 480, 5_000, named, 480],
      ['four seconds apart, for ten minutes', 150, 4_000, named, 10 * visitorsPerAddress],
      ['as many as people may be', visitorsPerAddress, 10, named, visitorsPerAddress],
      ['ten seconds apart', 107, 10_000, named, 107],
      ['on as many links', 107, 10, (index: number) => ({ ...named(index), link: { ...link, id: String(index) } }), 107],
      ['in one network of IPv6', 107, 10, (index: number) => ({ ...named(index), ip: `2001:67c:1::${index.toString(16)}` }), visitorsPerAddress],
      ['in as many networks of IPv6', 107, 10, (index: number) => ({ ...named(index), ip: `2001:67c:1:${index.toString(16)}::1` }), 107],
    ] as const)('%s', (_name, count, after, change, clicks) => { expect(crowd(count, after, change)).toBe(clicks) })

    test('twelve of the next minute count, and of each after it, however many were left out before', () => {
      const reasons = times(Array.from({ length: 300 }, (_, index) => ({ after: 1_000, change: named(index) })))
      const minutes = Array.from({ length: 5 }, (_, index) => reasons.slice(index * 60, index * 60 + 60))
      for (const minute of minutes) expect(minute.map((reason) => reason === null)).toEqual(Array.from({ length: 60 }, (_, second) => second < visitorsPerAddress))
    })

    test('colleagues count again in the minute after a rush, one by one', () => {
      const rush = Array.from({ length: 20 }, (_, index) => ({ after: 3_000, change: named(index) }))
      const reasons = times([...rush, ...Array.from({ length: 480 }, (_, index) => ({ after: 50_000, change: named(100 + index) }))])
      expect(reasons.slice(0, 20).filter((reason) => reason === null)).toHaveLength(visitorsPerAddress)
      expect(reasons.slice(20).filter((reason) => reason !== null)).toEqual([])
    })

    test('the minute of an address goes on while others come', () => {
      const other = { ip: '203.0.113.200' }
      const reasons = times([
        { after: 0, change: other }, ...Array.from({ length: visitorsPerAddress + 1 }, (_, index) => ({ after: index === 0 ? 50_000 : 0, change: named(index) })),
        { after: 10_000, change: other }, { after: 49_999, change: named(200) }, { after: 1, change: named(201) },
      ])
      expect(reasons).toEqual([null, ...Array.from({ length: visitorsPerAddress }, () => null), 'crowd', null, 'crowd', null])
    })
  })

  test('are remembered for as many visitors as fit, and the latest of more', () => {
    const burst = createBurst()
    const key = (visitor: number) => fingerprint(String(visitor))
    let bursts = 0
    for (let visitor = 0; visitor < 900_000; visitor++) bursts += burst.again(key(visitor), 1_000 + Math.floor(visitor / 1_000)) ? 1 : 0
    expect(bursts).toBe(0)
    const again = (first: number) => Array.from({ length: 1_000 }, (_, index) => burst.again(key(first + index), 2_000)).filter(Boolean).length
    expect(again(899_000)).toBe(1_000)
    expect(again(800_000)).toBeGreaterThan(950)
    expect(again(0)).toBeLessThan(200)
  })
})
