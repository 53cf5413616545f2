import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { takeLock } from '#kit/postgres/lock'
import { syncFolder } from '#kit/sync-folder'
import { segmentNumber, segmentPath, type Segment } from './segment.ts'

/** A journal's folder, held by this process alone. */
export interface JournalFolder { id: string; path: string; release(): void }

/**
 * The process of another machine or container is told alive by its lock, which it renews. That is seen by the lock's changing,
 * not by its age: clocks differ, and jump.
 */
const renewal_ms = 10_000
const dead_ms = 120_000
/** How often it is looked for journals that were left. */
const rhythm_ms = 30_000

const here = hostname().replaceAll(/[^\w-]/g, '-')
// <machine>.<id of the journal>
const shape = /^(?<machine>[\w-]+)\.(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const claim = (root: string, name: string, id: string): JournalFolder | null => {
  const path = join(root, name)
  const lock = join(path, 'lock')
  try {
    const unlock = takeLock(lock, path)
    const timer = setInterval(() => {
      const now = new Date()
      try { utimesSync(lock, now, now) } catch { /* the folder is gone: so is the need */ }
    }, renewal_ms)
    timer.unref()
    return { id, path, release: () => { clearInterval(timer); unlock() } }
  } catch {
    return null // another process writes there
  }
}

/** A new journal of this process. */
export const makeFolder = (root: string): JournalFolder => {
  const id = randomUUID()
  const name = `${here}.${id}`
  mkdirSync(join(root, name), { recursive: true, mode: 0o700 })
  syncFolder(root)
  const folder = claim(root, name, id)
  if (folder === null) throw new Error(`the journal ${join(root, name)} cannot be locked`)
  return folder
}

/** Looks for the journals that processes left when they ended, at times. */
export type Adoption = () => JournalFolder[]

/** Journals of another machine are taken once their locks are renewed no more. `passed` gives milliseconds that only ever pass. */
export const createAdoption = (root: string, passed = () => performance.now()): Adoption => {
  const locks = new Map<string, { changed: number; seen_at: number }>()
  let looked_at = -Infinity
  const isRenewed = (name: string): boolean => {
    const changed = statSync(join(root, name, 'lock'), { throwIfNoEntry: false })?.mtimeMs
    if (changed === undefined) return false // it was left in order
    const before = locks.get(name)
    if (before?.changed === changed) return passed() - before.seen_at < dead_ms
    locks.set(name, { changed, seen_at: passed() })
    return true
  }
  return () => {
    if (passed() - looked_at < rhythm_ms) return []
    looked_at = passed()
    mkdirSync(root, { recursive: true, mode: 0o700 })
    const names = readdirSync(root)
    for (const name of locks.keys()) if (!names.includes(name)) locks.delete(name)
    return names.flatMap((name) => {
      const { machine, id } = shape.exec(name)?.groups ?? {}
      if (machine === undefined || id === undefined) return []
      if (machine !== here && isRenewed(name)) return []
      const folder = claim(root, name, id)
      return folder === null ? [] : [folder]
    })
  }
}

/** The segments in a folder, oldest first. */
export const segmentsOf = ({ path }: JournalFolder): Segment[] =>
  readdirSync(path).map(segmentNumber).filter((number) => number !== null).sort((one, other) => one - other)
    .map((number) => ({ number, path: segmentPath(path, number), bytes: statSync(segmentPath(path, number)).size }))

/** Removes a journal of which nothing waits any more. */
export const removeFolder = (root: string, folder: JournalFolder): void => {
  for (const { path } of segmentsOf(folder)) rmSync(path, { force: true })
  folder.release()
  rmSync(folder.path, { recursive: true, force: true })
  syncFolder(root)
}
