import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { takeLock } from '#kit/postgres/lock'
import { segmentNumber, segmentPath, syncFolder, type Segment } from './segment.ts'

/** A journal's folder, held by this process alone. */
export interface JournalFolder { id: string; path: string; release(): void }

/** The process of another machine or container is told alive by the time of its lock, which it renews. */
const renewal_ms = 10_000
const dead_ms = 120_000

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

const isRenewed = (lock: string): boolean => {
  const found = statSync(lock, { throwIfNoEntry: false })
  return found !== undefined && Date.now() - found.mtimeMs < dead_ms
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

/** The journals that processes left when they ended. Those of another machine are taken once their locks are renewed no more. */
export const adoptFolders = (root: string): JournalFolder[] => {
  mkdirSync(root, { recursive: true, mode: 0o700 })
  return readdirSync(root).flatMap((name) => {
    const { machine, id } = shape.exec(name)?.groups ?? {}
    if (machine === undefined || id === undefined) return []
    if (machine !== here && isRenewed(join(root, name, 'lock'))) return []
    const folder = claim(root, name, id)
    return folder === null ? [] : [folder]
  })
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
