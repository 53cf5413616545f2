import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '@portevoix/contract/shapes'
import type { Clients } from '#kit/clients'
import type { Actor, Kit } from '#kit/context'
import { notFound, problem } from '#kit/problem'
import { atOneMoment, within } from '#kit/within'
import type { Request, Session } from '#kit/http/request'

/** Who knows who is asking; the room people fulfils it. */
export interface Doorkeeper {
  session(kit: Kit, headers: Headers): Promise<Session | null>
  /** The member that an identity is in an organisation, or null where it is none or was suspended. */
  actor(kit: Kit, session: Session, organisation_id: string): Promise<Actor | null>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The language a browser asks for first, among ours. */
export const preferredLanguage = (accept: string | undefined): Language => {
  const ranked = (accept ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
    return { tag: tag.toLowerCase().slice(0, 2), quality: quality === undefined ? 1 : Number(quality) }
  }).sort((one, other) => other.quality - one.quality)
  const first = ranked.find(({ tag }) => tag === 'fr' || tag === 'en')
  return first?.tag === 'en' ? 'en' : 'fr'
}

const toHeaders = (raw: FastifyRequest['headers']): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value === 'string') headers.set(name, value)
    else value?.forEach((one) => { headers.append(name, one) })
  }
  return headers
}

/**
 * A change must come from our own pages: browsers say where a request comes from, and programs say nothing. Held without a
 * cookie too: what another site asks before anybody is signed in could sign a visitor in as somebody else.
 */
const refuseOtherOrigins = (request: FastifyRequest, own_origin: string): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const same_host = origin !== undefined && URL.canParse(origin) && new URL(origin).host === request.headers.host
  const is_foreign = (origin !== undefined && origin !== own_origin && !same_host) || (site !== undefined && site !== 'same-origin' && site !== 'none')
  if (is_foreign) problem(403, 'other_origin')
}

/** Reads from a raw request what handlers work with. */
export const requestReader = (kit: Kit, doorkeeper: Doorkeeper, clients: Clients) => {
  const own_origin = new URL(kit.settings.base_url).origin
  const language = (request: FastifyRequest): Language => preferredLanguage(request.headers['portevoix-language']?.toString() ?? request.headers['accept-language'])
  return {
    language,
    async request(raw: FastifyRequest, reply: FastifyReply): Promise<Request> {
      refuseOtherOrigins(raw, own_origin)
      const headers = toHeaders(raw.headers)
      const session = raw.headers.cookie ? await doorkeeper.session(kit, headers) : null
      const named = raw.headers['portevoix-organisation']?.toString() ?? null
      const organisation_id = named !== null && uuid.test(named) ? named.toLowerCase() : null
      const actor = session && organisation_id ? await doorkeeper.actor(kit, session, organisation_id) : null
      return {
        kit, headers, session, actor, organisation_id: actor ? organisation_id : null,
        request_id: raw.id,
        raw,
        ip: clients.addressOf(raw.raw.socket.remoteAddress, raw.headers['x-forwarded-for']?.toString()),
        agent: raw.headers['user-agent'] ?? '',
        language: actor?.language ?? session?.language ?? language(raw),
        answerHeader: (name, value) => {
          const before = reply.getHeader(name)
          void reply.header(name, name === 'set-cookie' && before !== undefined ? [...(Array.isArray(before) ? before : [String(before)]), value] : value)
        },
        within: async (work) => (actor && organisation_id ? within(kit, organisation_id, work, actor) : notFound()),
        atOneMoment: async (work) => (actor && organisation_id ? atOneMoment(kit, organisation_id, work, actor) : notFound()),
      }
    },
  }
}
