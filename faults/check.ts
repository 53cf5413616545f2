import type { Installation } from './installation/installation.ts'
import type { Visit } from './load/load.ts'
import { rollupsThatDiffer } from './recount.ts'

/** What the ledger says of the visits. */
export interface Findings {
  /** 302s that were received. */
  received: number
  /** Hits in the ledger. */
  stored: number
  /** 302s received that are not in the ledger. */
  lost: number
  /** Hits that are in the ledger more than once, or that nobody asked for. */
  doubled: number
  /** Requests that the product says it could not store. */
  admitted: number
  /** Requests without an answer and without a hit: they may have been counted as lost before their process was killed, or not. */
  unanswered: number
  /** Answers other than 302 for links that were in memory. */
  refused: number
  /** Tables of the rollups that a recount from the ledger contradicts; null where nothing could be counted. */
  differing: string[] | null
}

const head = 1
const keyOf = (slug: string, isHead: boolean): string => `${isHead ? 'HEAD' : 'GET'} ${slug}`

export const admittedLosses = async ({ query }: Installation): Promise<number> =>
  Number((await query<{ requests: string }>('select coalesce(sum(requests), 0) as requests from links.losses'))[0]?.requests ?? 0)

/** Compares the ledger with what was received, and the rollups with the ledger. */
export const check = async (installation: Installation, visits: readonly Visit[]): Promise<Findings> => {
  const rows = await installation.query<{ slug: string; is_head: boolean; hits: number }>(`
    select l.slug, coalesce(h.reason, 0) = ${head} as is_head, count(*)::integer as hits from links.hits h join links.links l on l.number = h.link group by 1, 2`)
  const hits = new Map(rows.map(({ slug, is_head, hits }) => [keyOf(slug, is_head), hits]))
  const asked = new Set(visits.map(({ slug, method }) => keyOf(slug, method === 'HEAD')))
  const received = visits.filter(({ status }) => status === 302)
  return {
    received: received.length,
    stored: rows.reduce((sum, { hits }) => sum + hits, 0),
    lost: received.filter(({ slug, method }) => !hits.has(keyOf(slug, method === 'HEAD'))).length,
    doubled: [...hits].reduce((sum, [key, count]) => sum + count - (asked.has(key) ? 1 : 0), 0),
    admitted: await admittedLosses(installation),
    unanswered: visits.filter(({ slug, method, status }) => status === null && !hits.has(keyOf(slug, method === 'HEAD'))).length,
    refused: visits.filter(({ known, status }) => known && status !== 302).length,
    differing: await rollupsThatDiffer(installation),
  }
}
