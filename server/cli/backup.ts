import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { joinDatabase } from '#kit/database'
import { createLog } from '#kit/log'
import { copyCluster, copyDurably, copyFolder } from '#kit/postgres/backup'
import { giveTo, prepareHome } from '#kit/postgres/home'
import { Refusal } from '#kit/refusal'
import { loadSecretKey } from '#kit/secret-key'
import type { Settings } from '../env.ts'
import type { Answer } from './answer.ts'
import { commandSettings } from './session.ts'

const record = z.object({ portevoix_backup: z.literal(1), ended_at: z.iso.datetime(), postgres: z.string(), secret_key: z.boolean() })
const recordFile = 'backup.json'

/** Of a data folder, what is neither the database nor only of use to a process that runs. */
const kept = ['secret.key', 'outbox', 'journal']
/** A journal in a backup belongs to no process any more: the first that starts on it delivers what waits in it. */
const lock = /(?:^|\/)lock[^/]*$/

const isEmpty = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0

const size = async (folder: string): Promise<number> => {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(({ parentPath, name }) => stat(join(parentPath, name))))
  return sizes.reduce((sum, { size: bytes }) => sum + bytes, 0)
}

/** Folders and files of the data folder as they are; a folder that is missing has nothing to keep. */
const copyKept = async (from: string, to: string): Promise<void> => {
  for (const name of kept) {
    const here = join(from, name)
    if (!existsSync(here)) continue
    if (name.endsWith('.key')) await copyDurably(here, join(to, name))
    else await copyFolder(here, join(to, name), lock)
  }
}

const copyInto = async (settings: Settings, draft: string): Promise<z.infer<typeof record>> => {
  const key = loadSecretKey(settings)
  const database = await joinDatabase(settings, key, createLog(settings.log_level))
  const client = new pg.Client(database.connections.owner)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows: [server] } = await client.query<{ server_version: string }>('show server_version')
    // The journals first: a hit that leaves them meanwhile is in the database by then, and one that is in both is delivered once.
    await copyKept(settings.data_dir, draft)
    await mkdir(join(draft, 'postgres'), { mode: 0o700 })
    const { ended_at } = await copyCluster(client, join(realpathSync(join(settings.data_dir, 'postgres')), 'cluster'), join(draft, 'postgres/cluster'))
    const made = { portevoix_backup: 1 as const, ended_at, postgres: server?.server_version ?? '', secret_key: settings.secret_key === null }
    await writeFile(join(draft, recordFile), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true })
    return made
  } finally {
    await client.end().catch(() => undefined)
    await database.stop()
  }
}

/**
 * Backs the installation up into a new folder, whether it runs or not: the embedded database, the journals of clicks, the kept
 * mails and the secret key. Nobody notices.
 * @throws Refusal where the database is the operator's own, or the folder holds something already.
 */
export const backupCommand = async (into: string): Promise<Answer> => {
  const settings = commandSettings()
  const folder = resolve(into)
  if (settings.database_url) throw new Refusal('The database is yours (DATABASE_URL): back it up with pg_dump or pg_basebackup, and keep the secret key beside it.')
  if (!existsSync(join(settings.data_dir, 'postgres'))) throw new Refusal(`There is no database in ${settings.data_dir}: write the folder of the installation in DATA_DIR.`)
  if (!isEmpty(folder)) throw new Refusal(`${folder} holds something already: write a new folder, for example ${folder}-${new Date().toISOString().slice(0, 10)}.`)
  const draft = `${folder}.unfinished`
  await rm(draft, { recursive: true, force: true })
  await mkdir(dirname(folder), { recursive: true })
  await mkdir(draft, { mode: 0o700 })
  try {
    const made = await copyInto(settings, draft)
    await rm(folder, { recursive: true, force: true })
    await rename(draft, folder)
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
}

const readRecord = (folder: string): z.infer<typeof record> => {
  try {
    return record.parse(JSON.parse(readFileSync(join(folder, recordFile), 'utf8')))
  } catch (cause) {
    throw new Refusal(`${folder} is no finished backup of Portevoix: write the folder that portevoix backup made (${basename(folder)}.unfinished would be half of one).`, { cause })
  }
}

/**
 * Makes the data folder of an installation from a backup; the next start serves it as it was.
 * @throws Refusal where the data folder has an installation already, or the folder is no backup.
 */
export const restoreCommand = async (from: string): Promise<Answer> => {
  const { data_dir } = commandSettings()
  const folder = resolve(from)
  const made = readRecord(folder)
  if (!isEmpty(data_dir)) throw new Refusal(`${data_dir} holds something already, and nothing there is overwritten: write a new folder in DATA_DIR, or move that one away.`)
  const home = prepareHome(data_dir)
  await copyKept(folder, data_dir)
  await copyFolder(join(folder, 'postgres/cluster'), home.cluster, /(?!)/)
  giveTo(home.folder, home.user)
  return {
    lines: [
      `Restored into ${data_dir}, as things were at ${made.ended_at}.`,
      ...(made.secret_key ? [] : ['Its secret key was PORTEVOIX_SECRET_KEY: start with the same.']),
      `To open it: DATA_DIR=${data_dir} npm start`,
    ],
    data: { data_dir, ended_at: made.ended_at },
  }
}
