import { beforeAll, expect, test } from 'vitest'
import { networkIn, originKey, originOf, programIn, seedsOf } from '../origin.ts'
import { readAgent } from '../pipeline/agent.ts'
import { utcDay } from '../rules.ts'
import { browser, hitsOf, navigation, redirect, world, type Redirect } from '../world.fixture.ts'

const here = await world()
let go: Redirect
beforeAll(async () => { go = await redirect(here) })

const from = (ip: string, agent = browser) => ({ ...navigation, 'user-agent': agent, 'x-forwarded-for': ip })
const acme = 'AcmeFetch/1.0 (research; like a person)'

test('a click keeps where it came from as a mark that any node can make again, and nothing more', async () => {
  const link = await here.link()
  for (const [ip, agent] of [['203.0.113.7'], ['203.0.113.99'], ['198.51.100.7'], ['2001:db8:1::7'], ['203.0.113.8', acme]] as const) expect((await go.get(`/l/${link.slug}`, from(ip, agent))).status).toBe(302)
  const hits = await hitsOf(here, link.id)
  expect(hits.map(({ reason }) => reason)).toEqual([null, null, null, null, null])
  const number = (await here.owner.query<{ number: number }>('select number from links.links where id = $1', [link.id])).rows[0]?.number ?? 0
  const seedOf = seedsOf(originKey(here.kit))
  const expected = (at: Date | undefined, ip: string, agent = browser) => originOf(seedOf(utcDay(at?.getTime() ?? 0)), number, ip, readAgent(agent).program)
  const origins = hits.map(({ origin }) => origin ?? 0)
  expect(origins).toEqual([['203.0.113.1'], ['203.0.113.1'], ['198.51.100.1'], ['2001:db8:1:2::1'], ['203.0.113.1', 'acmefetch']].map(([ip = '', agent], index) => expected(hits[index]?.at, ip, agent)))
  expect(origins.map(programIn).map((program) => program > 0)).toEqual([false, false, false, false, true])
  expect(new Set(origins.map(networkIn)).size).toBe(3)
})

test('what is left out keeps none', async () => {
  const link = await here.link()
  await go.get(`/l/${link.slug}`, from('203.0.113.7', 'Twitterbot/1.0'))
  await go.get(`/l/${link.slug}`, from('203.0.113.7'), 'HEAD')
  await go.get(`/l/${link.slug}`, from('203.0.113.7', 'curl/8.0'))
  expect((await hitsOf(here, link.id)).map(({ reason, origin }) => [reason !== null, origin])).toEqual([[true, null], [true, null], [true, null]])
})

test('nor do the first clicks of a scan, which are taken back', async () => {
  const slow = await redirect(here, { journal: { folder: `${here.kit.settings.data_dir}/journal-scan`, limit_bytes: 1 << 24 } })
  const links = await Promise.all(Array.from({ length: 5 }, () => here.link()))
  for (const { slug } of links) await slow.get(`/l/${slug}`, from('203.0.113.44'))
  for (const { id } of links) expect((await hitsOf(here, id)).map(({ reason, origin }) => [reason, origin])).toEqual([[13, null]])
})

test('it makes a row of the ledger four octets longer', async () => {
  const link = await here.link()
  await go.get(`/l/${link.slug}`, from('203.0.113.7'))
  await hitsOf(here, link.id)
  const { rows } = await here.owner.query<{ with_origin: number; without: number }>(`
    select pg_column_size(h.*) as with_origin, pg_column_size(row(h.organisation_id, h.at, h.batch, h.link, h.visitor, h.reason)) as without from links.hits h where origin is not null limit 1`)
  expect(rows[0]).toEqual({ with_origin: 76, without: 72 })
})
