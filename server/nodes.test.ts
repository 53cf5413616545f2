import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { readSettings } from './env.ts'
import { assembleLinks, type LinksOnly } from './links-only.ts'
import { systemClock } from '#kit/clock'
import { freePort } from '#kit/free-port'
import { newId } from '#kit/ids'
import { testKey } from '#test/cluster'
import { retarget } from './rooms/links/actions.ts'
import { eventually, hitsOf, navigation, silent, world } from './rooms/links/world.fixture.ts'

const here = await world()

interface Node { port: number; data_dir: string; ready: boolean; links: LinksOnly | null }

const start = async (node: Node): Promise<void> => {
  // nodes share a database of the operator's, and nothing else
  const settings = readSettings({ DATABASE_URL: 'postgres://db.example.org/portevoix', DATA_DIR: node.data_dir, PORT: String(node.port), TRUSTED_PROXIES: 'loopback', DRAIN_SECONDS: '1' }, ['--services=links'])
  node.links = await assembleLinks({ settings, key: testKey, log: silent, connections: here.connections, clock: systemClock })
}

const ask = ({ port }: Node, path: string, ip = '203.0.113.1') => new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
  httpRequest({ host: '127.0.0.1', port, path, headers: { ...navigation, 'x-forwarded-for': ip }, agent: false }, (answer) => {
    answer.resume().on('end', () => { resolve({ status: answer.statusCode ?? 0, location: answer.headers.location }) })
  }).on('error', reject).end()
})

const nodes: Node[] = []
for (let place = 0; place < 2; place += 1) {
  const node = { port: await freePort(), data_dir: mkdtempSync(join(tmpdir(), 'portevoix-node-')), ready: false, links: null }
  nodes.push(node)
  await start(node)
}
const node = (place: number): Node => {
  const found = nodes[place]
  if (!found) throw new Error(`there is no node ${place}`)
  return found
}

afterAll(async () => {
  await Promise.all(nodes.map(async ({ links }) => links?.stop()))
  for (const { data_dir } of nodes) rmSync(data_dir, { recursive: true, force: true })
})

/** What a balancer does: asks each node now and then whether it is ready, and sends nobody to one that is not. */
const balance = () => {
  const end = new AbortController()
  const watching = nodes.map(async (watched) => {
    while (!end.signal.aborted) {
      watched.ready = (await ask(watched, '/health/ready').catch(() => ({ status: 0 }))).status === 200
      await sleep(50)
    }
  })
  return async () => {
    end.abort()
    await Promise.all(watching)
  }
}

test('a visitor of the day is one person, whichever node they come by', async () => {
  const { id, slug } = await here.link()
  for (const one of nodes) expect((await ask(one, `/l/${slug}`, '203.0.113.9')).status).toBe(302)
  const hits = await eventually(() => hitsOf(here, id), ({ length }) => length === 2)
  expect([hits.length, new Set(hits.map(({ visitor }) => visitor)).size]).toEqual([2, 1])
})

test('a link that changes leads elsewhere by every node within a second', async () => {
  const content_id = newId()
  const { slug } = await here.link({ content_id })
  for (const one of nodes) expect((await ask(one, `/l/${slug}`)).location).toContain('example.org/news')
  await here.act((ctx) => retarget(ctx, content_id, () => 'https://example.org/elsewhere'))
  for (const one of nodes) expect((await eventually(() => ask(one, `/l/${slug}`), ({ location }) => location === 'https://example.org/elsewhere', 1_000)).location).toBe('https://example.org/elsewhere')
})

test('nodes that are restarted one after the other under load lose no request, and no hit', async () => {
  const { id, slug } = await here.link()
  const settle = balance()
  await eventually(async () => nodes.every(({ ready }) => ready), (all) => all)
  let received = 0
  const end = new AbortController()
  const refused: unknown[] = []
  const clients = Array.from({ length: 8 }, async (_, client) => {
    for (let turn = client; !end.signal.aborted; turn += 1) {
      const open = nodes.filter(({ ready }) => ready)
      const to = open[turn % open.length]
      const answer = await (to ? ask(to, `/l/${slug}`, `198.51.${client}.${turn % 250}`) : Promise.reject(new Error('no node is ready'))).catch(String)
      if (typeof answer !== 'string' && answer.status === 302) received += 1
      else refused.push(answer)
    }
  })
  for (const place of [0, 1, 0, 1]) {
    const before = received
    await node(place).links?.stop()
    // the other one went on alone
    expect(received).toBeGreaterThan(before + 50)
    await start(node(place))
    await eventually(async () => node(place).ready, (ready) => ready)
  }
  end.abort()
  await Promise.all(clients)
  await settle()
  expect(refused).toEqual([])
  expect(await eventually(async () => (await hitsOf(here, id)).length, (stored) => stored === received, 15_000)).toBe(received)
}, 60_000)
