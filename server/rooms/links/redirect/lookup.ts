import { setTimeout as sleep } from 'node:timers/promises'
import { hitHead } from '../journal/hit.ts'
import { findLinks, type LinkRow } from '../queries/redirect.ts'
import { drawnShape } from '../rules.ts'
import type { Lane } from './lane.ts'
import { createMemory } from './memory.ts'

/** A link as the redirect keeps it: the headers of its answer are ready. */
export interface KnownLink extends Omit<LinkRow, 'slug'> {
  headers: string[]
  /** What each of its hits begins with. */
  head: Buffer
}

/** Links by slug. */
export interface Lookup {
  /** From memory: undefined when it is not there, null when there is no such link. */
  known(slug: string): KnownLink | null | undefined
  /** From the database; slugs asked for together go together, one question at a time. */
  find(slug: string): Promise<KnownLink | null>
  /** The link changed: what is in memory, or on its way there, no longer holds. */
  forget(slug: string): void
  /** Anything may have changed: all is asked for again, and used as it was where nobody answers at once. */
  doubtAll(): void
}

export interface LookupOptions {
  lane: Lane
  /** Milliseconds that only ever pass. */
  passed: () => number
  /** Whether we made this slug; others, but those that somebody chose, are asked for so many times a second at most, whoever tries them. */
  isOurs: (slug: string) => boolean
  /** Whether somebody chose this slug. */
  isChosen: (slug: string) => 'yes' | 'no' | 'unsure'
  /** Links in memory: between so many and twice as many. */
  capacity: number
  /** Where this installation's own pages are, which links lead to by their path. */
  webUrl: () => string
}

const unknownCapacity = 50_000
/** For how long an unknown slug is not asked for again. */
const unknown_ms = 1_000
const questionLimit = 500
/** How long an answer is waited for about a link that is known, and may have changed. */
const doubt_ms = 250
/** Questions a second about slugs that we cannot have made: whatever strangers try, and words that were chosen while these are not known. */
const strangersPerSecond = 500
/** Questions a second about words that nobody is known to have chosen: one may have been this moment. */
const wordsPerSecond = 50

const makeLink = ({ id, number, organisation_id, sharer_id, removed, target: kept }: LinkRow, web_url: string): KnownLink => {
  const target = kept.startsWith('/') ? `${web_url}${kept}` : kept
  return { id, number, organisation_id, sharer_id, removed, target, head: hitHead(organisation_id, number), headers: ['Location', target, 'Cache-Control', 'no-store', 'Content-Length', '0'] }
}

/** Says whether this is one too many in its second. */
const limitOf = (limit: number, passed: () => number): (() => boolean) => {
  let second = 0
  let count = 0
  return () => {
    const now = Math.floor(passed() / 1_000)
    if (now !== second) {
      second = now
      count = 0
    }
    count += 1
    return count > limit
  }
}

interface Wait { resolve: (link: KnownLink | null) => void; reject: (error: unknown) => void; link: Promise<KnownLink | null>; stale: boolean }
interface Kept { link: KnownLink; age: number }

export const createLookup = ({ lane, passed, isOurs, isChosen, capacity, webUrl }: LookupOptions): Lookup => {
  const links = createMemory<Kept>(capacity)
  const unknown = createMemory<number>(unknownCapacity)
  const waits = new Map<string, Wait>()
  let age = 0
  let queue: string[] = []
  let asking = false
  /** Whether the last answer that was waited for did not come in time. */
  let silent = false
  const tooManyStrangers = limitOf(strangersPerSecond, passed)
  const tooManyDrawn = limitOf(strangersPerSecond, passed)
  const tooManyWords = limitOf(wordsPerSecond, passed)

  const settle = (slug: string, act: (wait: Wait) => void) => {
    const wait = waits.get(slug)
    waits.delete(slug)
    if (wait) act(wait)
  }

  /** What is asked for, or what was known before where the database is away, or slow to answer. */
  const unlessLate = async (asked: Promise<KnownLink | null>, before: KnownLink): Promise<KnownLink | null> => {
    asked.catch(() => undefined)
    if (silent || !lane.up) return before
    const late = Symbol('late')
    const answer = await Promise.race([asked, sleep(doubt_ms, late, { ref: false })])
    if (typeof answer !== 'symbol') return answer
    silent = true
    return before
  }

  const ask = async (slugs: string[]) => {
    const asked_at = age
    try {
      const rows = await lane.query<LinkRow>({ ...findLinks, values: [slugs] })
      silent = false
      const found = new Map(rows.map((row) => [row.slug, makeLink(row, webUrl())]))
      for (const slug of slugs) {
        const link = found.get(slug) ?? null
        settle(slug, (wait) => {
          if (link === null) {
            links.delete(slug)
            unknown.set(slug, passed() + unknown_ms)
          } else if (!wait.stale) links.set(slug, { link, age: asked_at })
          wait.resolve(link)
        })
      }
    } catch (error) {
      for (const slug of slugs) {
        const before = links.get(slug)
        settle(slug, (wait) => {
          if (before) wait.resolve(before.link)
          else wait.reject(error)
        })
      }
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
      const kept = links.get(slug)
      if (kept !== undefined) return kept.age === age ? kept.link : undefined
      const until = unknown.get(slug)
      return until !== undefined && passed() < until ? null : undefined
    },
    find(slug) {
      const before = links.get(slug)?.link
      const waiting = waits.get(slug)
      if (waiting) return before === undefined ? waiting.link : unlessLate(waiting.link, before)
      const chosen = isOurs(slug) || before !== undefined ? 'yes' : isChosen(slug)
      // a word that nobody is known to have chosen, and what we would have drawn with another seal, are no links, whoever tries them; while nobody can be asked, that is not said
      const isDrawn = chosen === 'unsure' && drawnShape.test(slug)
      const isNone = chosen === 'no' ? tooManyWords() : isDrawn && tooManyDrawn()
      if (isNone) return lane.up ? Promise.resolve(null) : Promise.reject(new Error('the database is away'))
      if (chosen === 'unsure' && !isDrawn && tooManyStrangers()) return Promise.reject(new Error('too many unknown slugs'))
      const { promise, resolve, reject } = Promise.withResolvers<KnownLink | null>()
      waits.set(slug, { resolve, reject, link: promise, stale: false })
      queue.push(slug)
      if (!asking) void askAll()
      return before === undefined ? promise : unlessLate(promise, before)
    },
    forget(slug) {
      links.delete(slug)
      unknown.delete(slug)
      const wait = waits.get(slug)
      if (wait) wait.stale = true
    },
    doubtAll() {
      age += 1
      unknown.clear()
    },
  }
}
