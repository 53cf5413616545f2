import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { startOf } from '#kit/postgres/processes'
import { Refusal } from '#kit/refusal'

const holderShape = z.object({ pid: z.number().int().positive(), started: z.string() })

const readText = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Who holds the lock, if it is still running. */
const holderOf = (text: string | null): number | null => {
  try {
    const { pid, started } = holderShape.parse(JSON.parse(text ?? ''))
    return startOf(pid) === started ? pid : null
  } catch {
    return null // half-written by a machine that lost its power
  }
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
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '', token: randomUUID() })
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
