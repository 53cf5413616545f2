import { setTimeout as sleep } from 'node:timers/promises'
import { findChosen, type ChosenRow } from '../queries/redirect.ts'
import { isWord } from '../slugs.ts'
import type { Lane } from './lane.ts'
import { createMarks } from './marks.ts'

/** The slugs that somebody chose, of all organisations: what posters say. */
export interface Chosen {
  /** Whether there is such a link: `unsure` of what is no word to choose, and as long as they are not all known. */
  has(slug: string): 'yes' | 'no' | 'unsure'
  /** One was made. */
  heard(slug: string): void
  /** Some may have been made in silence: all are read again. */
  doubt(): void
  close(): void
}

/** A million of them take 16 MB; where there are more, the rest are looked up as words that nobody is known to have chosen. */
const limit = 2_000_000
/** So few at a time that look-ups on the same connection do not wait. */
const page = 5_000
const pause_ms = 1_000

export const createChosen = (lane: Lane): Chosen => {
  const marks = createMarks(limit)
  let full = false
  let known = false
  let wanted = false
  let reading = false
  const closing = new AbortController()
  // words whose link is gone stay: they cost a question, and their slugs are not given away again
  const add = (slug: string) => { full ||= !marks.add(slug) }

  const readAll = async (): Promise<void> => {
    for (let after = ''; !closing.signal.aborted;) {
      const rows = await lane.query<ChosenRow>({ ...findChosen, values: [after, page] })
      for (const { slug } of rows) add(slug)
      if (rows.length < page) return
      after = rows.at(-1)?.likeness ?? ''
    }
  }

  const read = async (): Promise<void> => {
    reading = true
    while (wanted && !closing.signal.aborted) {
      wanted = false
      try {
        await readAll()
        known = !wanted
      } catch {
        wanted = true
        await sleep(pause_ms, undefined, { ref: false })
      }
    }
    reading = false
  }

  return {
    has(slug) {
      if (marks.has(slug)) return 'yes'
      return known && !full && isWord(slug) ? 'no' : 'unsure'
    },
    heard: add,
    doubt() {
      known = false
      wanted = true
      if (!reading) void read()
    },
    close() { closing.abort() },
  }
}
