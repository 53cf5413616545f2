import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Logger } from 'pino'
import type { Binaries } from '#kit/postgres/binaries'
import type { Home } from '#kit/postgres/home'
import { AlreadyKept } from '#kit/postgres/lock'
import { runProgram, spawnOptions } from '#kit/postgres/programs'
import type { Endpoint } from '#kit/postgres/socket'

export interface Server {
  /** Resolves, never rejects, with how the server ended. */
  exited: Promise<string>
  hasExited(): boolean
  /** The last lines it wrote. */
  lastWords(): string
  /** Shuts it down in order, or at once where the reason is that another process has the cluster now. */
  stop(reason?: unknown): Promise<void>
}

// The shell holds a pipe of which this process has the other end: when that closes, even by kill -9, PostgreSQL is shut down.
const watchdog = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null & watch=$!
trap 'kill -INT $server 2>/dev/null' INT TERM HUP
trap 'kill -QUIT $server 2>/dev/null' USR1
wait $server; status=$?
while kill -0 $server 2>/dev/null; do wait $server; status=$?; done
kill $watch 2>/dev/null
exit $status`

const durability = ['fsync=on', 'full_page_writes=on', 'synchronous_commit=on']
// Statements and values may hold personal data: the server's own log keeps to what happens to the server.
const discretion = ['log_min_messages=log', 'log_min_error_statement=panic', 'log_error_verbosity=terse', 'log_line_prefix=', 'log_destination=stderr', 'logging_collector=off']

const settings = (entries: readonly string[]): string[] => entries.flatMap((entry) => ['-c', entry])

// Ends of single sessions in the ordinary life of a server that starts and stops.
const ofSessions = /the database system is|does not exist|terminating connection|canceling authentication/

const pass = (line: string, log: Logger): void => {
  const text = line.replace(/^[A-Z]+: {2}/, '')
  if (/^(FATAL|PANIC):/.test(line) && !ofSessions.test(line)) log.warn({ postgres: text }, 'PostgreSQL')
  else log.debug({ postgres: text }, 'PostgreSQL')
}

const after = (milliseconds: number): Promise<'late'> =>
  new Promise((resolve) => { setTimeout(resolve, milliseconds, 'late').unref() })

const start = (command: readonly string[], home: Home): ChildProcess => {
  const options = { ...spawnOptions(home.user, home.folder), detached: true, windowsHide: true } // detached: Ctrl-C is for Portevoix, which stops it in order
  const [program = '', ...args] = command
  if (process.platform === 'win32') return spawn(program, args, { ...options, detached: false, stdio: ['ignore', 'ignore', 'pipe'] })
  return spawn('/bin/sh', ['-c', watchdog, 'portevoix-postgres', ...command], { ...options, stdio: ['pipe', 'ignore', 'pipe'] })
}

/** Starts PostgreSQL's server process; it may still be recovering, or fail, afterwards. */
export const spawnServer = (home: Home, binaries: Binaries, endpoint: Endpoint, max_connections: number, log: Logger): Server => {
  const child = start([
    binaries.path('postgres'), '-D', home.cluster, ...endpoint.server_options,
    ...settings([`max_connections=${max_connections}`, 'shared_preload_libraries=pg_stat_statements', ...durability, ...discretion]),
  ], home)
  const words: string[] = []
  let ended = false
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', (line) => {
      words.push(line)
      if (words.length > 20) words.shift()
      pass(line, log)
    })
  }
  child.stdin?.on('error', () => {}) // the pipe only lives as long as the server; its end is told by exit
  const exited = new Promise<string>((resolve) => {
    const end = (how: string): void => { ended = true; resolve(how) }
    child.once('error', (error) => { end(error.message) })
    child.once('exit', (code, signal) => { setImmediate(end, signal ?? `code ${code}`) }) // its last words are read first
  })
  const ask = async (mode: string, milliseconds: number): Promise<boolean> => {
    if (ended) return true
    await runProgram(binaries, 'pg_ctl', home, ['stop', '-D', home.cluster, '-m', mode, '-W'])
    return await Promise.race([exited, after(milliseconds)]) !== 'late'
  }
  // The number in the cluster is that of the other's server now, and what this one would write at an orderly end, too much.
  const abandon = async (): Promise<boolean> => {
    if (ended || process.platform === 'win32') return ended
    child.kill('SIGUSR1')
    return await Promise.race([exited, after(5_000)]) !== 'late'
  }
  const stop = async (reason?: unknown): Promise<void> => {
    if (reason instanceof AlreadyKept ? await abandon() : await ask('fast', 30_000) || await ask('immediate', 10_000)) return
    if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGKILL')
    child.kill('SIGKILL')
    await exited
  }
  return { exited, hasExited: () => ended, lastWords: () => words.join('\n'), stop }
}
