import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, realpathSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '#kit/ids'
import { deriveKey, parseSecretKey } from '#kit/secret-key'
import { newSlug, slugKey } from '#room/links'
import { machine } from '#test/machine'
import { hitsAsOctets } from '../rooms/links/journal/hit.ts'
import { originKey, originOf, seedsOf } from '../rooms/links/origin.ts'
import { storeHits } from '../rooms/links/queries/hits.ts'
import { correctCommand, type CorrectOptions } from './correct.ts'
import { operator, type Running } from './operator.fixture.ts'

const { data_dir, command, start, leave } = operator()
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const day = (before: number) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10)
const link = { id: newId(), slug: '', number: 0 }
/** The database of the data folder, as its superuser. */
const enter = async (): Promise<pg.Client> => {
  const client = new pg.Client({ host: realpathSync(join(data_dir, 'postgres/socket')), user: 'portevoix', database: 'portevoix', password: deriveKey(secret(), 'embedded-postgres').toString('base64url') })
  await client.connect()
  return client
}
const secret = () => parseSecretKey(readFileSync(join(data_dir, 'secret.key'), 'utf8').trim()) ?? Buffer.alloc(0)

let portevoix: Running
let database: pg.Client
let organisation_id: string

const visit = (ip: string, agent = browser) => new Promise<number | undefined>((resolve, reject) => {
  const headers = { 'user-agent': agent, accept: 'text/html', 'accept-language': 'fr', 'x-forwarded-for': ip }
  request(`${portevoix.address}/l/${link.slug}`, { headers }, (answer) => { answer.resume(); resolve(answer.statusCode) }).on('error', reject).end()
})
const reasons = async () => (await database.query<{ day: string; reason: number | null; hits: number }>(`
  select (at at time zone 'UTC')::date::text as day, reason, count(*)::integer as hits from links.hits group by 1, 2 order by 1, 2 nulls first`)).rows.map((row) => [row.day, row.reason, row.hits])
const clicks = async () => (await database.query<{ clicks: number; drops: number }>('select coalesce(sum(clicks), 0)::integer as clicks, coalesce(sum(drops), 0)::integer as drops from links.daily_totals')).rows[0]
const waiting = async () => (await database.query<{ hits: number }>('select coalesce(sum(hits), 0)::integer as hits from links.batches')).rows[0]?.hits

beforeAll(async () => {
  portevoix = await start({ TRUSTED_PROXIES: 'loopback' })
  const made = await command(['organisation', 'create', '--name', 'Ateliers Été', '--admin-name', 'Alix Martin', '--admin-email', 'alix@exemple.test', '--time-zone', 'UTC', '--json'])
  organisation_id = (JSON.parse(made.out) as { organisation_id: string }).organisation_id
  const key = secret()
  database = await enter()
  link.slug = newSlug(slugKey({ key }))
  const { rows } = await database.query<{ number: string }>(`insert into links.links (id, organisation_id, slug, target, content_id, network, preview, created_at, share_id, sharer_id, programme_id, tribe)
    values ($1, $2, $3, 'https://example.org/', $4, 'linkedin', '{}', now(), $5, $6, $7, 'employees') returning number`, [link.id, organisation_id, link.slug, newId(), newId(), newId(), newId()])
  link.number = Number(rows[0]?.number)
  // yesterday's, as the redirect would have stored them
  const seed = seedsOf(originKey({ key }))(day(1))
  const hits = ['203.0.113.5', '203.0.113.6', '198.51.100.5'].map((ip, index) => ({
    organisation_id, link: link.number, at: Date.parse(`${day(1)}T12:00:0${index}Z`), reason: null, visitor: `visitor${index}`, origin: originOf(seed, link.number, ip, 0),
  }))
  await database.query(storeHits([hitsAsOctets(hits)]))
}, 120_000)
afterAll(async () => {
  await database.end()
  await leave()
}, 60_000)

it('visits of networks that nobody listed count', async () => {
  for (const ip of ['203.0.113.7', '203.0.113.99', '198.51.100.7']) expect(await visit(ip)).toBe(302)
  expect(await visit('192.0.2.1', 'AcmeFetch/1.0 (research; like a person)')).toBe(302)
  await expect.poll(clicks, { timeout: 20_000 }).toEqual({ clicks: 7, drops: 0 })
}, 60_000)

it.each<[CorrectOptions, RegExp]>([
  [{ network: ['203.0.113'] }, /^--network "203\.0\.113" is not accepted: write for example/], [{ network: ['2001:db8::1'] }, /cannot be told from its neighbours/],
  [{ network: ['203.0.0.0/15'] }, /^Networks of more than 256 times a \/24 .*LISTED_NETWORKS/], [{ network: ['203.0.0.0/16', '203.1.0.0/24', '203.0.113.0/24'] }, /^Networks of more than/], [{ network: ['2001:db8::/32'] }, /^Networks of more than/],
  [{ agent: [browser] }, /^--agent ".*Firefox\/140\.0" is made of what people's browsers say/], [{ agent: [''] }, /^--agent "" is made of/],
  [{ agent: ['AcmeFetch/1'], from: 'yesterday' }, /^--from "yesterday" is not accepted/], [{ agent: ['AcmeFetch/1'], from: '2026-11-03', to: '2026-11-02' }, /^--from 2026-11-03 comes after --to 2026-11-02/],
  [{ agent: ['AcmeFetch/1'], from: '2999-11-20' }, /^--from 2999-11-20 comes after today \(\d{4}-\d\d-\d\d\)/], [{ agent: ['AcmeFetch/1'], from: '2999-11-20', to: '2999-11-21' }, /^--from 2999-11-20 comes after today/],
])('says what it cannot look for, and the way out: %j', (options, words) => { expect(() => correctCommand(options)).toThrow(words) })

it('says so in one line, and ends with 1', async () => {
  const refusals: [string[], RegExp][] = [
    [[], /^Nothing is asked for: write --network/], [['--network', '203.0.113.0/25'], /^--network "203\.0\.113\.0\/25" cannot be told from its neighbours, .*LISTED_NETWORKS/],
  ]
  for (const [args, words] of refusals) {
    const { code, out, err } = await command(['links', 'correct', ...args])
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(words) })
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  }
}, 60_000)

it('tells dry what it would leave out, and changes nothing', async () => {
  const said = await command(['links', 'correct', '--network', '203.0.113.0/24', '--dry-run'])
  expect(said).toEqual({ code: 0, err: '', out: [
    `Would leave out 4 visits of 1 link of 1 organisation, on 2 days: ${day(1)}, ${day(0)}.`,
    'Among 7 clicks, less than one may come from elsewhere and have the same mark by chance.', 'Nothing was changed: run it again without --dry-run to do so.', '',
  ].join('\n') })
  expect(await reasons()).toEqual([[day(1), null, 3], [day(0), null, 4]])
}, 60_000)

it('goes on where it was killed between two days', async () => {
  const holder = await enter()
  await holder.query('begin')
  await holder.query(`select from links.hits where at >= $1::timestamptz for update`, [`${day(0)}T00:00:00Z`])
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), 'links', 'correct', '--network', '203.0.113.0/24'], { env: { ...machine, DATA_DIR: data_dir }, stdio: 'ignore' })
  const ended = once(child, 'close')
  await expect.poll(reasons, { timeout: 30_000 }).toEqual([[day(1), null, 1], [day(1), 30, 2], [day(0), null, 4]])
  expect(child.exitCode).toBe(null)
  child.kill('SIGKILL')
  await ended
  await holder.query('rollback')
  await holder.end()
  // figures and ledger agree about the day that was done
  expect(await clicks()).toEqual({ clicks: 5, drops: 2 })
  expect(JSON.parse((await command(['links', 'correct', '--network', '203.0.113.0/24', '--json'])).out)).toEqual({ dry_run: false, hits: 2, links: 1, organisations: 1, days: [day(0)], looked_at: 5, unknown: 0, by_chance: 0 })
  expect(await reasons()).toEqual([[day(1), null, 1], [day(1), 30, 2], [day(0), null, 2], [day(0), 30, 2]])
  expect(await clicks()).toEqual({ clicks: 3, drops: 4 })
}, 120_000)

it('leaves a program out by its name, once', async () => {
  const again = ['links', 'correct', '--agent', 'AcmeFetch/2.0 (+https://acme.example/fetch)', '--from', day(1), '--to', day(0)]
  expect(await command(again)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Left out 1 visit of 1 link of 1 organisation, on 1 day: /) })
  expect((await command(again)).out).toBe('Nothing to leave out among 2 clicks.\n')
  expect(await clicks()).toEqual({ clicks: 2, drops: 5 })
  expect(await waiting()).toBe(0)
}, 60_000)
