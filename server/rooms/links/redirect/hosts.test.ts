import pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClients } from '#kit/clients'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { linkAddresses } from '../actions.ts'
import { eventually, hitsOf, navigation, redirect, silent, world, type Redirect, type World } from '../world.fixture.ts'
import { questionsPerSecond } from './ask.ts'

let here: World
let go: Redirect
const other = newId()
const target = 'https://example.org/news?utm_source=linkedin'
const on = (host: string, more: Record<string, string> = {}) => ({ ...navigation, host, ...more })

/** A host that an organisation proved. */
const prove = async (host: string, organisation_id: string, preferred = false): Promise<void> => {
  await here.owner.query(`insert into links.domains (id, organisation_id, host, token, added_at, verified_at, preferred) values ($1, $2, $3, 'token', now(), now(), $4)`, [newId(), organisation_id, host, preferred])
}
const status = (path: string, host: string) => go.get(path, on(host)).then((reply) => reply.status)

beforeAll(async () => {
  here = await world()
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Bêta', 'fr', '#993366', now())`, [other])
  go = await redirect(here)
  await prove('go.acme.fr', here.organisation_id)
  await prove('liens.xn--socit-esab.fr', here.organisation_id)
  await prove('go.beta.fr', other)
  await eventually(async () => go.service.state.domains, (domains) => domains === 3)
})

describe('a link leads on', () => {
  test.each([
    ['the installation’s own address', 'portevoix.example'],
    ['that of its links', 'go.example'],
    ['with a port, in any case, with a dot at the end', 'GO.Example.:8443'],
    ['a name of this machine', 'localhost:3000'],
    ['an address of this machine', '127.0.0.1:41234'],
    ['the same in IPv6', '[::1]:3000'],
    ['its organisation’s domain', 'go.acme.fr'],
    ['another of its domains', 'liens.xn--socit-esab.fr:443'],
  ])('on %s', async (_, host) => {
    const { slug } = await here.link()
    const { status: answered, headers } = await go.get(`/l/${slug}`, on(host))
    expect([answered, headers.location]).toEqual([302, target])
  })

  test('by its slug alone on a domain of its organisation’s, and is counted there', async () => {
    const { id, slug } = await here.link()
    for (const path of [`/${slug}`, `/${slug}/?fbclid=1`]) expect((await go.get(path, on('go.acme.fr', { 'x-forwarded-for': '203.0.113.200' }))).headers.location).toBe(target)
    expect((await hitsOf(here, id)).map(({ reason }) => reason === null)).toEqual([true, false])
    expect(await status(`/${slug}`, 'go.example')).toBe(404)
  })
})

test('links may lie under a path of another site', async () => {
  const site = await redirect(here, { settings: () => ({ base_url: 'https://portevoix.example', links_base_url: 'https://www.example/go' }) })
  const { slug } = await here.link()
  const answers = async (path: string, host: string) => (await site.get(path, on(host))).status
  for (const [path, host] of [[`/go/l/${slug}`, 'www.example'], [`/go/l/${slug}/?fbclid=1`, 'portevoix.example'], [`/l/${slug}`, 'www.example'], [`/${slug}`, 'go.acme.fr']] as const) expect(await answers(path, host)).toBe(302)
  for (const path of [`/go/${slug}`, `/gone/l/${slug}`, '/go/l/', '/go/']) expect(await answers(path, 'www.example')).toBe(404)
  expect(await answers(`/go/l/${slug}`, 'somewhere.example')).toBe(421)
  expect((await site.get(`/go/l/${slug}`, on('www.example', { 'user-agent': 'LinkedInBot/1.0' }))).body).toContain(`<meta property="og:url" content="https://www.example/go/l/${slug}">`)
})

describe('another organisation’s domain', () => {
  test('knows no such link, says so in its own colours, and counts no hit', async () => {
    const { id, slug } = await here.link()
    for (const path of [`/l/${slug}`, `/${slug}`]) {
      const { status: answered, body } = await go.get(path, on('go.beta.fr'))
      expect(answered).toBe(404)
      expect(body).toContain('#993366')
      expect(body).not.toContain('Acme')
    }
    expect(await hitsOf(here, id)).toEqual([])
  })

  test('has nothing else either', async () => {
    for (const path of ['/', '/favicon.ico', '/desk', '/api/v1/session', '/sign-in']) expect(await status(path, 'go.beta.fr')).toBe(404)
    expect((await go.get('/robots.txt', on('go.beta.fr'))).body).toBe('User-agent: *\nAllow: /\n')
    expect((await go.get('/robots.txt', on('go.example'))).body).toBe('User-agent: *\nAllow: /l/\nDisallow: /\n')
  })
})

describe('a host that is nobody’s', () => {
  test.each([['somewhere.example'], ['go.acme.fr.evil.example'], ['192.0.2.7'], ['go.acme.fr@evil.example'], ['xgo.example'], ['.'], ['portevoix']])('such as %s is refused', async (host) => {
    const { id, slug } = await here.link()
    for (const path of [`/l/${slug}`, `/${slug}`, '/']) {
      const { status: answered, headers, body } = await go.get(path, on(host))
      expect([answered, headers.location, headers['cache-control']]).toEqual([421, undefined, 'no-store'])
      expect(body).toContain('Cette adresse n’est pas connue ici')
      expect(body).not.toMatch(/Acme|Bêta/)
    }
    expect(await hitsOf(here, id)).toEqual([])
  })

  test('is refused in English too, for any method, and counted', async () => {
    const counted = async () => Number(/answer="misdirected"\} (\d+)/.exec(await go.service.metrics.metrics())?.[1])
    const before = await counted()
    expect((await go.get('/l/abcdef', on('somewhere.example', { 'accept-language': 'en' }))).body).toContain('This address is not known here')
    expect((await go.get('/l/abcdef', on('somewhere.example'), 'POST')).status).toBe(421)
    expect((await go.get('/l/abcdef', on('somewhere.example'), 'HEAD')).status).toBe(421)
    expect(await counted()).toBe(before + 3)
    expect(await go.service.metrics.metrics()).toContain('portevoix_links_domains 3')
  })
})

describe('a change', () => {
  test('is followed by every node at once: proved, served; removed, refused; and its links go on elsewhere', async () => {
    const second = await redirect(here)
    const nodes = [go, second]
    const everywhere = async (path: string, host: string, expected: number) => {
      for (const node of nodes) expect((await eventually(() => node.get(path, on(host)), (reply) => reply.status === expected)).status).toBe(expected)
    }
    const { slug } = await here.link()
    await everywhere(`/${slug}`, 'neuf.acme.fr', 421)
    await here.owner.query(`insert into links.domains (id, organisation_id, host, token, added_at) values ($1, $2, 'neuf.acme.fr', 'token', now())`, [newId(), here.organisation_id])
    await everywhere(`/${slug}`, 'neuf.acme.fr', 421)
    await here.owner.query(`update links.domains set verified_at = now() where host = 'neuf.acme.fr'`)
    await everywhere(`/${slug}`, 'neuf.acme.fr', 302)
    await here.owner.query(`update links.domains set trouble = 'no_record', failing_since = now() where host = 'neuf.acme.fr'`)
    await everywhere(`/${slug}`, 'neuf.acme.fr', 302)
    await here.owner.query(`delete from links.domains where host = 'neuf.acme.fr'`)
    await everywhere(`/${slug}`, 'neuf.acme.fr', 421)
    await everywhere(`/l/${slug}`, 'go.example', 302)
  })

  test('that was missed while the connection was lost is found out', async () => {
    const { slug } = await here.link()
    await status(`/${slug}`, 'tard.acme.fr')
    const client = new pg.Client(here.connections.owner)
    await client.connect()
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'portevoix links%'`)
    await prove('tard.acme.fr', here.organisation_id)
    await client.end()
    expect(await eventually(() => status(`/${slug}`, 'tard.acme.fr'), (answered) => answered === 302, 10_000)).toBe(302)
  })
})

test('before the database has said whose hosts there are, nobody is refused for good', async () => {
  const unreachable = { ...here.connections.links, port: 1 }
  const alone = await redirect(here, { connection: unreachable })
  const reply = await alone.get('/abcdef', on('go.acme.fr'))
  expect([reply.status, reply.headers['retry-after']]).toEqual([503, '2'])
})

describe('new links', () => {
  test('are made on the domain that the organisation prefers; older ones keep their addresses', async () => {
    const addressOf = async (id: string) => (await here.act((ctx) => linkAddresses(ctx, [id]))).get(id)
    const before = await here.link()
    await prove('mieux.acme.fr', here.organisation_id, true)
    const after = await here.link()
    expect(after.address).toBe(`http://mieux.acme.fr:3000/${after.slug}`)
    expect(await addressOf(after.id)).toBe(after.address)
    expect(await addressOf(before.id)).toBe(before.address)
    await eventually(() => status(`/${before.slug}`, 'mieux.acme.fr'), (answered) => answered === 302)
    const robot = { 'user-agent': 'LinkedInBot/1.0' }
    expect((await go.get(`/${after.slug}`, on('mieux.acme.fr', robot))).body).toContain(`<meta property="og:url" content="https://mieux.acme.fr/${after.slug}">`)
    await here.owner.query(`delete from links.domains where host = 'mieux.acme.fr'`)
    expect(await addressOf(after.id)).toBe(`http://localhost:3000/l/${after.slug}`)
    const card = await eventually(() => go.get(`/l/${after.slug}`, on('go.example', robot)), ({ body }) => body.includes('https://go.example'))
    expect(card.body).toContain(`<meta property="og:url" content="https://go.example/l/${after.slug}">`)
  })

  test('of another organisation are not asked about', async () => {
    const { id } = await here.link()
    expect([...await within(here.kit, other, (ctx) => linkAddresses(ctx, [id]))]).toEqual([])
  })
})

describe('a proxy that asks whether to obtain a certificate', () => {
  const ask = (query: string, host = '127.0.0.1:3000') => status(`/links/ask${query}`, host)

  test('hears yes for hosts that organisations proved, whatever name it calls us by, and no for all others', async () => {
    expect(await ask('?domain=go.acme.fr')).toBe(200)
    expect(await ask('?domain=GO.BETA.FR', 'portevoix:3000')).toBe(200)
    expect(await ask('?domain=liens.xn--socit-esab.fr', 'go.acme.fr')).toBe(200)
    for (const query of ['?domain=somewhere.example', '?domain=portevoix.example', '?domain=localhost', '?domain=', '', '?domain=%00', '?domain=..', '?host=go.acme.fr']) expect(await ask(query)).toBe(404)
    expect(await ask('er?domain=go.acme.fr', 'go.acme.fr')).toBe(404)
  })

  test('is answered on this machine and as a trusted proxy; whoever is passed on by one hears nothing', async () => {
    const passedOn = (forwarded: string, by = go) => by.get('/links/ask?domain=go.acme.fr', on('127.0.0.1:3000', { 'x-forwarded-for': forwarded })).then((reply) => reply.status)
    for (const stranger of ['203.0.113.7', '127.0.0.1, 203.0.113.7', 'nonsense, 203.0.113.7', '2001:db8::7', '10.0.0.5']) expect(await passedOn(stranger), stranger).toBe(404)
    expect(await passedOn('::ffff:127.0.0.1')).toBe(200)
    const behind = await redirect(here, { settings: () => ({ base_url: 'https://portevoix.example', links_base_url: null }), clients: createClients(['10.0.0.5'], silent) })
    await eventually(async () => behind.service.state.domains, (domains) => domains !== null)
    expect([await passedOn('10.0.0.5', behind), await passedOn('10.0.0.6', behind), await passedOn('203.0.113.7, 10.0.0.5', behind)]).toEqual([200, 404, 404])
  })

  test('is not kept from its answers by strangers, however many they ask', async () => {
    const strangers = await Promise.all(Array.from({ length: 4 * questionsPerSecond }, () => go.get('/links/ask?domain=go.acme.fr', on('127.0.0.1:3000', { 'x-forwarded-for': '203.0.113.7' })).then((reply) => reply.status)))
    expect(new Set(strangers)).toEqual(new Set([404]))
    expect(await ask('?domain=go.acme.fr')).toBe(200)
  })

  test('is answered so many times a second', async () => {
    const started = performance.now()
    const answers = await Promise.all(Array.from({ length: 4 * questionsPerSecond }, () => ask('?domain=go.acme.fr')))
    const seconds = Math.floor((performance.now() - started) / 1_000) + 2
    expect(new Set(answers)).toEqual(new Set([200, 429]))
    expect(answers.filter((answer) => answer === 200).length).toBeLessThanOrEqual(seconds * questionsPerSecond)
    expect(await eventually(() => ask('?domain=go.acme.fr'), (answer) => answer === 200)).toBe(200)
  })
})
