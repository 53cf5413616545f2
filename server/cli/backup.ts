import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { joinDatabase } from '#kit/database'
import { createLog } from '#kit/log'
import { copyCluster } from '#kit/postgres/backup'
import { Refusal } from '#kit/refusal'
import { loadSecretKey } from '#kit/secret-key'
import { isEmpty, isUnfinished, markFinished, markUnfinished } from '#kit/unfinished'
import type { Settings } from '../env.ts'
import type { Answer } from './answer.ts'
import { copyKept, isWithin, recordFile, type BackupRecord } from './backup-folder.ts'
import { interruptible } from './interruption.ts'
import { commandSettings } from './session.ts'

const size = async (folder: string): Promise<number> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))))
  return sizes.reduce((sum, { size: bytes }) => sum + bytes, 0)
}

const copyInto = async (settings: Settings, draft: string, signal: AbortSignal): Promise<BackupRecord> => {
  const key = loadSecretKey(settings)
  const database = await joinDatabase(settings, key, createLog(settings.log_level))
  const client = new pg.Client(database.connections.owner)
  client.on('error', () => undefined)
  try {
    signal.throwIfAborted()
    await client.connect()
    const { rows: [server] } = await client.query<{ server_version: string }>('show server_version')
    // The journals first: a hit that leaves them meanwhile is in the database by then, and one that is in both is delivered once.
    await copyKept(settings.data_dir, draft, signal)
    await mkdir(join(draft, 'postgres'), { mode: 0o700 })
    const { ended_at } = await copyCluster(client, join(realpathSync(join(settings.data_dir, 'postgres')), 'cluster'), join(draft, 'postgres/cluster'), signal)
    const made = { portevoix_backup: 1 as const, ended_at, postgres: server?.server_version ?? '', secret_key: settings.secret_key === null }
    await writeFile(join(draft, recordFile), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true })
    return made
  } finally {
    await client.end().catch(() => undefined)
    await database.stop()
  }
}

/** The folder that a backup is made in. One that an interrupted backup left is removed; anything else by that name is somebody's. */
const makeDraft = async (draft: string): Promise<void> => {
  if (isUnfinished(draft)) await rm(draft, { recursive: true })
  else if (!isEmpty(draft)) throw new Refusal(`${draft}, where the backup would be made, holds something that is not Portevoix's: move it away, or write another folder.`)
  await mkdir(draft, { recursive: true, mode: 0o700 })
  markUnfinished(draft)
}

/** @throws Refusal where there is nothing to back up, or no place for it. */
const check = (settings: Settings, folder: string): void => {
  if (settings.database_url) throw new Refusal('The database is yours (DATABASE_URL): back it up with pg_dump or pg_basebackup, and keep the secret key beside it.')
  const postgres = join(settings.data_dir, 'postgres')
  if (!existsSync(postgres)) throw new Refusal(`There is no database in ${settings.data_dir}: write the folder of the installation in DATA_DIR.`)
  if ([settings.data_dir, postgres].some((own) => isWithin(folder, own))) throw new Refusal(`${folder} lies within the installation that is backed up, and would be lost with it: write a folder elsewhere, best on another disk.`)
  if (!isEmpty(folder)) throw new Refusal(`${folder} holds something already: write a new folder, for example ${folder}-${new Date().toISOString().slice(0, 10)}.`)
}

/**
 * Backs the installation up into a new folder, whether it runs or not: the embedded database, the journals of clicks, the kept
 * mails and the secret key. Nobody notices.
 * @throws Refusal where the database is the operator's own, or the folder holds something already.
 */
export const backupCommand = (into: string): Promise<Answer> => interruptible(async (signal) => {
  const settings = commandSettings()
  const folder = resolve(into)
  check(settings, folder)
  const draft = `${folder}.unfinished`
  await mkdir(dirname(folder), { recursive: true })
  await makeDraft(draft)
  try {
    const made = await copyInto(settings, draft, signal)
    signal.throwIfAborted()
    if (existsSync(folder)) await rmdir(folder) // empty, or somebody put something there meanwhile
    await rename(draft, folder)
    markFinished(folder)
    const bytes = await size(folder)
    return {
      lines: [
        `Backed up to ${folder} (${(bytes / 1024 ** 2).toFixed(0)} MiB), as things were at ${made.ended_at}.`,
        made.secret_key ? 'It holds the secret key: keep it as safe as the installation itself.' : 'It does not hold the secret key, which is PORTEVOIX_SECRET_KEY: keep that too, it opens with nothing else.',
        `To restore it: DATA_DIR=<a new folder> npm run portevoix -- restore ${folder}`,
      ],
      data: { folder, bytes, ...made },
    }
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
})
