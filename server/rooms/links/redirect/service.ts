import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import type { Logger } from 'pino'
import type { Clients } from '#kit/clients'
import type { Clock } from '#kit/clock'
import { isProbe, pathOf } from '#kit/http/base-path'
import type { DayKeys } from '../day-keys.ts'
import { networksOf } from '#kit/networks'
import { seedsOf } from '../origin.ts'
import { agentLimit } from '../pipeline/agent.ts'
import { createBurst } from '../pipeline/burst.ts'
import { createScanners } from '../pipeline/scanner.ts'
import type { Visit } from '../pipeline/visit.ts'
import { addLosses, addOrphans } from '../queries/redirect.ts'
import { dropReasons, isLinkPath, isOwnSlug, linkAddress, placesOfLinks } from '../rules.ts'
import { sendCard, sendRedirect } from './answers.ts'
import { askPath, createAsk } from './ask.ts'
import { createCards } from './cards.ts'
import { createChosen } from './chosen.ts'
import { readHeaders, readHost } from './headers.ts'
import { createHosts, isLoopback } from './hosts.ts'
import { createHouses, type HouseStatements } from './houses.ts'
import { createLane } from './lane.ts'
import { createLedger, type LedgerState } from './ledger.ts'
import { listen } from './listener.ts'
import { createLookup, type KnownLink } from './lookup.ts'
import { createMetrics } from './metrics.ts'
import { createRefusals } from './refusals.ts'
import { createTally, tellGrowth } from './tally.ts'
import { createCalendar } from './today.ts'
import { serve, type Stations } from './way.ts'

export interface RedirectOptions {
  /** As the role `links`. */
  connection: pg.ClientConfig
  log: Logger
  clock: Clock
  /** Read anew for each request: addresses may be known only once the server listens. */
  settings: () => { base_url: string; links_base_url: string | null }
  clients: Clients
  /** Where hits wait for the database; each process has a folder of its own in it. */
  journal: { folder: string; limit_bytes: number; hold_ms?: number }
  /** The installation's key for slugs. */
  slug_key: Buffer
  /** What the salts of days are completed with. */
  day_keys: DayKeys
  /** What the origins of clicks are made with. */
  origin_key: Buffer
  /** Links kept in memory, some 600 octets each: between so many and twice as many. */
  links_in_memory?: number
  /** Networks whose visits are no clicks: addresses, CIDR. */
  listed_networks?: readonly string[]
  /** Statements that give name and colour of an organisation, and of the only one where there is just one. */
  house_statements: HouseStatements
}

export interface RedirectService {
  /** Answers `/l/<slug>`, on an organisation's own host `/<slug>` too, and refuses hosts that are nobody's; a listener for node:http. */
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Whether a request is for `handle`, in a process that serves the web application beside it. */
  takes: (request: IncomingMessage) => boolean
  /** Whether links that are known are answered and their hits kept: for readiness. */
  ready: () => boolean
  readonly state: RedirectState
  readonly metrics: Registry
  /** Stores what was received, then lets go of the database. */
  close: () => Promise<void>
}

/** How the service is, for those who watch it. */
export interface RedirectState extends LedgerState {
  /** Whether the database can be reached; without it, links that are not in memory are answered by 503. */
  database: boolean
  /** Requests that were answered, since the process began, although their hits could not be stored. */
  lost: number
  /** For how long the oldest stored hits have waited for the rollups, asked every five seconds. */
  oldest_batch_seconds: number
  /** Hosts of organisations; null until the database has told them. */
  domains: number | null
}

/** What could not be stored is rare, and its count all that is left of it: it is written down nearly at once. */
const lossesWritten_ms = 100

const isAsk = (request: IncomingMessage): boolean => request.url?.startsWith(askPath) === true && pathOf(request) === askPath

export const redirectService = ({ connection, log, clock, settings, clients, journal, slug_key, day_keys, origin_key, links_in_memory = 250_000, listed_networks = [], house_statements }: RedirectOptions): RedirectService => {
  const milliseconds = () => clock().getTime()
  // what is remembered for a while must not be remembered for hours because the clock was set back
  const passed = () => performance.now()
  // the promise of durability must not depend on how the database is set
  const durable = { ...connection, options: `${connection.options ?? ''} -c synchronous_commit=on` }
  const reading = createLane({ connection, name: 'links look-up', log })
  const ledger = createLedger({ connection: durable, log, ...journal, lost: (hits, at) => { losses.count(at, hits) } })
  const chosen = createChosen(reading)
  const lookup = createLookup({ lane: reading, passed, isOurs: (slug) => isOwnSlug(slug_key, slug), isChosen: chosen.has, capacity: links_in_memory, webUrl: () => settings().base_url })
  const cards = createCards(reading)
  const calendar = createCalendar({ lane: reading, keys: day_keys, clock: milliseconds, log })
  const orphans = createTally(reading, addOrphans, 2_000)
  const losses = createTally(reading, addLosses, lossesWritten_ms)
  const lossesTold = tellGrowth(losses, log, 'hits could not be stored')
  const houses = createHouses(reading, house_statements, passed)
  const places = placesOfLinks(settings())
  const hosts = createHosts({ lane: reading, settings })
  const ask = createAsk(hosts, clients.isTrusted, passed)
  let oldest_batch_seconds = 0
  const state = (): RedirectState => ({ ...ledger.state, oldest_batch_seconds, database: reading.up, lost: losses.total, domains: hosts.count })
  const metrics = createMetrics(state)
  const listener = listen({ connection, log, changed: (slug) => { lookup.forget(slug); cards.forget(slug) }, seen: calendar.heard,
    domains: () => { hosts.refresh(); cards.forgetAll() }, chosen: (slug) => { chosen.heard(slug); lookup.forget(slug) }, waited: (seconds) => { oldest_batch_seconds = seconds },
    missed: () => { chosen.doubt(); houses.learn(); hosts.refresh(); lookup.doubtAll(); cards.forgetAll(); calendar.doubt() } })
  houses.learn()
  hosts.refresh()

  const visitOf = (request: IncomingMessage, link: KnownLink, at: number): Visit => {
    const said = readHeaders(request.rawHeaders)
    return {
      method: request.method ?? 'GET', link, at,
      agent: (said.agent ?? '').slice(0, agentLimit),
      ip: clients.addressOf(request.socket.remoteAddress, said.forwarded),
      purpose: said.sec_purpose ?? said.purpose,
      accept: said.accept, accept_language: said.accept_language,
    }
  }

  const showCard = (response: ServerResponse, slug: string, link: KnownLink) => {
    const { base_url } = settings()
    const addressOn = (host: string | null) => linkAddress(settings(), slug, host !== null && hosts.serves(host, link.organisation_id) ? host : null)
    cards.show(slug, link, addressOn, base_url).then((page) => {
      metrics.answered('card')
      sendCard(response, page)
    }, () => {
      // what the target says of itself is a better card than an error, which some networks remember for days
      metrics.answered('redirect')
      sendRedirect(response, link.headers)
    })
  }

  const refusals = createRefusals(houses, metrics)
  const stations: Stations = {
    clock: milliseconds, places, slug_key, lookup, visitOf, calendar, seedOf: seedsOf(origin_key), ledger, losses, orphans, metrics, refusals, showCard,
    known: { burst: createBurst(), scanners: createScanners(), isListed: networksOf(listed_networks), amend: ({ visitor, at }) => { ledger.amend(visitor, at, dropReasons.many_links) } },
  }

  return {
    handle(request, response) {
      const place = hosts.of(readHost(request.rawHeaders))
      if (isAsk(request)) ask(request, response)
      else if (place.whose === 'everybody') serve(stations, request, response, null)
      else if (place.whose === 'organisation') serve(stations, request, response, place.organisation_id)
      else if (place.whose === 'unsure') refusals.unavailable(request, response, null)
      else refusals.misdirected(request, response)
    },
    takes(request) {
      if (isLinkPath(request.url, places) || isAsk(request)) return true
      if (isProbe(request)) return false
      const { whose } = hosts.of(readHost(request.rawHeaders))
      // at home, before an address was set, the application is opened by whatever name the machine has
      return whose === 'organisation' || (whose !== 'everybody' && !isLoopback(new URL(settings().base_url).hostname))
    },
    // what never reached the database has nothing in memory that it could answer
    ready: () => hosts.count !== null && (reading.up || ledger.state.trouble === null),
    get state() { return state() },
    metrics: metrics.registry,
    async close() {
      calendar.close()
      hosts.close()
      chosen.close()
      reading.hurry()
      await Promise.all([ledger.close(), listener.close()])
      await Promise.all([orphans.close(), lossesTold.close()])
      await reading.close()
    },
  }
}
