import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative, isAbsolute } from 'node:path'
import { z } from 'zod'
import { copyDurably, copyFolder } from '#kit/postgres/backup'
import { Refusal } from '#kit/refusal'

/** What a backup says of itself, written last. */
const record = z.object({ portevoix_backup: z.literal(1), ended_at: z.iso.datetime(), postgres: z.string(), secret_key: z.boolean() })
export type BackupRecord = z.infer<typeof record>
export const recordFile = 'backup.json'

/** @throws Refusal where the folder is no whole backup. */
export const readRecord = (folder: string): BackupRecord => {
  try {
    return record.parse(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')))
  } catch (cause) {
    throw new Refusal(`${folder} is no finished backup of Portevoix: write the folder that portevoix backup made (${basename(folder)}.unfinished would be half of one).`, { cause })
  }
}

/** Of a data folder, what is neither the database nor only of use to a process that runs, nor to be destroyed (salts), nor what would let sessions be forged (sign-in.key). */
export const kept = ['secret.key', 'outbox', 'journal']
/** A journal in a backup belongs to no process any more: the first that starts on it delivers what waits in it. */
const lock = /(?:^|\/)lock[^/]*$/

/** Folders and files of the data folder as they are; a folder that is missing has nothing to keep. */
export const copyKept = async (from: string, to: string, signal: AbortSignal): Promise<void> => {
  for (const name of kept) {
    const here = join(from, name)
    if (!existsSync(here)) continue
    if (name.endsWith('.key')) await copyDurably(here, join(to, name))
    else await copyFolder(here, join(to, name), { leaves: lock, signal })
  }
}

/** Where a path leads, links followed as far as there are any. */
const realPath = (path: string): string => existsSync(path) || dirname(path) === path ? realpathSync(path) : join(realPath(dirname(path)), basename(path))

/** Whether a path is a folder, or lies anywhere within it. */
export const isWithin = (path: string, folder: string): boolean => {
  const way = relative(realPath(folder), realPath(path))
  return way === '' || (way !== '..' && !way.startsWith('../') && !isAbsolute(way))
}
