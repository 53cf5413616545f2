import type { PastRequest } from '#room/links'
import { momentAfter, type Day } from './calendar.ts'
import type { Dice } from './dice.ts'

/** What people browse with. */
const browsers = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
] as const

interface Robot { agent: string; method?: string; least: number; most: number }

/** Who fetches a link that was posted on a network, before anybody follows it. */
const robotsOf: Readonly<Record<string, readonly Robot[]>> = {
  linkedin: [{ agent: 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)', least: 1, most: 3 }],
  x: [{ agent: 'Twitterbot/1.0', least: 1, most: 1 }, { agent: browsers[2], method: 'HEAD', least: 2, most: 3 }],
  facebook: [{ agent: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', least: 1, most: 2 }],
  threads: [{ agent: 'facebookexternalhit/1.1', least: 1, most: 1 }],
  bluesky: [{ agent: 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)', least: 1, most: 1 }],
  mastodon: [{ agent: 'Mastodon/4.5.1 (http.rb/5.3.1; +https://instance.demonstration.invalid/) Bot', least: 6, most: 22 }],
  whatsapp: [{ agent: 'WhatsApp/2.25.9 A', least: 1, most: 1 }],
}

const crawler = 'Mozilla/5.0 (compatible; IndexerBot/2.1; +https://indexer.demonstration.invalid/bot)'
const mailProgram = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19127; Pro)'

/** How many humans a share brings on each network, on average, before the sharer's reach and the content's pull. */
const meanClicks: Readonly<Record<string, number>> = { linkedin: 5.2, x: 2.2, facebook: 3.4, threads: 1.4, bluesky: 2.6, mastodon: 2.4, whatsapp: 3.1, email: 2.5 }

export interface SharedLink { link_id: string; network: string; at: number; reach: number; pull: number; language: 'fr' | 'en' }

const visitorAddress = (dice: Dice) => `10.${dice.below(256)}.${dice.below(256)}.${1 + dice.below(254)}`

const human = (dice: Dice, link: SharedLink, at: number): PastRequest =>
  ({ link_id: link.link_id, at: new Date(at), ip: visitorAddress(dice), agent: dice.one(browsers), accept_language: dice.chance(0.85) ? (link.language === 'fr' ? 'fr-FR,fr;q=0.9' : 'en-GB,en;q=0.9') : 'de-DE,de;q=0.8' })

/** Requests that are no clicks, each for its own reason. */
const robots = (dice: Dice, link: SharedLink, now: number): PastRequest[] => {
  const requests: PastRequest[] = []
  const add = (delay_ms: number, request: Partial<PastRequest>) => {
    const at = link.at + delay_ms
    if (at < now) requests.push({ ...human(dice, link, at), ...request })
  }
  for (const { agent, method, least, most } of robotsOf[link.network] ?? []) {
    for (let left = least + dice.below(most - least + 1); left > 0; left -= 1) add(dice.between(500, 90_000), { agent, method: method ?? 'GET', accept: '*/*', accept_language: undefined })
  }
  // scanners that open what a mail holds: they name themselves, or borrow a browser's name and ask like a program
  if (link.network === 'email' || dice.chance(0.06)) {
    const after = dice.between(2_000, 600_000)
    add(after, { agent: after % 3 < 1 ? mailProgram : browsers[2], accept: '*/*', accept_language: undefined })
  }
  if (dice.chance(0.12)) add(dice.between(3_600_000, 400_000_000), { agent: crawler })
  if (dice.chance(0.07)) add(dice.between(60_000, 90_000_000), { agent: '' })
  if (dice.chance(0.09)) {
    const after = dice.between(60_000, 90_000_000)
    add(after, { purpose: after % 3 < 1 ? 'no-cors' : 'prefetch' })
  }
  if (dice.chance(0.3)) add(dice.between(20_000, 600_000), { own: true })
  if (dice.chance(0.03)) add(dice.between(60_000, 9_000_000), { listed: true })
  return requests
}

/** Everything that was asked of a share's link up to now: humans over the days that follow, robots at once. */
export const requestsOf = (dice: Dice, days: readonly Day[], link: SharedLink, now: number): PastRequest[] => {
  const requests = robots(dice, link, now)
  const wanted = dice.times((meanClicks[link.network] ?? 2) * link.reach * link.pull * dice.spread(0.5))
  for (let visits = 0; visits < wanted; visits += 1) {
    const at = momentAfter(dice, days, link.at + 30_000, link.pull > 4 ? 2 : 0.9, now)
    if (at === null) continue
    const visit = human(dice, link, at)
    requests.push(visit)
    // a double click, a reload
    if (dice.chance(0.06)) requests.push({ ...visit, at: new Date(at + dice.between(300, 6_000)) })
  }
  return requests
}

/** Somebody still finds a link that has been ended. */
export const lateRequests = (dice: Dice, link: SharedLink, now: number): PastRequest[] =>
  Array.from({ length: 1 + dice.below(3) }, () => human(dice, link, now - dice.between(3_600_000, 20 * 86_400_000)))
