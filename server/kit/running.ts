import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startOf } from '#kit/postgres/processes'

const words = z.object({ address: z.url(), pid: z.number().int().positive(), started: z.string(), since: z.iso.datetime() })

/** A Portevoix that runs on this data folder, and where people open it. */
export type Running = Pick<z.infer<typeof words>, 'address' | 'pid' | 'since'>

const folderOf = (data_dir: string): string => join(data_dir, 'running')

/** Leaves word in the data folder of where this process is opened, for the command line; gives what takes it away. */
export const announce = (data_dir: string, address: string): (() => void) => {
  const folder = folderOf(data_dir)
  const file = join(folder, `${process.pid}.json`)
  const draft = `${file}.draft`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(draft, JSON.stringify({ address, pid: process.pid, started: startOf(process.pid) ?? '', since: new Date().toISOString() }), { mode: 0o600 })
  renameSync(draft, file)
  return () => { rmSync(file, { force: true }) }
}

const readWords = (file: string): z.infer<typeof words> | null => {
  try {
    return words.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

const names = (folder: string): string[] => {
  try {
    return readdirSync(folder).filter((name) => /^\d+\.json$/.test(name))
  } catch {
    return [] // nothing ever ran here
  }
}

/** Those that run now, the first started first: word that was left by a process which has ended, by kill -9 say, counts for nothing. */
export const runningOn = (data_dir: string): Running[] => {
  const folder = folderOf(data_dir)
  return names(folder).map((name) => readWords(join(folder, name))).filter((found) => found !== null)
    .filter(({ pid, started }) => startOf(pid) === started)
    .map(({ address, pid, since }) => ({ address, pid, since }))
    .sort((one, other) => (one.since < other.since ? -1 : 1))
}
