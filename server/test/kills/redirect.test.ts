import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createClients } from '#kit/clients'
import { connectionsOf } from '#kit/connections'
import { freePort } from '#kit/free-port'
import { newId } from '#kit/ids'
import { migrate } from '#kit/migrate'
import { startPostgres } from '#kit/postgres/start'
import { newSlug, redirectService } from '#room/links'
import { houseStatements } from '#room/organisations'
import { rolePrefix, testKey } from '#test/cluster'
import { startLoad, startService } from './redirect-load.ts'

/** `npm run faults` kills twenty times, and in more ways. */
const kills = 4
const linkCount = 300_000

/** One link for each request, so that a hit can be told from every other without keeping anything of its visitor. Gives their slugs. */
const makeLinks = async (owner: pg.ClientConfig): Promise<string[]> => {
  const client = new pg.Client(owner)
  await client.connect()
  const organisation_id = newId()
  const slugs = Array.from({ length: linkCount }, () => newSlug(testKey))
  await client.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Acme', 'fr', '#336699', now())`, [organisation_id])
  await client.query(`insert into links.links (id, organisation_id, slug, target, share_id, content_id, network, tribe, preview, created_at)
    select gen_random_uuid(), $1, slug, 'https://example.org/', gen_random_uuid(), gen_random_uuid(), 'linkedin', 'employees', '{}', now()
    from unnest($2::text[]) as slug`, [organisation_id, slugs])
  // recovery is to replay the clicks, not the making of these links
  await client.query('checkpoint')
  await client.end()
  return slugs
}

const countHits = async (owner: pg.ClientConfig): Promise<Map<string, number>> => {
  const client = new pg.Client(owner)
  await client.connect()
  const { rows } = await client.query<{ slug: string; hits: number }>(`
    select l.slug, count(*)::integer as hits from links.hits h join links.links l on l.number = h.link group by 1`)
  await client.end()
  return new Map(rows.map(({ slug, hits }) => [slug, hits]))
}

test(`${kills} kills -9 of the links service, and of PostgreSQL, under load lose no click and store none twice`, async () => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-kills-'))
  const postgres = await startPostgres({ data_dir, password: 'test', log: pino({ level: 'silent' }) })
  try {
    await migrate(postgres.connection, { role_prefix: rolePrefix, key: testKey })
    const { owner, links } = connectionsOf(postgres.connection, rolePrefix, testKey)
    const slugs = await makeLinks(owner)
    const journal = join(data_dir, 'journal')
    const port = await freePort()
    const service = await startService(port, journal, links)
    const load = startLoad(port, slugs)
    const absences_ms: number[] = []

    const until = async (reached: () => boolean): Promise<number> => {
      const start = performance.now()
      while (!reached() && performance.now() - start < 15_000) await sleep(2)
      expect(reached()).toBe(true)
      return performance.now() - start
    }
    const receive = (more: number) => {
      const enough = load.received.length + more
      return until(() => load.received.length >= enough)
    }
    /** Waits for a request that was made after this moment to be answered. */
    const returning = () => {
      const first = load.asked()
      return until(() => (load.received.at(-1) ?? 0) >= first)
    }
    const killPostgres = async () => { if (postgres.pid !== null) process.kill(postgres.pid, 'SIGKILL') }

    try {
      for (let round = 0; round < kills; round++) {
        for (const kill of [() => service.kill(), killPostgres]) {
          await receive(150)
          await sleep(Math.random() * 100)
          await kill()
          absences_ms.push(await returning())
        }
      }
      await receive(150)
    } finally {
      await load.stop()
      await service.stop()
    }
    // what the killed services left in their journals is delivered by the next one, which ends in order
    const last = redirectService({
      connection: links, log: pino({ level: 'silent' }), clock: () => new Date(), slug_key: testKey, origin_key: testKey, day_keys: { saltOf: (_, stored) => stored, keep: () => undefined }, journal: { folder: journal, limit_bytes: 1 << 28 },
      house_statements: houseStatements, settings: () => ({ base_url: 'http://localhost', links_base_url: null }), clients: createClients([], pino({ level: 'silent' })),
    })
    await until(() => last.state.database && readdirSync(journal).length === 1)
    await last.close()
    expect(readdirSync(journal)).toEqual([])

    const hits = await countHits(owner)
    const lost = load.received.filter((index) => !hits.has(slugs[index] ?? ''))
    const doubled = [...hits].filter(([, count]) => count > 1)
    console.log(`${load.received.length} redirects received of ${load.asked()} asked for, ${hits.size} hits stored, ${2 * kills} kills; back after ${Math.round(Math.max(...absences_ms))} ms at most`)
    expect(lost).toEqual([])
    expect(doubled).toEqual([])
    expect(Math.max(...absences_ms)).toBeLessThan(5_000)
  } finally {
    await postgres.stop()
    rmSync(data_dir, { recursive: true, force: true })
  }
}, 240_000)
