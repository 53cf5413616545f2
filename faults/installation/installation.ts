import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../../server/kit/free-port.ts'
import type { Undo } from '../undo.ts'
import { until } from '../wait.ts'
import { createClock, type Clock } from './clock.ts'
import { postmasterOf, processesOf, signal } from './cluster.ts'
import { createCommand, type Command } from './command.ts'
import { startProgram, type Program, type Service } from './program.ts'
import { createProxy, type Proxy } from './proxy.ts'
import { joined, opened } from './template.ts'

/** A Portevoix in three processes on a data folder of its own. */
export interface Installation {
  data_dir: string
  programs: Record<Service, Program>
  /** A second worker, where there is one. */
  beside: Program | null
  /** The way to PostgreSQL; null where its own web process keeps it and all use its socket. */
  proxy: Proxy | null
  clock: Clock | null
  /** Runs a command of the operator's. */
  command: Command
  /** Asks PostgreSQL itself, as its owner. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export interface InstallationOptions {
  template: string
  data_dir: string
  undo: Undo
  /** `own`: the web process keeps the embedded PostgreSQL; `proxied`: it is reached by DATABASE_URL through a proxy. */
  database: 'own' | 'proxied'
  faketime: string | null
  two_workers?: boolean
  /** Before anything is started. */
  prepare?: (data_dir: string) => void
}

const patience_ms = 60_000

const proxied = async (data_dir: string, undo: Undo): Promise<{ proxy: Proxy; url: string }> => {
  const { database } = await opened(data_dir)
  undo.add(() => database.stop())
  const { host = '', port, user, password, database: name } = database.connections.owner
  const proxy = await createProxy({ path: join(host, `.s.PGSQL.${port}`) })
  undo.add(() => proxy.close())
  return { proxy, url: `postgres://${user}:${String(password)}@127.0.0.1:${proxy.port}/${name}` }
}

export const startInstallation = async ({ template, data_dir, undo, database, faketime, two_workers = false, prepare }: InstallationOptions): Promise<Installation> => {
  cpSync(template, data_dir, { recursive: true, verbatimSymlinks: true })
  prepare?.(data_dir)
  const clock = faketime === null ? null : createClock(faketime, join(data_dir, 'clock'))
  const way = database === 'proxied' ? await proxied(data_dir, undo) : null
  const env = {
    PATH: process.env.PATH, DATA_DIR: data_dir, TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'warn', ...(way && { DATABASE_URL: way.url }), ...clock?.env,
  }
  const start = async (service: Service, name: string = service): Promise<Program> => {
    const program = startProgram({ service, port: await freePort(), env, log: join(data_dir, `${name}.log`) })
    undo.add(() => program.stop())
    if (await until(() => program.fate !== null || program.ready(), performance.now(), patience_ms) === null || program.fate !== null) {
      throw new Error(`${service} does not start: ${program.fate ?? 'it does not answer'}`)
    }
    return program
  }
  const web = await start('web') // first: the one that finds no database keeps it
  const [links, worker, beside] = await Promise.all([start('links'), start('worker'), two_workers ? start('worker', 'worker-beside') : null])
  undo.add(() => {
    const postmaster = postmasterOf(data_dir)
    if (postmaster !== null) signal(processesOf(postmaster), 'SIGCONT') // one that is hung does not end in order
  })

  const { owner } = (await joined(data_dir)).connections
  return {
    data_dir, clock, programs: { web, links, worker }, beside, proxy: way?.proxy ?? null, command: createCommand(env),
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const client = new pg.Client({ ...owner, connectionTimeoutMillis: 5_000 })
      client.on('error', () => undefined)
      try {
        await client.connect()
        return (await client.query<Row>(text, [...values])).rows
      } finally {
        await Promise.race([client.end().catch(() => undefined), sleep(1_000)])
      }
    },
  }
}
