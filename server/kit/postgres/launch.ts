import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Binaries } from '#kit/postgres/binaries'
import { superuser } from '#kit/postgres/cluster'
import type { Home } from '#kit/postgres/home'
import { endLeft, stopOrphan } from '#kit/postgres/orphan'
import { spawnServer, type Server } from '#kit/postgres/server'
import type { Endpoint } from '#kit/postgres/socket'
import { Refusal } from '#kit/refusal'

export const database = 'portevoix'

export interface Launch {
  home: Home
  binaries: Binaries
  endpoint: Endpoint
  password: string
  max_connections: number
  log: Logger
  signal: AbortSignal
}

const notYet = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03', '57P01', '08006']
const patience_ms = 20_000

const connect = async ({ endpoint, password }: Launch, name: string): Promise<pg.Client> => {
  const client = new pg.Client({ host: endpoint.host, port: endpoint.port, user: superuser, password, database: name })
  client.on('error', () => {}) // a server that dies now is told by its exit
  await client.connect()
  return client
}

const createDatabase = async (launch: Launch): Promise<void> => {
  const client = await connect(launch, 'postgres')
  await client.query(`create database ${database}`).finally(() => client.end())
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** One attempt to enter; false: not yet. */
const knock = async (launch: Launch): Promise<boolean> => {
  try {
    const client = await connect(launch, database)
    await client.end()
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === '3D000') await createDatabase(launch)
    else if (code === '28P01') {
      throw new Refusal(`The embedded database in ${launch.home.folder} does not open with this secret key: put back the secret.key (or PORTEVOIX_SECRET_KEY) that it was made with.`, { cause: error })
    } else if (!notYet.includes(code) && !/terminated unexpectedly/.test(String(error))) throw error
    return false
  }
}

const untilReady = async (server: Server, launch: Launch): Promise<boolean> => {
  const begun = Date.now()
  let told = 0
  while (!server.hasExited()) {
    launch.signal.throwIfAborted()
    if (await knock(launch)) return true
    await sleep(15)
    const waited_s = Math.floor((Date.now() - begun) / 1000)
    if (waited_s >= told + 10) {
      told = waited_s
      launch.log.info({ waited_s }, 'PostgreSQL is recovering after an abrupt stop')
    }
  }
  return false
}

/** A killed server has left processes that still have its memory. */
const isHeld = (words: string): boolean => /shared memory block .* is still in use/.test(words)
const isLeaving = (words: string): boolean => isHeld(words) || /lock file .* already exists/.test(words)

/**
 * Starts the server and waits until it can be used, however long its recovery takes.
 * @throws Refusal when it cannot be started or entered; the signal's reason when aborted.
 */
export const launchServer = async (launch: Launch): Promise<Server> => {
  const begun = Date.now()
  for (;;) {
    launch.signal.throwIfAborted()
    await stopOrphan(launch.home, launch.binaries, launch.log)
    launch.endpoint.clean()
    const server = spawnServer(launch.home, launch.binaries, launch.endpoint, launch.max_connections, launch.log)
    try {
      if (await untilReady(server, launch)) return server
    } catch (error) {
      await server.stop(launch.signal.reason)
      throw error
    }
    const words = server.lastWords()
    if (!isLeaving(words) || Date.now() - begun > patience_ms) {
      const line = words.split('\n').findLast((text) => /^(FATAL|PANIC):/.test(text)) ?? words.slice(-300)
      throw new Refusal(`The embedded PostgreSQL does not start (${line || await server.exited}): put that right, or write the address of another one in DATABASE_URL.`)
    }
    if (isHeld(words)) endLeft(launch.home, launch.log)
    await sleep(100)
  }
}
