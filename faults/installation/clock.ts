import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { isRoot } from '../../server/kit/postgres/user.ts'

/** The clock of Portevoix's processes, which can be set while they run. Time that has passed is told as ever. */
export interface Clock {
  env: NodeJS.ProcessEnv
  now(): Date
  set(to: Date): void
}

const libraries = '/usr/lib'

const findLibrary = (): string | null => {
  if (!existsSync(libraries)) return null
  return readdirSync(libraries).map((name) => `${libraries}/${name}/faketime/libfaketime.so.1`).find((file) => existsSync(file)) ?? null
}

/** libfaketime of Debian, installed where it is missing and that may be done; null where it cannot be had. */
export const findFaketime = (): string | null => {
  const found = findLibrary()
  if (found !== null || !isRoot()) return found
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'faketime'], { stdio: 'ignore' }).status === 0
  if (!install()) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore' })
    install()
  }
  return findLibrary()
}

/** A clock that is told by a file, read anew each time that a process asks for the time. */
export const createClock = (library: string, file: string): Clock => {
  let offset_ms = 0
  const tell = (): void => {
    writeFileSync(`${file}.new`, `${offset_ms < 0 ? '-' : '+'}${Math.abs(offset_ms / 1_000).toFixed(3)}\n`)
    renameSync(`${file}.new`, file) // never half a number
  }
  tell()
  return {
    env: { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1' },
    now: () => new Date(Date.now() + offset_ms),
    set(to) {
      offset_ms = to.getTime() - Date.now()
      tell()
    },
  }
}
