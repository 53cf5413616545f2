import { chmodSync, chownSync, existsSync, lchownSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, type Stats } from 'node:fs'
import { dirname, join } from 'node:path'
import { prepareDataDir } from '#kit/data-dir'
import { canReach, isRoot, ownerOf, postgresUser, type SystemUser } from '#kit/postgres/user'
import { Refusal } from '#kit/refusal'

/** Where a PostgreSQL server lives. */
export interface Home {
  /** The folder of all the rest, 0700, real path. */
  folder: string
  /** PostgreSQL's own data. */
  cluster: string
  /** null: the present user. */
  user: SystemUser | null
}

const elsewhere = '/var/lib/portevoix'

const entry = (path: string): Stats | undefined => lstatSync(path, { throwIfNoEntry: false })

/** Under a folder that the database's user cannot pass through, such as a root-only home, its data goes to /var/lib and a link stays. */
const makeElsewhere = (link: string): string => {
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 })
  const folder = mkdtempSync(join(elsewhere, 'postgres-'))
  symlinkSync(folder, link)
  return folder
}

/** Started by root: the database's own user may pass through the data folder, which stays closed to it otherwise. */
const letThrough = (dir: string, { gid }: SystemUser): void => {
  const { mode, uid } = statSync(dir)
  if (uid !== 0 || (mode & 0o070) !== 0) return // another owner's folder, or one whose group has rights already
  chownSync(dir, 0, gid)
  chmodSync(dir, (mode & 0o7777) | 0o010)
}

const giveAll = (path: string, { uid, gid }: SystemUser): void => {
  lchownSync(path, uid, gid)
  if (entry(path)?.isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), { uid, gid })
}

/** Gives the database's user what somebody else has put there. */
export const giveTo = (folder: string, user: SystemUser | null): void => { if (user) giveAll(folder, user) }

const make = (data_dir: string, user: SystemUser | null): string => {
  const path = join(data_dir, 'postgres')
  if (existsSync(path)) return realpathSync(path)
  if (entry(path)) throw new Refusal(`${path} leads to a folder that is no longer there: put it back from a backup, or remove ${path} to start with an empty database.`)
  if (user && !canReach(data_dir, user) && canReach(dirname(data_dir), user)) letThrough(data_dir, user)
  if (user && !canReach(data_dir, user)) return makeElsewhere(path)
  mkdirSync(path, { mode: 0o700 })
  return realpathSync(path)
}

/** As root the database keeps its owner; what root owns (new, or copied back from a backup) is given to PostgreSQL's user. */
const settleOwner = (folder: string, user: SystemUser | null): SystemUser | null => {
  const owner = ownerOf(folder)
  const uid = process.getuid?.()
  if (!isRoot()) {
    if (uid !== undefined && owner.uid !== uid) {
      throw new Refusal(`The database in ${folder} belongs to user ${owner.uid}, not to ${uid}: start Portevoix as that user or as root, or run chown -R ${uid} ${folder}.`)
    }
    return null
  }
  if (owner.uid !== 0) return owner
  if (user) giveAll(folder, user)
  return user
}

/**
 * Makes or finds the folder of the embedded PostgreSQL under the data folder.
 * @throws Refusal when it cannot be made, or is another user's.
 */
export const prepareHome = (data_dir: string): Home => {
  prepareDataDir(data_dir)
  const chosen = postgresUser()
  try {
    const folder = make(realpathSync(data_dir), chosen)
    const user = settleOwner(folder, chosen)
    if (user && !canReach(dirname(folder), user)) {
      throw new Refusal(`PostgreSQL's user (${user.uid}) cannot reach ${folder}: run chmod o+x on the folders above it, or write another folder, for example DATA_DIR=/var/lib/portevoix.`)
    }
    const cluster = join(folder, 'cluster')
    chmodSync(folder, 0o700)
    if (existsSync(cluster)) chmodSync(cluster, 0o700) // a copy often comes back too open, which PostgreSQL refuses
    return { folder, cluster, user }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    throw new Refusal(`The folder of the database in ${data_dir} cannot be made (${String(cause)}): write another one, for example DATA_DIR=/var/lib/portevoix.`, { cause })
  }
}

/** Takes the database's folder away, where it was put and what leads there. */
export const removeHome = (data_dir: string): void => {
  const path = join(data_dir, 'postgres')
  if (entry(path)?.isSymbolicLink() && existsSync(path) && dirname(realpathSync(path)) === elsewhere) rmSync(realpathSync(path), { recursive: true })
  rmSync(path, { recursive: true, force: true })
}

/** A folder that the database's user alone may enter. */
export const makePrivate = (path: string, user: SystemUser | null): void => {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (user) chownSync(path, user.uid, user.gid)
  chmodSync(path, 0o700)
}
