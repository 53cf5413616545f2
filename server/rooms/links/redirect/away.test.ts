import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { eventually, hitsOf, navigation, redirect, world, type Redirect, type World } from '../world.fixture.ts'
import { wire } from './wire.fixture.ts'

const robot = { ...navigation, 'user-agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)' }
const target = 'https://example.org/news?utm_source=linkedin'

/** One organisation with a host of its own, and a service whose database goes away, and has nothing in memory but what it read at its start. */
const stage = async () => {
  const here = await world()
  await here.owner.query(`insert into links.domains (id, organisation_id, host, token, added_at, verified_at) values ($1, $2, 'go.acme.fr', 'token', now(), now())`, [newId(), here.organisation_id])
  const line = await wire(here.connections.links)
  const go = await redirect(here, { connection: { ...here.connections.links, host: '127.0.0.1', port: line.port } })
  await eventually(async () => go.service.state.domains, (domains) => domains === 1)
  return { here, line, go }
}

describe('while the database is away', () => {
  let here: World
  let go: Redirect
  let line: Awaited<ReturnType<typeof wire>>
  let known: { id: string; slug: string }
  beforeAll(async () => {
    ({ here, go, line } = await stage())
    known = await here.link()
    await go.get(`/l/${known.slug}`)
    line.close()
    await eventually(async () => go.service.state.database, (up) => !up)
  })

  test('robots that would show a card are led on by known links at once, as everybody is', async () => {
    const begun = performance.now()
    const { status, headers } = await go.get(`/l/${known.slug}`, robot)
    expect([status, headers.location, headers['cache-control']]).toEqual([302, target, 'no-store'])
    expect(performance.now() - begun).toBeLessThan(1_000)
  })

  test.each([['the installation’s host', 'go.example', '/l/unheard23456'], ['the organisation’s host', 'go.acme.fr', '/unheard23456'], ['a host that was asked for otherwise', 'GO.acme.fr:443', '/l/unheard23457']])('%s asks to come back, in the organisation’s name and colour', async (_, host, path) => {
    const { status, headers, body } = await go.get(path, { ...navigation, host })
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    expect(body).toContain('<header>Acme</header>')
    expect(body).toContain('background:#336699')
    expect(body).toContain('Un instant, s’il vous plaît')
  }, 10_000)

  test('of many words at once none is denied: nobody was asked', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, (_, number) => go.get(`/l/parole-${number}`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
  }, 20_000)

  test('the visit of a robot is in the ledger afterwards, as what it was', async () => {
    line.open()
    expect((await hitsOf(here, known.id)).map(({ reason }) => reason)).toEqual([null, 3])
  }, 15_000)

  test('cards are shown again once it is back', async () => {
    const answer = await eventually(() => go.get(`/l/${known.slug}`, robot), ({ status }) => status === 200, 10_000)
    expect(answer.body).toContain('og:title')
  }, 15_000)
})

test('a database that hangs keeps a robot for a second, and leads it on', async () => {
  const { here, go, line } = await stage()
  const { slug } = await here.link()
  await go.get(`/l/${slug}`)
  line.hold()
  const begun = performance.now()
  expect((await go.get(`/l/${slug}`, robot)).headers.location).toBe(target)
  expect(performance.now() - begun).toBeLessThan(2_500)
  line.release()
}, 20_000)
