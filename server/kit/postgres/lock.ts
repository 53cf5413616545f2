import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { isNumberedHere, numberSpace, startOf } from '#kit/postgres/processes'
import { Refusal } from '#kit/refusal'

const holderShape = z.object({
  pid: z.number().int().positive(), started: z.string(), number_space: z.string().nullable().optional(), host: z.string().optional(),
})

/** A lock as it is found. Renewed, it changes. */
export interface FoundLock { text: string; changed_ms: number }

/** Null where there is none. It is opened, since a network disk says only then what it knows now. */
export const findLock = (file: string): FoundLock | null => {
  try {
    const handle = openSync(file, 'r')
    try {
      return { text: readFileSync(handle, 'utf8'), changed_ms: fstatSync(handle).mtimeMs }
    } finally {
      closeSync(handle)
    }
  } catch {
    return null
  }
}

/** Null where a machine that lost its power had half written it. */
const read = (text: string): z.infer<typeof holderShape> | null => {
  try {
    return holderShape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Locks of an earlier version name the namespace alone, which is the same one on all machines: the boot begins what they say of the start. */
const spaceOf = ({ number_space, started }: z.infer<typeof holderShape>): string | null | undefined =>
  number_space?.startsWith('pid:') ? `${started.split(' ')[0]} ${number_space}` : number_space

/**
 * Whether the lock's process still runs. That of another container or machine, or of before this machine's last start, has its number
 * elsewhere: only its renewing the lock tells. What cannot be read is nobody's.
 */
const stateOf = (text: string): 'left' | 'held' | 'elsewhere' => {
  const holder = read(text)
  if (holder === null) return 'left'
  const space = spaceOf(holder)
  const near = space !== undefined && isNumberedHere(space)
  // the earliest versions do not say where their number counts: the very process is found all the same
  if ((near || space === undefined) && startOf(holder.pid) === holder.started) return 'held'
  return near ? 'left' : 'elsewhere'
}

/** Whether only its renewal tells that the lock's process lives. */
export const isElsewhere = ({ text }: FoundLock): boolean => stateOf(text) === 'elsewhere'

/** Takes a stale lock away; gives it back when, meanwhile, another process had replaced it by its own. */
const clear = (file: string, stale: string): void => {
  const aside = `${file}.${randomUUID()}.stale` // containers number their processes alike
  try {
    renameSync(file, aside)
    if (findLock(aside)?.text !== stale) linkSync(aside, file)
  } catch { /* another process was faster: the next attempt tells */ } finally {
    rmSync(aside, { force: true })
  }
}

/** Another Portevoix, or this one, keeps the database of the data folder. */
export class AlreadyKept extends Refusal {}

/** Whose the lock is, for the log. */
export const holderOf = ({ text }: FoundLock): { host: string; pid: number | null } => {
  const holder = read(text)
  return { host: holder?.host ?? 'unknown', pid: holder?.pid ?? null }
}

/** What to say to whoever wants a folder that is kept. */
export const kept = (found: FoundLock, dir: string): AlreadyKept => {
  const { host, pid } = holderOf(found)
  const who = isElsewhere(found) ? `, in another container or on another machine (host ${host}, process ${pid} there)` : ` (process ${pid})`
  return new AlreadyKept(`Portevoix is already running on ${dir}${who}: stop it first, or write another folder in DATA_DIR.`)
}

/** A lock that this process holds; `text` is what its file says for as long as it does. */
export interface Lock { text: string; release(): void }

/**
 * Keeps others away from a folder. Whether a process of this machine and container still holds it is told by its number and its start,
 * at once. A lock of elsewhere is respected, whatever becomes of its process, unless it is `left` and has not changed since: the caller
 * has watched it for long enough to know that it is not renewed. Renewing the lock is the caller's part, too.
 * @throws AlreadyKept when another one, or this one, holds it.
 */
export const takeLock = (file: string, dir: string, left: FoundLock | null = null): Lock => {
  const token = randomUUID()
  // on a disk that machines share, process and start may be another's too
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '', token, number_space: numberSpace(), host: hostname() })
  const draft = `${file}.${token}`
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = findLock(file)
    if (found !== null) {
      const state = stateOf(found.text)
      const isLeft = state === 'left' || (found.text === left?.text && found.changed_ms === left.changed_ms)
      if (state === 'held' || !isLeft) throw kept(found, dir)
      clear(file, found.text)
    }
    try {
      writeFileSync(draft, mine, { mode: 0o600 })
      linkSync(draft, file) // whole at once, and never over another's
    } catch (error) {
      if (findLock(file) === null) throw error
    } finally {
      rmSync(draft, { force: true })
    }
    // asked, since a network disk may say that it failed where it did not
    if (findLock(file)?.text === mine) return { text: mine, release: () => { if (findLock(file)?.text === mine) rmSync(file, { force: true }) } }
  }
  throw new AlreadyKept(`Another Portevoix is starting on ${dir}: wait for it, or write another folder in DATA_DIR.`)
}
