import type { IncomingMessage, ServerResponse } from 'node:http'
import { preferredLanguage } from '#kit/http/reader'
import { sendMisdirected, sendNotFound, sendRemoved, sendUnavailable } from './answers.ts'
import type { Houses } from './houses.ts'
import type { RedirectMetrics } from './metrics.ts'

type Refuse = (request: IncomingMessage, response: ServerResponse, organisation_id: string | null) => void

/** The pages of those who are led nowhere, in their language and in the colours of the organisation. */
export interface Refusals {
  missing: Refuse
  /** The link was ended. */
  removed: Refuse
  /** The database is away, and the link not in memory. */
  unavailable: Refuse
  /** No link is served on the host that was asked. */
  misdirected: (request: IncomingMessage, response: ServerResponse) => void
}

const languageOf = (request: IncomingMessage) => preferredLanguage(request.headers['accept-language'])

export const createRefusals = (houses: Houses, metrics: RedirectMetrics): Refusals => {
  const page = (told: Parameters<RedirectMetrics['answered']>[0], send: typeof sendNotFound): Refuse => (request, response, organisation_id) => {
    metrics.answered(told)
    houses.find(organisation_id, (colours) => { send(response, languageOf(request), colours) })
  }
  return {
    missing: page('not_found', sendNotFound),
    removed: page('not_found', sendRemoved),
    unavailable: page('unavailable', sendUnavailable),
    misdirected(request, response) {
      metrics.answered('misdirected')
      sendMisdirected(response, languageOf(request))
    },
  }
}
