import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverPid } from '../../server/kit/postgres/orphan.ts'
import { startOf } from '../../server/kit/postgres/processes.ts'

/** The server's own process; null where none runs. */
export const postmasterOf = (data_dir: string): number | null => {
  const pid = serverPid(join(data_dir, 'postgres/cluster'))
  return pid !== null && startOf(pid) !== null ? pid : null
}

/** The processes that a process has started and that have not been buried. */
export const childrenOf = (pid: number): number[] => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return [] // ended meanwhile
  }
}

/** The server's process and those of its sessions. */
export const processesOf = (postmaster: number): number[] => [postmaster, ...childrenOf(postmaster)]

/** Sends a signal to processes that may have ended meanwhile. */
export const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try { process.kill(pid, name) } catch { /* ended meanwhile */ }
  }
}
