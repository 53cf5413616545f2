import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { numberSpace, startOf } from '#kit/postgres/processes'
import { Refusal } from '#kit/refusal'

// locks of earlier versions do not say which processes their number is among
const holderShape = z.object({ pid: z.number().int().positive(), started: z.string(), number_space: z.string().nullable().optional() })

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

const read = (text: string | null) => {
  try {
    return holderShape.parse(JSON.parse(text ?? ''))
  } catch {
    return null // half-written by a machine that lost its power
  }
}

/** Who holds the lock, if it is still running here: one of another container has its number there, and is not found. */
const holderOf = (text: string | null): number | null => {
  const holder = read(text)
  if (holder === null || (holder.number_space !== undefined && holder.number_space !== numberSpace())) return null
  return startOf(holder.pid) === holder.started ? holder.pid : null
}

/**
 * Whether the process of this machine that holds the lock would be found by its number: not that of another container, or of an
 * earlier version, which does not say. What cannot be read is nobody's.
 */
export const isFoundHere = (file: string): boolean => {
  const holder = read(readText(file))
  return holder === null || holder.number_space === numberSpace()
}

/** Takes a stale lock away; gives it back when, meanwhile, another process had replaced it by its own. */
const clear = (file: string, stale: string): void => {
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
    if (readText(aside) !== stale) linkSync(aside, file)
  } catch { /* another process was faster: the next attempt tells */ } finally {
    rmSync(aside, { force: true })
  }
}

/** Another Portevoix, or this one, keeps the database of the data folder. */
export class AlreadyKept extends Refusal {}

const refuse = (pid: number, dir: string): never => {
  throw new AlreadyKept(`Portevoix is already running on ${dir} (process ${pid}): stop it first, or write another folder in DATA_DIR.`)
}

/**
 * Keeps a second Portevoix away from the same database; a lock whose process has ended is ignored.
 * Gives what releases it.
 * @throws AlreadyKept when another one, or this one, holds it.
 */
export const takeLock = (file: string, dir: string): (() => void) => {
  // on a disk that machines share, process and start may be another's too
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '', token: randomUUID(), number_space: numberSpace() })
  const draft = `${file}.${process.pid}`
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const text = readText(file)
    const holder = holderOf(text)
    if (holder !== null) refuse(holder, dir)
    if (text !== null) clear(file, text)
    try {
      writeFileSync(draft, mine, { mode: 0o600 })
      linkSync(draft, file) // whole at once, and never over another's
      return () => { if (readText(file) === mine) rmSync(file, { force: true }) }
    } catch (error) {
      if (readText(file) === null) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  throw new AlreadyKept(`Another Portevoix is starting on ${dir}: wait for it, or write another folder in DATA_DIR.`)
}
