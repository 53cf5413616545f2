import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Binaries } from '#kit/postgres/binaries'
import type { Home } from '#kit/postgres/home'
import { isServerOf, processesOn } from '#kit/postgres/processes'
import { runProgram } from '#kit/postgres/programs'
import { Refusal } from '#kit/refusal'

/** The number of the server that runs on the cluster, or that left its file there; null when none did. */
export const serverPid = (cluster: string): number | null => {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : null
  } catch {
    return null
  }
}

/**
 * Stops the server that a killed Portevoix has left running on the cluster. The caller holds the folder's lock, so that no other
 * Portevoix lives there; a server of another container would not be found here by its number, but has ended with its container.
 * @throws Refusal when it will not stop.
 */
export const stopOrphan = async (home: Home, binaries: Binaries, log: Logger): Promise<void> => {
  const pid = serverPid(home.cluster)
  if (pid === null) return
  if (!isServerOf(pid, home.cluster)) {
    // PostgreSQL would take whatever runs under that number now for itself. Its own look at shared memory still keeps it from
    // starting beside processes of the killed server, in the same container: of another it sees neither memory nor processes,
    // and the lock alone stands between them.
    rmSync(join(home.cluster, 'postmaster.pid'), { force: true })
    return
  }
  log.info({ pid }, 'stopping the PostgreSQL of an earlier start')
  for (const mode of ['fast', 'immediate']) {
    const { ok } = await runProgram(binaries, 'pg_ctl', home, ['stop', '-D', home.cluster, '-m', mode, '-w', '-t', '60'])
    if (ok || !isServerOf(pid, home.cluster)) return
  }
  throw new Refusal(`PostgreSQL (process ${pid}) of an earlier start does not stop: end it with kill ${pid}, then start again.`)
}

/**
 * Ends the processes that a killed server left on the cluster. They end by themselves once they notice, which one that is busy does only
 * when it has done; nobody hears what it does any more, and no server starts beside it. The caller holds the folder's lock.
 */
export const endLeft = (home: Home, log: Logger): void => {
  const pids = processesOn(home.cluster)
  if (pids.length > 0) log.warn({ pids }, 'ending what a killed PostgreSQL left')
  for (const pid of pids) {
    try { process.kill(pid, 'SIGKILL') } catch { /* ended meanwhile */ }
  }
}
