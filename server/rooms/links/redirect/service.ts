import { randomUUIDv7 } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type pg from 'pg'
import type { Registry } from 'prom-client'
import type { Logger } from 'pino'
import type { Clock } from '#kit/clock'
import { preferredLanguage } from '#kit/http/reader'
import { clientAddress, networksOf } from '../networks.ts'
import { judge } from '../pipeline/index.ts'
import { agentLimit } from '../pipeline/agent.ts'
import { createBurst } from '../pipeline/burst.ts'
import { isPreviewRobot } from '../pipeline/preview-robot.ts'
import type { Visit } from '../pipeline/visit.ts'
import { dropReasons, linkAddress, slugOf } from '../rules.ts'
import { sendCard, sendNotAllowed, sendNotFound, sendRedirect, sendUnavailable } from './answers.ts'
import { createCards } from './cards.ts'
import { createHouses } from './houses.ts'
import { createLane } from './lane.ts'
import { createLedger } from './ledger.ts'
import { listen } from './listener.ts'
import { createLookup, type KnownLink } from './lookup.ts'
import { createMetrics } from './metrics.ts'
import { createOrphans } from './orphans.ts'
import type { House } from './pages.ts'
import { createCalendar, type Today } from './today.ts'

export interface RedirectOptions {
  /** As the role `links`. */
  connection: pg.ClientConfig
  log: Logger
  clock: Clock
  /** Read anew for each request: addresses may be known only once the server listens. */
  settings: () => { base_url: string; links_base_url: string | null; trusted_proxies: readonly string[] }
  /** Networks whose visits are no clicks: addresses, CIDR. */
  listed_networks?: readonly string[]
  /** An organisation's colours; for null, those of the only organisation, if there is just one. */
  house?: (organisation_id: string | null) => Promise<House | null>
}

export interface RedirectService {
  /** Answers `/l/<slug>`; a listener for node:http. */
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Whether the database can be reached: for readiness. */
  ready: () => boolean
  readonly metrics: Registry
  /** Stores what was received, then lets go of the database. */
  close: () => Promise<void>
}

const header = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(',') : value)

export const redirectService = ({ connection, log, clock, settings, listed_networks = [], house = async () => null }: RedirectOptions): RedirectService => {
  const milliseconds = () => clock().getTime()
  // the promise of durability must not depend on how the database is set
  const durable = { ...connection, options: `${connection.options ?? ''} -c synchronous_commit=on` }
  const writing = createLane({ connection: durable, name: 'links ledger', log })
  const reading = createLane({ connection, name: 'links look-up', log })
  const ledger = createLedger(writing, log)
  const lookup = createLookup(reading, milliseconds)
  const cards = createCards(reading)
  const calendar = createCalendar(reading, milliseconds)
  const orphans = createOrphans(reading)
  const houses = createHouses(house, milliseconds)
  const metrics = createMetrics(ledger.stored)
  const burst = createBurst()
  const isListed = networksOf(listed_networks)
  const isTrusted = networksOf(settings().trusted_proxies)
  const listener = listen({ connection, log, changed: (slug) => { lookup.forget(slug); cards.forget(slug) }, seen: calendar.heard,
    missed: () => { lookup.forgetAll(); cards.forgetAll(); calendar.forget() } })

  const visitOf = (request: IncomingMessage, link: KnownLink, at: number): Visit => {
    const { headers } = request
    return {
      method: request.method ?? 'GET', link, at,
      agent: (headers['user-agent'] ?? '').slice(0, agentLimit),
      ip: clientAddress(request.socket.remoteAddress ?? '', header(headers['x-forwarded-for']), isTrusted),
      purpose: header(headers['sec-purpose'] ?? headers.purpose ?? headers['x-moz']),
      accept: headers.accept, accept_language: headers['accept-language'],
    }
  }

  const languageOf = (request: IncomingMessage) => preferredLanguage(request.headers['accept-language'])

  const missing = (request: IncomingMessage, response: ServerResponse, organisation_id: string | null) => {
    metrics.answered('not_found')
    houses(organisation_id, (colours) => { sendNotFound(response, languageOf(request), colours) })
  }

  const unavailable = (request: IncomingMessage, response: ServerResponse, organisation_id: string | null) => {
    metrics.answered('unavailable')
    houses(organisation_id, (colours) => { sendUnavailable(response, languageOf(request), colours) })
  }

  /** The hit is stored: now the answer may leave. */
  const answer = (request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink) => {
    if (link.removed) {
      missing(request, response, link.organisation_id)
      return
    }
    if (!isPreviewRobot(request.headers['user-agent'] ?? '')) {
      metrics.answered('redirect')
      sendRedirect(response, link.headers)
      return
    }
    const { base_url } = settings()
    cards.show(slug, link, linkAddress(settings(), slug), base_url).then((page) => {
      metrics.answered('card')
      sendCard(response, page)
    }, () => { unavailable(request, response, link.organisation_id) })
  }

  const visit = (request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink, { salt, marks }: Today, at: number) => {
    const { reason, visitor } = judge(visitOf(request, link, at), { salt, burst, isListed, marksOf: (member_id) => marks.get(member_id) })
    const hit = {
      id: randomUUIDv7(), organisation_id: link.organisation_id, link_id: link.id, at: new Date(at).toISOString(),
      reason: reason === null ? null : dropReasons[reason], visitor,
    }
    ledger.record(hit, (stored) => {
      if (stored) {
        metrics.judged(reason)
        answer(request, response, slug, link)
        return
      }
      if (visitor !== null) burst.forget(visitor)
      unavailable(request, response, link.organisation_id)
    })
  }

  const arrive = (request: IncomingMessage, response: ServerResponse, slug: string, link: KnownLink | null, at: number) => {
    if (link === null) {
      orphans.count(at)
      missing(request, response, null)
      return
    }
    const today = calendar.at(at)
    if (!(today instanceof Promise)) visit(request, response, slug, link, today, at)
    else today.then((day) => { visit(request, response, slug, link, day, at) }, () => { unavailable(request, response, link.organisation_id) })
  }

  return {
    handle(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        sendNotAllowed(response)
        return
      }
      const at = milliseconds()
      const slug = slugOf(request.url ?? '')
      if (slug === null) {
        arrive(request, response, '', null, at)
        return
      }
      const link = lookup.known(slug)
      if (link !== undefined) arrive(request, response, slug, link, at)
      else lookup.find(slug).then((found) => { arrive(request, response, slug, found, at) }, () => { unavailable(request, response, null) })
    },
    ready: () => writing.up && reading.up,
    metrics: metrics.registry,
    async close() {
      calendar.close()
      await ledger.close()
      await orphans.close()
      await Promise.all([writing.close(), reading.close(), listener.close()])
    },
  }
}
