import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { prepareDataDir } from '#kit/data-dir'
import { copyFolder } from '#kit/postgres/backup'
import { giveTo, prepareHome, removeHome } from '#kit/postgres/home'
import { Refusal } from '#kit/refusal'
import { isEmpty, isUnfinished, markFinished, markUnfinished, unfinishedFile } from '#kit/unfinished'
import type { Answer } from './answer.ts'
import { endWhatIsOver } from './after-restoration.ts'
import { copyKept, isWithin, kept, readRecord } from './backup-folder.ts'
import { interruptible } from './interruption.ts'
import { commandSettings } from './session.ts'

/** Takes away what a restoration puts into a data folder, wherever it lies; the mark goes last. */
const clear = async (data_dir: string): Promise<void> => {
  removeHome(data_dir)
  for (const name of kept) await rm(join(data_dir, name), { recursive: true, force: true })
  await rm(join(data_dir, unfinishedFile), { force: true })
}

/**
 * Made in its place, since a data folder may be a volume, or stand in a folder that is not ours to write in; it counts once its
 * mark is gone, and until then nothing starts on it.
 */
const begin = async (data_dir: string): Promise<void> => {
  if (existsSync(data_dir) && isUnfinished(data_dir)) await clear(data_dir)
  if (!isEmpty(data_dir)) throw new Refusal(`${data_dir} holds something already, and nothing there is overwritten: write a new folder in DATA_DIR, or move that one away.`)
  prepareDataDir(data_dir)
  markUnfinished(data_dir)
}

/**
 * Makes the data folder of an installation from a backup; the next start serves it as it was, with everybody signed out.
 * @throws Refusal where the data folder has an installation already, or the folder is no backup.
 */
export const restoreCommand = (from: string): Promise<Answer> => interruptible(async (signal) => {
  const settings = commandSettings()
  const { data_dir } = settings
  const folder = resolve(from)
  const made = readRecord(folder)
  if (settings.database_url) throw new Refusal('A backup has a database of its own, and DATABASE_URL names another: leave DATABASE_URL out.')
  if (!made.secret_key && !settings.secret_key) throw new Refusal('The secret key of that backup was PORTEVOIX_SECRET_KEY: write the same, it opens with nothing else.')
  if (isWithin(data_dir, folder)) throw new Refusal(`${data_dir} lies within the backup: write another folder in DATA_DIR.`)
  await begin(data_dir)
  try {
    const home = prepareHome(data_dir)
    await copyKept(folder, data_dir, signal)
    await copyFolder(join(folder, 'postgres/cluster'), home.cluster, { signal })
    giveTo(home.folder, home.user)
    signal.throwIfAborted()
    await endWhatIsOver(settings)
    signal.throwIfAborted()
    markFinished(data_dir)
  } catch (error) {
    await clear(data_dir)
    throw error
  }
  return {
    lines: [
      `Restored into ${data_dir}, as things were at ${made.ended_at}.`,
      'Everybody has to sign in again: sessions and sign-in links of that time are ended.',
      `Whoever left or was erased after ${made.ended_at} is back: remove them again before others sign in (docs/operate/backup.md).`,
      ...(made.secret_key ? [] : ['Its secret key was PORTEVOIX_SECRET_KEY: start with the same.']),
      `To open it: DATA_DIR=${data_dir} npm start`,
    ],
    data: { data_dir, ended_at: made.ended_at },
  }
})
