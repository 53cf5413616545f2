import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerOf } from './ask.ts'
import { visitor } from './visitors.ts'

/** A visit: each link is asked for by GET once and by HEAD once at most, so that every 302 can be told in the ledger. */
export interface Visit {
  slug: string
  method: 'GET' | 'HEAD'
  status: number | null
  failure: string | null
  /** The same process of the links answered 302 for this link before: it leads on, whatever becomes of the database. */
  known: boolean
}

export interface LoadOptions {
  port: number
  /** Links that nobody asked for yet. */
  slugs: readonly string[]
  /** The process of the links that answers now; null where it is dead. */
  server: () => number | null
}

export interface Load {
  readonly visits: readonly Visit[]
  /** Asks by HEAD for so many links, which are in memory from then on. */
  warm(count: number): Promise<void>
  /** People come, a bounded number at a time and a second, to links that are in memory and to others. */
  start(): void
  /** Resolves once every visit has its answer. */
  stop(): Promise<void>
  /** Asks for a link that is not in memory; whether it leads on. */
  probe(): Promise<boolean>
  close(): void
}

/** Visitors at a time, and how long each rests between two visits: some follow links that are in memory, some others. */
const followers = { known: { count: 3, pause_ms: 30 }, unknown: { count: 6, pause_ms: 15 } }

/** Requests that are under way at a time at most, one to see whether all is back included. */
export const atOnce = followers.known.count + followers.unknown.count + 1

const noticed_ms = 100

export const createLoad = ({ port, slugs, server }: LoadOptions): Load => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const visits: Visit[] = []
  let warmed: { slug: string; server: number }[] = []
  let next = 0
  let asked = 0
  let running: { stopping: AbortController; all: Promise<unknown> } | null = null

  const fresh = (): string => {
    const slug = slugs[next]
    next += 1
    if (slug === undefined) throw new Error(`all ${slugs.length} links were asked for: fewer rounds, or more links`)
    return slug
  }

  const visit = async (slug: string, method: Visit['method'], warmed_in: number | null, timeout_ms?: number): Promise<Visit> => {
    const before = server()
    const { status, failure } = await answerOf({ port, path: `/l/${slug}`, method, headers: visitor(asked++), agent, timeout_ms })
    if (status === null) await sleep(noticed_ms) // the end of a process is known a little later than its last connection
    const known = warmed_in !== null && warmed_in === before && before === server()
    const one = { slug, method, status, failure, known }
    visits.push(one)
    return one
  }

  const follow = async (kind: keyof typeof followers, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const link = kind === 'known' ? warmed.shift() : { slug: fresh(), server: null }
      if (link) await visit(link.slug, 'GET', link.server)
      await sleep(followers[kind].pause_ms)
    }
  }

  return {
    visits,
    async warm(count) {
      const now = server()
      warmed = []
      const one = async (): Promise<void> => {
        const slug = fresh()
        const { status } = await visit(slug, 'HEAD', null)
        if (status === 302 && now !== null && now === server()) warmed.push({ slug, server: now })
      }
      for (let done = 0; done < count; done += 10) await Promise.all(Array.from({ length: Math.min(10, count - done) }, one))
    },
    start() {
      const stopping = new AbortController()
      const kinds = (['known', 'unknown'] as const).flatMap((kind) => Array.from({ length: followers[kind].count }, () => kind))
      running = { stopping, all: Promise.all(kinds.map((kind) => follow(kind, stopping.signal))) }
    },
    async stop() {
      running?.stopping.abort()
      await running?.all
      running = null
    },
    probe: async () => (await visit(fresh(), 'GET', null, 1_000)).status === 302,
    close() {
      running?.stopping.abort()
      agent.destroy()
    },
  }
}
