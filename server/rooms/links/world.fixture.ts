import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request as httpRequest } from 'node:http'
import pg from 'pg'
import { pino } from 'pino'
import { readSettings } from '../../env.ts'
import type { Subscriptions } from '#kit/bus'
import { createClients } from '#kit/clients'
import type { Connections } from '#kit/connections'
import { systemActor, type Actor, type Ctx, type Kit } from '#kit/context'
import { createDb, createPool } from '#kit/db'
import { newId } from '#kit/ids'
import { startJobs } from '#kit/jobs'
import { createMail } from '#kit/mail'
import { createOutbound } from '#kit/outbound'
import { within } from '#kit/within'
import { houseStatements } from '#room/organisations'
import { testDatabase } from '#test/database'
import { testKey } from '#test/cluster'
import { createLink, slugKey, type LinkDraft } from './actions.ts'
import { dayKeys } from './day-keys.ts'
import { originKey } from './origin.ts'
import { redirectService, type RedirectOptions, type RedirectService } from './redirect/service.ts'
import { inTheEnd } from '#test/ending'

export const silent = pino({ level: 'silent' })
export const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
export const paris = 'Europe/Paris'

/** A clock that a test sets. */
export const settableClock = (start: string) => {
  let at = new Date(start)
  return { now: () => at, set: (iso: string) => { at = new Date(iso) }, pass: (milliseconds: number) => { at = new Date(at.getTime() + milliseconds) } }
}

export interface World {
  connections: Connections
  kit: Kit
  owner: pg.Client
  organisation_id: string
  act<T>(work: (ctx: Ctx) => Promise<T>, actor?: Actor): Promise<T>
  link(draft?: Partial<LinkDraft>): Promise<{ id: string; slug: string; address: string }>
}

/** One organisation on a database of its own, with everything that the room works with. */
export const world = async (options: { clock?: () => Date; subscriptions?: Subscriptions } = {}): Promise<World> => {
  const connections = await testDatabase()
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-links-'))
  const settings = readSettings({ DATA_DIR: data_dir, LOG_LEVEL: 'silent' }, [])
  const pool = createPool({ ...connections.app, max: 4 }, silent)
  const jobs = await startJobs(connections.app, silent, { works: false })
  const clock = options.clock ?? (() => new Date())
  const kit: Kit = {
    settings, key: testKey, log: silent, db: createDb(pool), jobs, clock, mail: createMail(settings), subscriptions: options.subscriptions ?? [],
    outbound: createOutbound({ allow: [], user_agent: 'Portevoix test', log: silent }),
  }
  const owner = new pg.Client(connections.owner)
  await owner.connect()
  // a test that sets the clock of a node means that of the database too, unless it says otherwise
  if (options.clock) await owner.query(`create or replace function links.utc_day() returns date language sql stable as $$ select 'infinity'::date $$`)
  const organisation_id = newId()
  await owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Acme', 'fr', '#336699', now())`, [organisation_id])
  inTheEnd(async () => {
    await jobs.stop()
    await kit.db.destroy()
    await owner.end()
    rmSync(data_dir, { recursive: true, force: true })
  })
  const act: World['act'] = (work, actor = systemActor) => within(kit, organisation_id, work, actor)
  return {
    connections, kit, owner, organisation_id, act,
    link: (draft = {}) => act((ctx) => createLink(ctx, {
      target: 'https://example.org/news?utm_source=linkedin', share_id: newId(), programme_id: newId(), content_id: newId(), theme_id: null, network: 'linkedin',
      sharer_id: newId(), tribe: 'employees', group_ids: [],
      preview: { title: 'Une <nouvelle> & "demie"', description: 'Ce qui s’est passé', image: '/media/1.webp', image_alt: 'Une usine', image_size: [1280, 720], site_name: 'Acme', language: 'fr' }, ...draft,
    })),
  }
}

export interface Reply { status: number; headers: NodeJS.Dict<string | string[]>; body: string }

export interface Redirect { service: RedirectService; address: string; get(path: string, headers?: Record<string, string>, method?: string): Promise<Reply> }

/** What a browser says with every navigation. */
export const navigation = { 'user-agent': browser, accept: 'text/html,application/xhtml+xml', 'accept-language': 'fr' }

const running = new Set<RedirectService>()

/** The redirect service on a free port. Headers are sent as given and nothing else. */
export const redirect = async ({ connections, kit }: World, options: Partial<RedirectOptions> = {}): Promise<Redirect> => {
  const service = redirectService({
    connection: connections.links, log: silent, clock: kit.clock, slug_key: slugKey(kit), day_keys: dayKeys(kit), origin_key: originKey(kit),
    journal: { folder: mkdtempSync(join(kit.settings.data_dir, 'journal-')), limit_bytes: 1 << 24, hold_ms: 20 },
    house_statements: houseStatements,
    settings: () => ({ base_url: 'https://portevoix.example', links_base_url: 'https://go.example' }), clients: createClients(['loopback'], silent), ...options,
  })
  running.add(service)
  const server = createServer(service.handle)
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address()
      resolve(typeof bound === 'object' && bound ? bound.port : 0)
    })
  })
  inTheEnd(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => { server.close(resolve) })
    running.delete(service)
    await service.close()
  })
  const get: Redirect['get'] = (path, headers = navigation, method = 'GET') => new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part: string) => { body += part })
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }) })
    })
    sent.on('error', reject)
    sent.end()
  })
  return { service, address: `http://127.0.0.1:${port}`, get }
}

/** Resolves once everything that the services took is in the ledger. */
export const delivered = async (): Promise<void> => {
  await eventually(async () => [...running].reduce((sum, { state }) => sum + state.waiting_bytes, 0), (bytes) => bytes === 0, 10_000)
}

/** The ledger of one link, oldest first, once everything that the services took is in it. */
export const hitsOf = async ({ owner }: World, link_id: string) => {
  await delivered()
  return (await owner.query<{ at: Date; reason: number | null; visitor: string | null; origin: number | null }>(`select h.at, h.reason, to_hex(h.visitor) as visitor, h.origin
    from links.hits h join links.links l on l.number = h.link where l.id = $1 order by h.at, h.batch, h.ctid`, [link_id])).rows
}

/** Asks again until the answer pleases, for at most so many milliseconds. */
export const eventually = async <T>(ask: () => Promise<T>, pleases: (answer: T) => boolean, limit_ms = 3_000): Promise<T> => {
  const end = performance.now() + limit_ms
  for (;;) {
    const answer = await ask()
    if (pleases(answer) || performance.now() > end) return answer
    await new Promise((resolve) => { setTimeout(resolve, 20) })
  }
}
