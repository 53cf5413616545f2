import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
/** What a run of the checks may take there, with room to spare, in bytes. */
const room = 6 * 2 ** 30

const name = 'portevoix-checks-'
const prefixIn = (parent) => join(parent, `${name}${process.pid}-`)

/** A folder that the database's own user passes through, and what is in it may be run; null where it cannot be. */
const folderIn = (parent) => {
  const folder = mkdtempSync(prefixIn(parent))
  try {
    chmodSync(folder, 0o711)
    const program = join(folder, 'program')
    writeFileSync(program, '', { mode: 0o700 })
    accessSync(program, constants.X_OK)
    rmSync(program)
    return folder
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}

const isRunning = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** What a run left that was killed: memory is not to be filled with it. */
const clear = () => {
  for (const found of readdirSync(memory)) {
    if (found.startsWith(name) && !isRunning(Number(found.slice(name.length).split('-')[0]))) rmSync(join(memory, found), { recursive: true, force: true })
  }
}

const inMemory = () => {
  try {
    clear()
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > room && freemem() > room ? folderIn(memory) : null
  } catch {
    return null
  }
}

/** Where the checks keep databases, browsers' profiles and builds: in memory where there is plenty of it, since files that come and go are what a busy disk is slow at. */
export const temporaryFolder = () => inMemory() ?? mkdtempSync(prefixIn(tmpdir()))
