import type { IncomingMessage, ServerResponse } from 'node:http'
import { originOf, type DaySeed } from '../origin.ts'
import { judge } from '../pipeline/index.ts'
import { readAgent } from '../pipeline/agent.ts'
import type { Knowledge, Visit } from '../pipeline/visit.ts'
import { dropReasons, isLinkPath, isOwnSlug, slugOf, type DropReason } from '../rules.ts'
import { isWord } from '../slugs.ts'
import { sendNotAllowed, sendRedirect, sendRobots } from './answers.ts'
import type { Today } from './days.ts'
import type { Ledger } from './ledger.ts'
import type { KnownLink, Lookup } from './lookup.ts'
import type { RedirectMetrics } from './metrics.ts'
import type { Refusals } from './refusals.ts'
import type { Tally } from './tally.ts'
import type { Calendar } from './today.ts'

/** What the way of a click leads past, from the request to the answer. */
export interface Stations {
  clock: () => number
  /** What links begin with on the installation's own hosts. */
  places: readonly string[]
  slug_key: Buffer
  lookup: Lookup
  visitOf: (request: IncomingMessage, link: KnownLink, at: number) => Visit
  calendar: Calendar
  /** What origins of clicks of a day are made with. */
  seedOf: (day: string) => DaySeed
  known: Omit<Knowledge, 'salt' | 'marksOf'>
  ledger: Ledger
  losses: Tally
  orphans: Tally
  metrics: RedirectMetrics
  refusals: Refusals
  showCard: (response: ServerResponse, slug: string, link: KnownLink) => void
}

/** 1. A request on a host that links are served on: everybody's, or those of one organisation (`house`). Its link is in memory, or asked for. */
export const serve = (stations: Stations, request: IncomingMessage, response: ServerResponse, house: string | null): void => {
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendNotAllowed(response)
  const at = stations.clock()
  const slug = slugOf(request.url ?? '', house !== null, stations.places)
  if (slug === null && request.url === '/robots.txt') return sendRobots(response, house === null ? '/l/' : '/')
  if (slug === null) return arrive(stations, request, response, '', null, at, house)
  const link = stations.lookup.known(slug)
  if (link) return arrive(stations, request, response, slug, link, at, house)
  findSpelt(stations, slug).then((found) => { arrive(stations, request, response, found.slug, found.link, at, house) }, () => { stations.refusals.unavailable(request, response, house) })
}

const look = async ({ lookup }: Stations, slug: string): Promise<KnownLink | null> => {
  const known = lookup.known(slug)
  return known === undefined ? lookup.find(slug) : known
}

/** A word on a poster is typed in any case; a slug that was drawn is what it is. */
const findSpelt = async (stations: Stations, slug: string): Promise<{ slug: string; link: KnownLink | null }> => {
  const plain = slug.toLowerCase()
  if (plain !== slug && isWord(plain)) return { slug: plain, link: await look(stations, plain) }
  const link = await look(stations, slug)
  return link !== null || plain === slug || isOwnSlug(stations.slug_key, slug) ? { slug, link } : { slug: plain, link: await look(stations, plain) }
}

/** 2. There is such a link, and it is this organisation's where its own host was asked; and what tells the visitors of the day apart is there. */
const arrive = (stations: Stations, request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink | null, at: number, house: string | null): void => {
  if (link === null || (house !== null && link.organisation_id !== house)) {
    if (slug !== '' || isLinkPath(request.url, stations.places)) stations.orphans.count(at)
    return stations.refusals.missing(request, response, house)
  }
  const today = stations.calendar.at(at)
  if (!(today instanceof Promise)) return visit(stations, request, response, slug, link, today, at)
  void today.then((day) => { visit(stations, request, response, slug, link, day, at) })
}

/** 3. It is judged, and the hit made durable, or counted as lost: only then may the answer leave. */
const visit = (stations: Stations, request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink, { day, salt, marks }: Today, at: number): void => {
  const asked = stations.visitOf(request, link, at)
  const { verdict, program } = readAgent(asked.agent)
  const { reason, visitor } = judge(asked, { ...stations.known, salt, marksOf: (member_id) => marks.get(member_id) })
  const origin = reason === null ? originOf(stations.seedOf(day), link.number, asked.ip, program) : null
  stations.ledger.record(link.head, at, reason === null ? null : dropReasons[reason], visitor, origin, (durable) => {
    if (durable) stations.metrics.judged(reason)
    else stations.losses.count(at)
    answer(stations, request, response, slug, link, verdict)
  })
}

/** 4. On to where the link leads; a network's robot is shown the card of what is there. */
const answer = (stations: Stations, request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink, verdict: DropReason | null): void => {
  if (link.removed) return stations.refusals.removed(request, response, link.organisation_id)
  if (verdict === 'preview_robot') return stations.showCard(response, slug, link)
  stations.metrics.answered('redirect')
  sendRedirect(response, link.headers)
}
