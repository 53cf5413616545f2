import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverPid } from '../../server/kit/postgres/orphan.ts'
import { startOf } from '../../server/kit/postgres/processes.ts'

/** The server's own process; null where none runs. */
export const postmasterOf = (data_dir: string): number | null => {
  const pid = serverPid(join(data_dir, 'postgres/cluster'))
  return pid !== null && startOf(pid) !== null ? pid : null
}

const parentOf = (pid: number): number | null => {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null // ended meanwhile
  }
}

/** The server's process and those of its sessions. */
export const processesOf = (postmaster: number): number[] =>
  [postmaster, ...readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => parentOf(pid) === postmaster)]

/** Sends a signal to processes that may have ended meanwhile. */
export const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try { process.kill(pid, name) } catch { /* ended meanwhile */ }
  }
}
