import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { findBinaries } from '#kit/postgres/binaries'
import { prepareCluster, superuser } from '#kit/postgres/cluster'
import { prepareHome } from '#kit/postgres/home'
import { database, launchServer, type Launch } from '#kit/postgres/launch'
import { lockFolder } from '#kit/postgres/folder-lock'
import { AlreadyKept } from '#kit/postgres/lock'
import { serverPid, stopOrphan } from '#kit/postgres/orphan'
import type { Server } from '#kit/postgres/server'
import { prepareEndpoint } from '#kit/postgres/socket'

export interface PostgresOptions {
  data_dir: string
  /** The database superuser's; what the cluster was made with must be given ever after. */
  password: string
  log: Logger
  max_connections?: number
  /** Told each time the server had ended by itself and is back; `reason` is a signal or an exit code. */
  onRestart?: (event: { reason: string; pid: number | null }) => void
  /** Told, once no server runs any more, that another process has taken the folder over; by default this process ends of it. */
  onLost?: (error: AlreadyKept) => void
}

export interface Postgres {
  connection: { host: string; port: number; user: string; password: string; database: string }
  /** The server's process; null for the moment of a restart. */
  readonly pid: number | null
  /** Shuts the server down in order and gives the folder back; may be called again. */
  stop(): Promise<void>
}

const longestPause_ms = 5000

const again = async (launch: Launch): Promise<Server> => {
  for (let pause_ms = 100; ; pause_ms = Math.min(2 * pause_ms, longestPause_ms)) {
    try {
      return await launchServer(launch)
    } catch (error) {
      launch.signal.throwIfAborted()
      launch.log.error({ error: String(error) }, 'PostgreSQL does not start again yet')
      await sleep(pause_ms, undefined, { signal: launch.signal })
    }
  }
}

/** Keeps a server running until the signal; resolves once none runs any more. */
const keepRunning = async (first: Server, launch: Launch, onRestart: PostgresOptions['onRestart']): Promise<void> => {
  const { signal, log, home } = launch
  const asked = new Promise<'stop'>((resolve) => { signal.addEventListener('abort', () => { resolve('stop') }, { once: true }) })
  let server = first
  for (;;) {
    const how = await Promise.race([server.exited, asked])
    if (signal.aborted) return server.stop(signal.reason)
    log.error({ reason: how }, 'PostgreSQL ended by itself: starting it again')
    try {
      server = await again(launch)
    } catch {
      return // asked to stop meanwhile, with no server running
    }
    onRestart?.({ reason: how, pid: serverPid(home.cluster) })
  }
}

const endOfIt = (error: AlreadyKept): void => { setImmediate(() => { throw error }) }

/**
 * Starts the embedded PostgreSQL on `<data_dir>/postgres`, made at the first start, and keeps it running: a server that
 * ends by itself is started again, one that a killed Portevoix left is stopped first, and it ends with this process.
 * @throws Refusal when the folder, its version, its owner, its password or another running Portevoix stands in the way.
 */
export const startPostgres = async (options: PostgresOptions): Promise<Postgres> => {
  const { data_dir, password, log, max_connections = 60, onRestart, onLost = endOfIt } = options
  const home = prepareHome(data_dir)
  const ending = new AbortController()
  const lost = (error: AlreadyKept): void => {
    log.fatal(error.message)
    ending.abort(error)
  }
  const lock = await lockFolder({ home, data_dir, log, lost })
  try {
    const binaries = findBinaries(home.user, home.folder)
    await prepareCluster(home, binaries, password)
    lock.check()
    await stopOrphan(home, binaries, log)
    const endpoint = await prepareEndpoint(home)
    const launch: Launch = { home, binaries, endpoint, password, max_connections, log, signal: ending.signal }
    const server = await launchServer(launch)
    const ended = keepRunning(server, launch, onRestart).finally(() => {
      if (ending.signal.reason instanceof AlreadyKept) return onLost(ending.signal.reason)
      endpoint.remove()
      lock.release()
    })
    return {
      connection: { host: endpoint.host, port: endpoint.port, user: superuser, password, database },
      get pid() { return serverPid(home.cluster) },
      stop: () => {
        ending.abort()
        return ended
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
