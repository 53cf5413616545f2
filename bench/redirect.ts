import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { z } from 'zod'
import { connectionsOf, type Connections } from '../server/kit/connections.ts'
import { newId } from '../server/kit/ids.ts'
import { migrate } from '../server/kit/migrate.ts'
import { startPostgres } from '../server/kit/postgres/start.ts'
import { newSlug } from '../server/rooms/links/index.ts'

/** One line of the table: medians of interleaved rounds of one run. */
export interface Row { name: string; baseline: number; measured: number; ratio: number; unit: string; rounds: number }

const key = Buffer.alloc(32, 1)
const slugKey = Buffer.alloc(32)
const prefix = 'bench'
const linkCount = 1_000
const connections = 64
/** Requests that each connection of the load generator prepares for a round; it begins anew when it has sent them all. */
const visitors = 500

const measure = z.object({ per_second: z.number(), p99_ms: z.number(), redirects: z.number(), others: z.number() })
type Measure = z.infer<typeof measure>
const address = z.object({ port: z.number() })

const start = (name: string): ChildProcess => fork(join(import.meta.dirname, 'redirect', name), { execArgv: [] })
const answerOf = async <T>(child: ChildProcess, shape: z.ZodType<T>): Promise<T> => shape.parse((await once(child, 'message'))[0])

const makeLinks = async (owner: pg.ClientConfig): Promise<string[]> => {
  const client = new pg.Client(owner)
  await client.connect()
  const organisation_id = newId()
  await client.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Bench', 'fr', '#336699', now())`, [organisation_id])
  const slugs = Array.from({ length: linkCount }, () => newSlug(slugKey))
  await client.query(`
    insert into links.links (id, organisation_id, slug, target, share_id, content_id, network, tribe, preview, created_at)
    select gen_random_uuid(), $1, slug, 'https://example.org/news', gen_random_uuid(), gen_random_uuid(), 'linkedin', 'employees', '{}', now()
    from unnest($2::text[]) as slug`, [organisation_id, slugs])
  await client.end()
  return slugs
}

const countHits = async ({ owner }: Connections): Promise<number> => {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<{ hits: number }>('select count(*)::integer as hits from links.hits')
  await client.end()
  return rows[0]?.hits ?? 0
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
const rounded = (value: number, digits = 0) => Number(value.toFixed(digits))

const rowOf = (name: string, unit: string, pairs: readonly { bare: Measure; durable: Measure }[], read: (one: Measure) => number): Row => {
  const baseline = median(pairs.map(({ bare }) => read(bare)))
  const measured = median(pairs.map(({ durable }) => read(durable)))
  return { name, baseline: rounded(baseline, 1), measured: rounded(measured, 1), ratio: rounded(measured / baseline, 2), unit, rounds: pairs.length }
}

const measurePairs = async (db: Connections, journal: string, slugs: readonly string[], rounds: number, seconds: number) => {
  const bare = start('bare.ts')
  const durable = start('durable.ts')
  const load = start('load.js')
  const { host, port, user, password, database } = db.links
  durable.send({ journal, connection: { host, port, user, password, database } })
  try {
    const [bareAt, durableAt] = await Promise.all([answerOf(bare, address), answerOf(durable, address)])
    let from = 0
    const ask = async (at: number, duration: number) => {
      load.send({ port: at, slugs, connections, seconds: duration, visitors, from: from += visitors })
      return answerOf(load, measure)
    }
    const answered = [await ask(bareAt.port, 1), await ask(durableAt.port, 2)].slice(1)
    const pairs = []
    for (let round = 0; round < rounds; round++) {
      const pair = { bare: await ask(bareAt.port, seconds), durable: await ask(durableAt.port, seconds) }
      pairs.push(pair)
      answered.push(pair.durable)
    }
    return { pairs, redirects: answered.reduce((sum, { redirects }) => sum + redirects, 0), others: answered.reduce((sum, { others }) => sum + others, 0) }
  } finally {
    const delivered = once(durable, 'exit')
    for (const child of [bare, durable, load]) child.disconnect()
    load.kill()
    await delivered
  }
}

/**
 * A redirect whose hit is durable before the answer leaves, against the barest redirect that node:http can give: the same
 * load, from another process, in interleaved rounds. Refuses to give figures if a redirect received is not in the ledger.
 */
export const run = async ({ rounds = 5, seconds = 4 } = {}): Promise<Row[]> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-bench-'))
  const postgres = await startPostgres({ data_dir, password: 'bench', log: pino({ level: 'silent' }) })
  try {
    await migrate(postgres.connection, { role_prefix: prefix, key })
    const db = connectionsOf(postgres.connection, prefix, key)
    const { pairs, redirects, others } = await measurePairs(db, join(data_dir, 'journal'), await makeLinks(db.owner), rounds, seconds)
    const hits = await countHits(db)
    if (hits < redirects || others > 0) throw new Error(`${redirects} redirects received, ${hits} hits stored, ${others} other answers`)
    const rows = [
      rowOf('redirect, hit durable before the answer / bare node:http 302', 'requests a second', pairs, ({ per_second }) => per_second),
      rowOf('its 99th percentile / the bare one’s', 'ms', pairs, ({ p99_ms }) => Math.max(p99_ms, 1)),
    ]
    mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
    writeFileSync(join(import.meta.dirname, 'results/redirect.json'), `${JSON.stringify({ connections, links: linkCount, redirects, hits, rows, pairs }, null, 2)}\n`)
    return rows
  } finally {
    await postgres.stop()
    rmSync(data_dir, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  for (const { name, baseline, measured, ratio, unit, rounds } of await run()) {
    console.log(`| ${name} | ${baseline} | ${measured} | ${ratio} | ${unit} | ${rounds} rounds |`)
  }
}
