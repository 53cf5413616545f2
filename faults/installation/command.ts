import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../bin/portevoix')

/** What a command of the operator's came to; where it was killed before its end, `code` is null. */
export interface Commanded { code: number | null; output: string; errors: string }

export type Command = (words: readonly string[], options?: { kill_after_ms?: number }) => Promise<Commanded>

/** Runs `portevoix` on an installation's data folder; with kill -9 before its end where that is asked for. */
export const createCommand = (env: NodeJS.ProcessEnv): Command => async (words, { kill_after_ms } = {}) => {
  // a group of its own, so that what it starts is killed with it
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const ended = once(child, 'close')
  const late = kill_after_ms === undefined ? undefined : setTimeout(() => { if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL') }, kill_after_ms)
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  clearTimeout(late)
  return { code: child.exitCode, output, errors }
}
