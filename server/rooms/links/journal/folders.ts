import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { AlreadyKept, findLock, isElsewhere, takeLock, type FoundLock } from '#kit/postgres/lock'
import { syncFolder } from '#kit/sync-folder'
import { codeOf, isNoRoom } from './failures.ts'
import { segmentNumber, segmentPath, type Segment } from './segment.ts'

/** A journal's folder, held by this process alone. */
export interface JournalFolder {
  id: string
  path: string
  /** Whether it still is: a process that stood still for long, on a disk that machines share, may have lost it to another. */
  isOwn(): Promise<boolean>
  release(): void
}

/**
 * The process of another machine or container, whatever their names, is told alive by its lock, which it renews. That is seen by
 * the lock's changing, not by its age: clocks differ, and jump.
 */
const renewal_ms = 10_000
const dead_ms = 120_000
/** How often it is looked for journals that were left. */
const rhythm_ms = 30_000

const here = hostname().replaceAll(/[^\w-]/g, '-')
// <machine>.<id of the journal>
const shape = /^(?<machine>[\w-]+)\.(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** @throws AlreadyKept where another process writes there. */
const claim = (root: string, name: string, id: string, left: FoundLock | null = null): JournalFolder => {
  const path = join(root, name)
  const lock = join(path, 'lock')
  const { text: mine, release } = takeLock(lock, path, left)
  const timer = setInterval(() => {
    const now = new Date()
    try { utimesSync(lock, now, now) } catch { /* the folder is gone: so is the need */ }
  }, renewal_ms)
  timer.unref()
  return {
    id, path,
    isOwn: () => readFile(lock, 'utf8').then((text) => text === mine, (error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false
      throw error
    }),
    release: () => { clearInterval(timer); release() },
  }
}

/**
 * Takes a journal that was left. A lock takes room: on a full disk it is taken without one, for then it must be delivered to
 * make room, and another process that does the same adds nothing, as the ledger knows what it has.
 */
const take = (root: string, name: string, id: string, left: FoundLock | null): JournalFolder | null => {
  try {
    return claim(root, name, id, left)
  } catch (error) {
    if (isNoRoom(error)) return { id, path: join(root, name), isOwn: async () => true, release: () => undefined }
    if (error instanceof AlreadyKept || codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** A new journal of this process. */
export const makeFolder = (root: string): JournalFolder => {
  const id = randomUUID()
  const name = `${here}.${id}`
  mkdirSync(join(root, name), { recursive: true, mode: 0o700 })
  try {
    syncFolder(root)
    return claim(root, name, id)
  } catch (error) {
    rmSync(join(root, name), { recursive: true, force: true })
    throw error
  }
}

/** Journals that processes left when they ended, and those that cannot be taken. */
export interface Found { folders: JournalFolder[]; troubled: { path: string; problem: string }[] }
/** Looks for them at times; null where it is not the time. */
export type Adoption = () => Found | null

/** Journals of another machine or container are taken once their locks are renewed no more. `passed` gives milliseconds that only ever pass. */
export const createAdoption = (root: string, passed = () => performance.now()): Adoption => {
  const locks = new Map<string, { changed_ms: number; seen_at: number }>()
  let looked_at = -Infinity
  const isRenewed = (name: string, { changed_ms }: FoundLock): boolean => {
    const before = locks.get(name)
    if (before?.changed_ms === changed_ms) return passed() - before.seen_at < dead_ms
    locks.set(name, { changed_ms, seen_at: passed() })
    return true
  }
  return () => {
    if (passed() - looked_at < rhythm_ms) return null
    looked_at = passed()
    mkdirSync(root, { recursive: true, mode: 0o700 })
    const names = readdirSync(root)
    for (const name of locks.keys()) if (!names.includes(name)) locks.delete(name)
    const found: Found = { folders: [], troubled: [] }
    for (const name of names) {
      const { machine, id } = shape.exec(name)?.groups ?? {}
      if (machine === undefined || id === undefined) continue
      try {
        const lock = findLock(join(root, name, 'lock')) // none: it was left in order
        const isNear = machine === here && (lock === null || !isElsewhere(lock))
        if (!isNear && lock !== null && isRenewed(name, lock)) continue
        const folder = take(root, name, id, lock)
        if (folder !== null) found.folders.push(folder)
      } catch (error) {
        found.troubled.push({ path: join(root, name), problem: codeOf(error) })
      }
    }
    return found
  }
}

/** The segments in a folder, oldest first. */
export const segmentsOf = ({ id, path }: JournalFolder): Segment[] =>
  readdirSync(path).map(segmentNumber).filter((number) => number !== null).sort((one, other) => one - other)
    .map((number) => ({ journal_id: id, number, path: segmentPath(path, number), bytes: statSync(segmentPath(path, number)).size }))

/** Removes a journal of which nothing waits any more. */
export const removeFolder = (root: string, folder: JournalFolder): void => {
  for (const { path } of segmentsOf(folder)) rmSync(path, { force: true })
  folder.release()
  rmSync(folder.path, { recursive: true, force: true })
  syncFolder(root)
}
