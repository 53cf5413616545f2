import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Refusal } from '#kit/refusal'

/** The operating system's user that PostgreSQL runs as when Portevoix itself runs as root. */
export interface SystemUser { uid: number; gid: number }

const account = (matches: (fields: string[]) => boolean): SystemUser | null => {
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').map((entry) => entry.split(':')).find(matches)
  return line ? { uid: Number(line[2]), gid: Number(line[3]) } : null
}

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Whom PostgreSQL, which refuses to run as root, is given to: null when it may run as the present user.
 * @throws Refusal when started by root on a system that has neither a postgres nor a nobody user.
 */
export const postgresUser = (): SystemUser | null => {
  if (!isRoot()) return null
  const user = account(([name]) => name === 'postgres') ?? account(([name]) => name === 'nobody')
  if (!user) throw new Refusal('PostgreSQL does not run as root and there is no postgres or nobody user: start Portevoix as another user, or add one with useradd --system postgres.')
  return user
}

/** The user of an existing folder, with the group of its account where it has one. */
export const ownerOf = (path: string): SystemUser => {
  const { uid, gid } = statSync(path)
  return account((fields) => fields[2] === String(uid)) ?? { uid, gid }
}

/** Whether the user can pass through a folder and every folder above it: a 0700 /root is the usual trap. */
export const canReach = (path: string, user: SystemUser): boolean => {
  const folder = resolve(path)
  const { uid, gid, mode } = statSync(folder)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  if ((mode & bit) === 0) return false
  return folder === dirname(folder) || canReach(dirname(folder), user)
}
