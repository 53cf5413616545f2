import { execFile } from 'node:child_process'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from '#kit/postgres/binaries'
import type { Home } from '#kit/postgres/home'
import type { SystemUser } from '#kit/postgres/user'

const run = promisify(execFile)

/** How PostgreSQL's programs are run: by its user, from a folder it may be in, with nothing of our environment. */
export const spawnOptions = (user: SystemUser | null, cwd: string): { cwd: string; uid?: number; gid?: number; env?: Record<string, string> } => ({
  cwd,
  ...user,
  ...(process.platform === 'win32' ? {} : { env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } }),
})

/** Runs one of PostgreSQL's programs to its end; gives whether it succeeded and what it said. */
export const runProgram = async (binaries: Binaries, name: 'initdb' | 'pg_ctl', home: Home, args: readonly string[]): Promise<{ ok: boolean; output: string }> => {
  try {
    const { stdout, stderr } = await run(binaries.path(name), [...args], spawnOptions(home.user, home.folder))
    return { ok: true, output: `${stdout}${stderr}` }
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error && 'stdout' in error ? `${String(error.stderr)}${String(error.stdout)}` : ''
    return { ok: false, output: said.trim() || `${dirname(binaries.path(name))}: ${String(error)}` }
  }
}
