import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { connectionsOf, type Connections } from '../../server/kit/connections.ts'
import { newId } from '../../server/kit/ids.ts'
import { migrate } from '../../server/kit/migrate.ts'
import { startPostgres } from '../../server/kit/postgres/start.ts'
import { newSlug } from '../../server/rooms/links/index.ts'
import { postmasterOf, workOf, workOfDatabase } from '../work.ts'

const key = Buffer.alloc(32, 1)
const slugKey = Buffer.alloc(32)
const prefix = 'bench'

export const connections = 64

const measure = z.object({ per_second: z.number(), p99_ms: z.number(), redirects: z.number(), others: z.number() })
const address = z.object({ port: z.number() })

/** What one round came to; `cpu_us` is what the servers asked worked for each redirect, in microseconds of one core. `cores`: how many of them each had. */
export interface Measure extends z.infer<typeof measure> { cpu_us: number; cores: { servers: number; load: number; database: number } }

/** A server under load, in a process of its own. */
export interface Target { child: ChildProcess; port: number }

export interface Round { slugs: readonly string[]; cold?: readonly string[]; seconds: number; visitors: number }

export interface Stage {
  db: Connections
  organisation_id: string
  owner: pg.Client
  bare(): Promise<Target>
  /** The links service, as it runs in the product; each has a journal of its own. */
  links(): Promise<Target>
  /** All connections ask one target, or each an equal part of several, for so long. */
  ask(targets: readonly Target[], round: Round): Promise<Measure>
  makeLinks(count: number): Promise<string[]>
  stopPostgres(): Promise<void>
  /** Hits in the ledger, once every links service has delivered its journal and ended. */
  endAndCount(): Promise<number>
  close(): Promise<void>
}

const start = (name: string): ChildProcess => fork(join(import.meta.dirname, name), { execArgv: [] })
const answerOf = async <T>(child: ChildProcess, shape: z.ZodType<T>): Promise<T> => shape.parse((await once(child, 'message'))[0])

/** Megabytes of memory that a process holds. */
export const memoryOf = ({ child }: Target): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000

/** A database of its own with one organisation, and a load generator. */
export const openStage = async (): Promise<Stage> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-bench-'))
  const postgres = await startPostgres({ data_dir, password: 'bench', log: pino({ level: 'silent' }) })
  await migrate(postgres.connection, { role_prefix: prefix, key })
  const db = connectionsOf(postgres.connection, prefix, key)
  const owner = new pg.Client(db.owner)
  owner.on('error', () => undefined) // it is stopped on purpose
  await owner.connect()
  const postmaster = await postmasterOf(owner)
  const organisation_id = newId()
  await owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Bench', 'fr', '#336699', now())`, [organisation_id])
  const load = start('load.js')
  const others: ChildProcess[] = [load]
  let services: ChildProcess[] = []

  const target = async (child: ChildProcess): Promise<Target> => ({ child, port: (await answerOf(child, address)).port })
  const endServices = async () => {
    const ended = services.map((child) => once(child, 'exit'))
    for (const child of services) child.disconnect()
    services = []
    await Promise.all(ended)
  }

  return {
    db, organisation_id, owner,
    bare() {
      const child = start('bare.ts')
      others.push(child)
      return target(child)
    },
    links() {
      const child = start('durable.ts')
      const { host, port, user, password, database } = db.links
      child.send({ journal: join(data_dir, 'journal'), connection: { host, port, user, password, database } })
      services.push(child)
      return target(child)
    },
    async ask(targets, round) {
      const work = () => ({ servers: targets.reduce((sum, { child }) => sum + workOf(child.pid), 0), load: workOf(load.pid), database: workOfDatabase(postmaster), at: performance.now() * 1_000 })
      const before = work()
      load.send({ ...round, ports: targets.map(({ port }) => port), connections })
      const one = await answerOf(load, measure)
      const after = work()
      const cores = (who: 'servers' | 'load' | 'database') => Number(((after[who] - before[who]) / (after.at - before.at)).toFixed(2))
      return { ...one, cpu_us: (after.servers - before.servers) / Math.max(one.redirects, 1), cores: { servers: cores('servers'), load: cores('load'), database: cores('database') } }
    },
    async makeLinks(count) {
      const slugs = Array.from({ length: count }, () => newSlug(slugKey))
      await owner.query(`
        insert into links.links (id, organisation_id, slug, target, share_id, content_id, network, tribe, preview, created_at)
        select gen_random_uuid(), $1, slug, 'https://example.org/news', gen_random_uuid(), gen_random_uuid(), 'linkedin', 'employees', '{}', now()
        from unnest($2::text[]) as slug`, [organisation_id, slugs])
      return slugs
    },
    stopPostgres: () => postgres.stop(),
    async endAndCount() {
      await endServices()
      const { rows } = await owner.query<{ hits: number }>('select count(*)::integer as hits from links.hits')
      return rows[0]?.hits ?? 0
    },
    async close() {
      await endServices()
      for (const child of others) child.kill()
      await owner.end().catch(() => undefined)
      await postgres.stop()
      rmSync(data_dir, { recursive: true, force: true })
    },
  }
}
