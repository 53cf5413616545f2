import { randomUUID } from 'node:crypto'
import { constants, existsSync, type Dirent } from 'node:fs'
import { copyFile, mkdir, open, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { syncFolder } from '#kit/sync-folder'

/**
 * What a base backup leaves out: what the server makes anew at its start, and its log, of which only the part that belongs to
 * the backup is taken. The list is that of pg_basebackup in PostgreSQL’s manual ("Base Backup").
 */
const left_out = /^(?:pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/|^(?:postmaster\.(?:pid|opts)|(?:backup_label|tablespace_map).*)$|(?:^|\/)(?:pgsql_tmp|pg_internal\.init)[^/]*$/

/** Whether it failed because its program took the file or folder away meanwhile, and not the place that it was copied to. */
const isGone = (error: unknown, from: string): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT' && !existsSync(from)

const syncFile = async (path: string): Promise<void> => {
  const handle = await open(path, 'r+')
  try { await handle.sync() } finally { await handle.close() }
}

/** A file and its durable copy. */
export const copyDurably = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  await syncFile(to)
}

/** What is gone is left, as it would be a moment later. */
const unlessGone = async <T>(from: string, otherwise: T, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (isGone(error, from)) return otherwise
    throw error
  }
}

interface Copying {
  /** What is left out: paths within the folder. */
  leaves?: RegExp
  signal: AbortSignal
}

/** Copies a folder, whose files may come and go meanwhile, to a new one; gives how many files were copied. */
export const copyFolder = async (from: string, to: string, { leaves, signal }: Copying, within = ''): Promise<number> => {
  await mkdir(to, { mode: 0o700 })
  let copied = 0
  for (const entry of await unlessGone<Dirent[]>(from, [], () => readdir(from, { withFileTypes: true }))) {
    signal.throwIfAborted()
    const path = `${within}${entry.name}`
    if (leaves?.test(path)) continue
    const [here, there] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copied += await copyFolder(here, there, { leaves, signal }, `${path}/`)
    else if (entry.isFile()) copied += await unlessGone(here, 0, () => copyDurably(here, there).then(() => 1))
  }
  syncFolder(to)
  return copied
}

interface Stopped { label: string; tablespaces: string; last: string; at: string }

/**
 * The file of the log that holds the last octet before a place in it. At the very beginning of a file that is the one before,
 * which pg_walfile_name names itself only before PostgreSQL 17.
 */
export const lastFile = (place: string): string => `pg_walfile_name(${place} - 1)`

/** The server's log from the beginning of the backup to its end: without it the copied files are no database. */
const copyLog = async (cluster: string, to: string, first: string, last: string): Promise<void> => {
  const wanted = (await readdir(join(cluster, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
  if (!wanted.includes(first) || !wanted.includes(last)) throw new Error(`PostgreSQL's log from ${first} to ${last} is not whole: the backup is void`)
  for (const name of wanted) await copyDurably(join(cluster, 'pg_wal', name), join(to, 'pg_wal', name))
}

/**
 * Copies a running server's files to the new folder `to`, while it serves: a base backup, made as PostgreSQL's manual says for
 * backups by the low-level interface ("Continuous Archiving and Point-in-Time Recovery"), with its log, so that a server which is
 * started on the copy comes to the moment of the backup's end. `client` is the superuser's, and is used by nobody else meanwhile.
 * @throws Error when the log was not kept whole; what was copied is then worth nothing.
 */
export const copyCluster = async (client: pg.Client, cluster: string, to: string, signal: AbortSignal): Promise<{ files: number; ended_at: string }> => {
  const slot = `portevoix_backup_${randomUUID().replaceAll('-', '_')}`
  // Temporary: it keeps the log for as long as this connection lives, and no longer.
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
  await client.query(`select pg_backup_start('portevoix', true)`)
  const files = await copyFolder(cluster, to, { leaves: left_out, signal })
  const { rows: [ended] } = await client.query<Stopped>(`
    select labelfile as label, spcmapfile as tablespaces, ${lastFile('lsn')} as last, to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from pg_backup_stop(false)`)
  const first = /START WAL LOCATION: \S+ \(file ([0-9A-F]{24})\)/.exec(ended?.label ?? '')?.[1]
  if (!ended || !first) throw new Error('PostgreSQL does not say where the backup begins and ends')
  await copyLog(cluster, to, first, ended.last)
  await writeFile(join(to, 'backup_label'), ended.label, { mode: 0o600, flush: true })
  if (ended.tablespaces) await writeFile(join(to, 'tablespace_map'), ended.tablespaces, { mode: 0o600, flush: true })
  for (const folder of [to, join(to, 'pg_wal')]) syncFolder(folder)
  return { files, ended_at: ended.at }
}
