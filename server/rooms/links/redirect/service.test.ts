import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#kit/context'
import { newId } from '#kit/ids'
import { removeLinks, rememberSharer, restoreLinks, retarget, updatePreviews } from '../actions.ts'
import { dropReasons } from '../rules.ts'
import { browser, eventually, hitsOf, navigation, redirect, world, type Redirect, type World } from '../world.fixture.ts'

let here: World
let go: Redirect
const target = 'https://example.org/news?utm_source=linkedin'

beforeAll(async () => {
  here = await world()
  await here.owner.query(`update organisations.organisations set name = 'Acme & fils'`)
  go = await redirect(here, { listed_networks: ['198.51.100.0/24'] })
})

describe('a link', () => {
  test('takes a person on, at once countable', async () => {
    const { id, slug } = await here.link()
    const { status, headers, body } = await go.get(`/l/${slug}`)
    expect({ status, location: headers.location, cache: headers['cache-control'], cookie: headers['set-cookie'], body })
      .toEqual({ status: 302, location: target, cache: 'no-store', cookie: undefined, body: '' })
    const hits = await hitsOf(here, id)
    expect(hits).toEqual([{ at: expect.any(Date), reason: null, visitor: expect.stringMatching(/^[0-9a-f]{1,16}$/), origin: expect.any(Number) }])
  })

  test('leads there from any of its spellings', async () => {
    const { slug } = await here.link()
    for (const path of [`/l/${slug}/`, `/l/${slug}?fbclid=1`]) expect((await go.get(path)).headers.location).toBe(target)
  })

  test('is not clicked by robots, checks and scanners', async () => {
    const { id, slug } = await here.link()
    const asked: [Record<string, string>, string, number, keyof typeof dropReasons][] = [
      [navigation, 'HEAD', 302, 'head'],
      [{ ...navigation, 'sec-purpose': 'prefetch' }, 'GET', 302, 'prefetch'],
      [{ ...navigation, purpose: 'prefetch' }, 'GET', 302, 'prefetch'],
      [{ ...navigation, 'x-moz': 'prefetch' }, 'GET', 302, 'prefetch'],
      [{ 'user-agent': 'Twitterbot/1.0' }, 'GET', 200, 'preview_robot'],
      [{ 'user-agent': 'Twitterbot/1.0' }, 'HEAD', 200, 'head'],
      [{ 'user-agent': 'curl/8.5.0', accept: '*/*' }, 'GET', 302, 'robot'],
      [{ accept: 'text/html' }, 'GET', 302, 'empty_agent'],
      [{ 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)' }, 'GET', 302, 'mail_scanner'],
      [{ 'user-agent': browser }, 'GET', 302, 'no_language'],
      [{ ...navigation, 'x-forwarded-for': '198.51.100.9' }, 'GET', 302, 'listed_network'],
    ]
    for (const [headers, method, status] of asked) expect((await go.get(`/l/${slug}`, headers, method)).status).toBe(status)
    expect((await hitsOf(here, id)).map(({ reason, visitor }) => [reason, visitor])).toEqual(asked.map(([, , , reason]) => [dropReasons[reason], null]))
  })

  test('counts visitors behind a trusted proxy apart, and each once', async () => {
    const { id, slug } = await here.link()
    for (const ip of ['203.0.113.1', '203.0.113.2', '203.0.113.1']) await go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': ip })
    expect((await hitsOf(here, id)).map(({ reason }) => reason)).toEqual([null, null, dropReasons.repeat])
  })

  test('counts no more than sixty visitors of one network under one name, and takes all of them on', async () => {
    const { id, slug } = await here.link()
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': `192.0.2.${index}` })))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
    const reasons = (await hitsOf(here, id)).map(({ reason }) => reason)
    expect([reasons.length, reasons.filter((reason) => reason === null).length, reasons.filter((reason) => reason === dropReasons.swarm).length]).toEqual([200, 60, 140])
  })

  test('is not clicked by its own sharer, from the moment that they are known to be there', async () => {
    const sharer_id = newId()
    const { id, slug } = await here.link({ sharer_id })
    const caller = { ip: '203.0.113.50', agent: browser }
    const from = { ...navigation, 'x-forwarded-for': caller.ip }
    await here.act((ctx) => rememberSharer(ctx, caller), { ...systemActor, member_id: sharer_id })
    const visits = await eventually(async () => {
      await go.get(`/l/${slug}`, { ...from, 'accept-language': 'en' })
      return hitsOf(here, id)
    }, (hits) => hits.some(({ reason }) => reason === dropReasons.sharer))
    expect(visits.at(-1)?.reason).toBe(dropReasons.sharer)
    await go.get(`/l/${slug}`, { ...from, 'x-forwarded-for': '203.0.113.51' })
    expect((await hitsOf(here, id)).at(-1)?.reason).toBeNull()
  })

  test('shows robots the content, escaped, under its own address', async () => {
    const { slug } = await here.link()
    const { headers, body } = await go.get(`/l/${slug}`, { 'user-agent': 'LinkedInBot/1.0' })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toContain(`<meta property="og:url" content="https://go.example/l/${slug}">`)
    expect(body).toContain('<meta property="og:title" content="Une &lt;nouvelle&gt; &amp; &quot;demie&quot;">')
    expect(body).toContain('<meta property="og:description" content="Ce qui s’est passé">')
    expect(body).toContain('<meta property="og:image" content="https://portevoix.example/media/1.webp">')
    expect(body).toContain('<meta property="og:image:alt" content="Une usine">')
    expect(body).toContain('<meta property="og:image:width" content="1280">\n<meta property="og:image:height" content="720">')
    expect(body).toContain('<meta property="og:site_name" content="Acme">')
    expect(body).toContain('<meta name="twitter:card" content="summary_large_image">')
    expect(body).not.toMatch(/http-equiv|<script|<nouvelle>/i)
  })
})

describe('a change', () => {
  const content = () => ({ content_id: newId() })

  test('of the content is shown to the next robot', async () => {
    const { content_id } = content()
    const { slug } = await here.link({ content_id })
    const robot = { 'user-agent': 'facebookexternalhit/1.1' }
    await go.get(`/l/${slug}`, robot)
    await here.act((ctx) => updatePreviews(ctx, content_id, { title: 'Nouveau', description: '', image: null, image_alt: null, site_name: 'Acme', language: 'fr' }))
    const { body } = await eventually(() => go.get(`/l/${slug}`, robot), ({ body }) => body.includes('Nouveau'))
    expect(body).toContain('<title>Nouveau</title>')
    expect(body).not.toContain('og:image')
  })

  test('of the target is followed by the next person', async () => {
    const { content_id } = content()
    const { slug } = await here.link({ content_id, network: 'x' })
    await go.get(`/l/${slug}`)
    await here.act((ctx) => retarget(ctx, content_id, (network) => `https://example.org/moved?utm_source=${network}`))
    const { headers } = await eventually(() => go.get(`/l/${slug}`), ({ headers }) => headers.location !== target)
    expect(headers.location).toBe('https://example.org/moved?utm_source=x')
  })

  test('to a page of this installation leads to the application’s address, which may change', async () => {
    const { slug } = await here.link({ target: '/pages/Zr3kQ9wPa2' })
    expect((await go.get(`/l/${slug}`)).headers.location).toBe('https://portevoix.example/pages/Zr3kQ9wPa2')
    expect((await go.get(`/l/${slug}`, { 'user-agent': 'Twitterbot/1.0' })).body).toContain('<a href="https://portevoix.example/pages/Zr3kQ9wPa2">')
  })

  test('cannot lead anywhere but to the web', async () => {
    await expect(here.link({ target: 'javascript:alert(1)' })).rejects.toThrow('http')
  })

  test('ends a link, and brings it back', async () => {
    const { content_id } = content()
    const { id, slug } = await here.link({ content_id })
    await go.get(`/l/${slug}`)
    await here.act((ctx) => removeLinks(ctx, content_id))
    const { status, body } = await eventually(() => go.get(`/l/${slug}`), ({ status }) => status === 404)
    expect(status).toBe(404)
    expect(body).toContain('Acme &amp; fils')
    expect(body).toContain('Ce lien n’est plus en service')
    const robot = await go.get(`/l/${slug}`, { 'user-agent': 'LinkedInBot/1.0' })
    expect(robot.status).toBe(404)
    expect(robot.body).not.toMatch(/og:|nouvelle|Ce qui s’est passé|1\.webp/)
    expect((await hitsOf(here, id)).at(-1)?.reason).toBe(dropReasons.removed)
    await here.act((ctx) => restoreLinks(ctx, content_id))
    expect((await eventually(() => go.get(`/l/${slug}`), ({ status }) => status === 302)).status).toBe(302)
  })
})

describe('a slug that no link has', () => {
  test.each([['fr', 'Ce lien ne mène nulle part'], ['en-GB,en;q=0.9', 'This link leads nowhere'], ['de', 'Ce lien ne mène nulle part']])('is said to lead nowhere, in %s', async (accept_language, sentence) => {
    const { status, headers, body } = await go.get('/l/nowhere234567', { ...navigation, 'accept-language': accept_language })
    expect(status).toBe(404)
    expect(headers['cache-control']).toBe('no-store')
    expect(body).toContain(sentence)
    expect(body).toContain('#336699')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/)
  })

  test('is counted as an orphan', async () => {
    const count = async () => Number((await here.owner.query<{ requests: string }>('select coalesce(sum(requests), 0) as requests from links.orphans')).rows[0]?.requests)
    const before = await eventually(count, (requests) => requests >= 3, 5_000)
    for (const path of ['/l/another234567', '/l/another234567', '/l/a', '/l/%F0%9F%98%80', '/l/abc/image']) expect((await go.get(path)).status).toBe(404)
    expect(await eventually(count, (requests) => requests >= before + 5, 5_000)).toBe(before + 5)
  })

  test('is asked for again after a second, though the clock was set back meanwhile', async () => {
    let now = Date.now()
    const there = await redirect(here, { clock: () => new Date(now) })
    expect((await there.get('/l/soon2345678')).status).toBe(404)
    now -= 3_600_000
    const { id } = await here.link()
    await here.owner.query(`update links.links set slug = 'soon2345678' where id = $1`, [id])
    expect((await eventually(() => there.get('/l/soon2345678'), ({ status }) => status === 302)).status).toBe(302)
  })
})

test('nothing but GET and HEAD is answered', async () => {
  const { slug } = await here.link()
  const { status, headers } = await go.get(`/l/${slug}`, navigation, 'POST')
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD'])
})

test('figures are told', async () => {
  const text = await go.service.metrics.metrics()
  expect(text).toMatch(/portevoix_link_answers_total\{answer="redirect"\} [1-9]/)
  expect(text).toMatch(/portevoix_link_hits_total\{verdict="click"\} [1-9]/)
  expect(text).toMatch(/portevoix_links_journal_bytes \d/)
  expect(text).toMatch(/portevoix_links_database_up 1/)
  expect(text).toMatch(/portevoix_links_hits_lost 0/)
  expect(go.service.ready()).toBe(true)
})
