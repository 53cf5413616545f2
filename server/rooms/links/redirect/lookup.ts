import { findLinks, type LinkRow } from '../queries/redirect.ts'
import type { Lane } from './lane.ts'
import { createMemory } from './memory.ts'

/** A link as the redirect keeps it: the headers of its answer are ready. */
export interface KnownLink extends Omit<LinkRow, 'slug' | 'target'> { headers: readonly string[]; target: string }

/** Links by slug. */
export interface Lookup {
  /** From memory: undefined when it is not there, null when there is no such link. */
  known(slug: string): KnownLink | null | undefined
  /** From the database; slugs asked for together go together, one question at a time. */
  find(slug: string): Promise<KnownLink | null>
  /** The link changed: what is in memory, or on its way there, no longer holds. */
  forget(slug: string): void
  forgetAll(): void
}

const capacity = 200_000
const unknownCapacity = 50_000
/** For how long an unknown slug is not asked for again. */
const unknown_ms = 10_000
const questionLimit = 500

const prepare = ({ id, organisation_id, sharer_id, removed, target }: LinkRow): KnownLink => ({
  id, organisation_id, sharer_id, removed, target, headers: ['Location', target, 'Cache-Control', 'no-store', 'Content-Length', '0'],
})

interface Wait { resolve: (link: KnownLink | null) => void; reject: (error: unknown) => void; link: Promise<KnownLink | null>; stale: boolean }

export const createLookup = (lane: Lane, clock: () => number): Lookup => {
  const links = createMemory<KnownLink>(capacity)
  const unknown = createMemory<number>(unknownCapacity)
  const waits = new Map<string, Wait>()
  let queue: string[] = []
  let asking = false

  const settle = (slug: string, act: (wait: Wait) => void) => {
    const wait = waits.get(slug)
    waits.delete(slug)
    if (wait) act(wait)
  }

  const ask = async (slugs: string[]) => {
    try {
      const rows = await lane.query<LinkRow>({ ...findLinks, values: [slugs] })
      const found = new Map(rows.map((row) => [row.slug, prepare(row)]))
      for (const slug of slugs) {
        const link = found.get(slug) ?? null
        settle(slug, (wait) => {
          if (link === null) unknown.set(slug, clock() + unknown_ms)
          else if (!wait.stale) links.set(slug, link)
          wait.resolve(link)
        })
      }
    } catch (error) {
      for (const slug of slugs) settle(slug, (wait) => { wait.reject(error) })
    }
  }

  const askAll = async () => {
    asking = true
    await new Promise((resolve) => { setImmediate(resolve) })
    while (queue.length > 0) {
      const slugs = queue.slice(0, questionLimit)
      queue = queue.slice(questionLimit)
      await ask(slugs)
    }
    asking = false
  }

  return {
    known(slug) {
      const link = links.get(slug)
      if (link !== undefined) return link
      const until = unknown.get(slug)
      return until !== undefined && clock() < until ? null : undefined
    },
    find(slug) {
      const waiting = waits.get(slug)
      if (waiting) return waiting.link
      const { promise, resolve, reject } = Promise.withResolvers<KnownLink | null>()
      waits.set(slug, { resolve, reject, link: promise, stale: false })
      queue.push(slug)
      if (!asking) void askAll()
      return promise
    },
    forget(slug) {
      links.delete(slug)
      unknown.delete(slug)
      const wait = waits.get(slug)
      if (wait) wait.stale = true
    },
    forgetAll() {
      links.clear()
      unknown.clear()
      for (const wait of waits.values()) wait.stale = true
    },
  }
}
