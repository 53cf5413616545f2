import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kit/context'
import { originKey, originOf, seedsOf } from './origin.ts'
import { agentLimit, readAgent } from './pipeline/agent.ts'
import { createBurst } from './pipeline/burst.ts'
import { judge } from './pipeline/index.ts'
import { createScanners } from './pipeline/scanner.ts'
import type { Hit } from './journal/hit.ts'
import { addHits } from './queries/hits.ts'
import { linksById } from './queries/links.ts'
import { dropReasons, utcDay } from './rules.ts'
import { sharerMark, type Caller } from './visitor.ts'

/** A request as it was made at some time in the past; a plain browser's navigation unless it says otherwise. */
export interface PastRequest extends Caller {
  link_id: string
  at: Date
  method?: string
  purpose?: string
  accept?: string
  accept_language?: string
  /** From where, and with what, the sharer used Portevoix that day. */
  own?: boolean
  /** From a network that the operator had listed. */
  listed?: boolean
}

/**
 * Records requests of the past by the rules of today's: the demonstration's. Their salts live no longer than the call.
 * Gives how many were clicks; the rollups of those days are the caller's next step.
 */
export const recordHits = async (ctx: Ctx, requests: readonly PastRequest[]): Promise<{ clicks: number; drops: number }> => {
  const links = await linksById(ctx, [...new Set(requests.map(({ link_id }) => link_id))])
  const salts = new Map<string, Buffer>()
  const seedOf = seedsOf(originKey(ctx.kit))
  const burst = createBurst()
  const scanners = createScanners()
  const amended = new Set<string>()
  const hits: Hit[] = []
  for (const request of requests.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    const link = links.get(request.link_id)
    if (!link) continue
    const at = request.at.getTime()
    const salt = salts.getOrInsertComputed(utcDay(at), () => randomBytes(32))
    const agent = request.agent.slice(0, agentLimit)
    const { reason, visitor } = judge({
      method: request.method ?? 'GET', purpose: request.purpose, accept: request.accept ?? 'text/html', accept_language: request.accept_language,
      ip: request.ip, agent, link, at,
    }, {
      salt, burst, scanners, amend: ({ visitor, at }) => { amended.add(`${visitor} ${at}`) }, isListed: () => request.listed === true,
      marksOf: (member_id) => (request.own ? new Set([sharerMark(salt, member_id, request)]) : undefined),
    })
    hits.push({
      organisation_id: ctx.organisation_id, link: link.number, at,
      reason: reason === null ? null : dropReasons[reason], visitor,
      origin: reason === null ? originOf(seedOf(utcDay(at)), link.number, request.ip, readAgent(agent).program) : null,
    })
  }
  for (const hit of hits) if (hit.reason === null && amended.has(`${hit.visitor} ${hit.at}`)) Object.assign(hit, { reason: dropReasons.many_links, origin: null })
  await addHits(ctx, hits)
  const clicks = hits.filter(({ reason }) => reason === null).length
  return { clicks, drops: hits.length - clicks }
}
