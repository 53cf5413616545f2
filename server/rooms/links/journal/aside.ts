import { readdirSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Logger } from 'pino'
import { syncFolderAside } from '#kit/sync-folder'
import { codeOf } from './failures.ts'
import type { Segment } from './segment.ts'

/**
 * Why a segment waits for a person: its file cannot be read; the database refuses its hits; a part of it was spoilt, and all
 * that was whole of it is delivered.
 */
export type AsideReason = 'unreadable' | 'refused' | 'damaged'

/** Segments that nothing can be done about by itself: kept, out of the way of the others, under a name that says so. */
export interface Aside {
  /** Whether it could be moved. */
  put(segment: Segment, why: AsideReason, details: object): Promise<boolean>
  /** Looks at what is there, which a person may have taken away. */
  look(): void
  readonly count: number
}

// <machine>.<id of the journal>.<number>.<why>
const shape = /^[\w-]+\.[0-9a-f-]{36}\.\d{12}\.(?:unreadable|refused|damaged)$/

export const createAside = (root: string, log: Logger): Aside => {
  let count = 0
  return {
    async put(segment, why, details) {
      const path = join(root, `${basename(dirname(segment.path))}.${basename(segment.path, '.segment')}.${why}`)
      try {
        await rename(segment.path, path)
        await syncFolderAside(root)
        count += 1
        log.error({ ...details, segment: path, why }, 'a segment of the journal is set aside: it waits for somebody to look at it')
        return true
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return true // another process did so
        log.error({ ...details, segment: segment.path, why, problem: codeOf(error) }, 'a segment of the journal cannot be set aside')
        return false
      }
    },
    look() {
      const before = count
      count = readdirSync(root).filter((name) => shape.test(name)).length
      if (count > before) log.error({ folder: root, segments: count }, 'segments of the journal were set aside: they wait for somebody to look at them')
    },
    get count() { return count },
  }
}
