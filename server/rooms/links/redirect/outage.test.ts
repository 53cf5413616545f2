import { expect, test } from 'vitest'
import { delivered, eventually, hitsOf, navigation, redirect, world } from '../world.fixture.ts'
import { wire } from './wire.fixture.ts'

const here = await world()
const line = await wire(here.connections.links)
const go = await redirect(here, { connection: { ...here.connections.links, host: '127.0.0.1', port: line.port } })

/** A link that the service has in memory, the database being there. */
const known = async () => {
  await eventually(async () => go.service.state.database, Boolean, 10_000)
  const link = await here.link()
  expect((await go.get(`/l/${link.slug}`)).status).toBe(302)
  return link
}

test('a connection that breaks is made again, and nobody notices', async () => {
  const { slug } = await here.link()
  expect((await go.get(`/l/${slug}`)).status).toBe(302)
  line.cut()
  expect((await go.get(`/l/${slug}`)).status).toBe(302)
})

const from = (ip: string) => ({ ...navigation, 'x-forwarded-for': ip })

test('without a database, known links lead on and their hits wait; unknown ones are asked to come back', async () => {
  const { id, slug } = await known()
  await delivered()
  line.close()
  const answer = await go.get(`/l/${slug}`, from('203.0.113.4'))
  const unheard = await Promise.all([go.get('/l/unheard23456'), go.get('/l/unheard23456', { ...navigation, 'accept-language': 'en' })])
  expect(answer.status).toBe(302)
  for (const { status, headers } of unheard) expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '2', 'no-store'])
  expect(unheard[0].body).toContain('Un instant, s’il vous plaît')
  expect(unheard[1].body).toContain('One moment, please')
  expect(go.service.ready()).toBe(true)
  expect(go.service.state).toMatchObject({ database: false, trouble: null, lost: 0 })
  expect(go.service.state.waiting_bytes).toBeGreaterThan(0)
  line.open()
  expect((await hitsOf(here, id)).map(({ reason }) => reason)).toEqual([null, null])
  expect(go.service.state).toMatchObject({ database: true, waiting_bytes: 0 })
})

test('a database that hangs keeps nobody waiting, and gets each hit once when it is back', async () => {
  const { id, slug } = await known()
  await delivered()
  line.hold()
  const begun = performance.now()
  for (let visitor = 10; visitor < 20; visitor++) expect((await go.get(`/l/${slug}`, from(`203.0.113.${visitor}`))).status).toBe(302)
  expect(performance.now() - begun).toBeLessThan(2_000)
  // until the delivery under way is given up without knowing whether it arrived
  await new Promise((resolve) => { setTimeout(resolve, 6_000) })
  line.release()
  expect((await hitsOf(here, id)).map(({ reason }) => reason)).toEqual(Array.from({ length: 11 }, () => null))
}, 40_000)

test('a link that is known stays so when the database comes and goes again before it could be asked', async () => {
  const { slug } = await known()
  line.close()
  line.open()
  await eventually(async () => go.service.state.database, Boolean, 10_000)
  line.close()
  expect((await go.get(`/l/${slug}`, from('203.0.113.30'))).status).toBe(302)
  line.open()
}, 40_000)

test('a database that is back, and hangs before it was asked again, keeps nobody waiting for a known link', async () => {
  const links = await Promise.all(Array.from({ length: 8 }, () => known()))
  line.close()
  line.open()
  await eventually(async () => go.service.state.database, Boolean, 10_000)
  line.hold()
  const taken: number[] = []
  for (const { slug } of [...links, ...links]) {
    const begun = performance.now()
    expect((await go.get(`/l/${slug}`, from('203.0.113.31'))).status).toBe(302)
    taken.push(performance.now() - begun)
  }
  // one of them waits for an answer, and the others no more
  expect(taken.filter((milliseconds) => milliseconds > 200).length).toBeLessThanOrEqual(1)
  expect(Math.max(...taken)).toBeLessThan(1_500)
  line.release()
}, 40_000)

test('what changed while nobody could say so is known afterwards', async () => {
  const { slug } = await known()
  line.close()
  await here.owner.query(`update links.links set target = 'https://example.org/elsewhere' where slug = $1`, [slug])
  line.open()
  const { headers } = await eventually(() => go.get(`/l/${slug}`), (answer) => answer.headers.location === 'https://example.org/elsewhere', 10_000)
  expect(headers.location).toBe('https://example.org/elsewhere')
})

test('unknown slugs are looked up once, however often they are asked for', async () => {
  const asked = async () => Number((await here.owner.query<{ calls: string }>(`select coalesce(sum(seq_scan + idx_scan), 0) as calls from pg_stat_user_tables where schemaname = 'links' and relname = 'links'`)).rows[0]?.calls)
  const before = await asked()
  const slugs = Array.from({ length: 300 }, (_, index) => `/l/nowhere${String(index).padStart(5, '2')}`)
  for (let turn = 0; turn < 3; turn++) await Promise.all(slugs.map((path) => go.get(path)))
  await new Promise((resolve) => { setTimeout(resolve, 1_200) })
  expect(await asked() - before).toBeLessThanOrEqual(300)
}, 30_000)

test('where nobody adds hits up, every node says for how long they have waited', async () => {
  const told = async () => Number(/^portevoix_links_oldest_batch_seconds (\S+)$/m.exec(await go.service.metrics.metrics())?.[1])
  await here.owner.query(`insert into links.batches (organisation_id, first_at, last_at, hits) values ($1, now() - interval '2 minutes', now() - interval '90 seconds', 1)`, [here.organisation_id])
  expect(await eventually(told, (seconds) => seconds > 80, 10_000)).toBeLessThan(600)
  await here.owner.query('delete from links.batches')
  expect(await eventually(told, (seconds) => seconds < 80, 10_000)).toBeLessThan(80)
}, 40_000)
