import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assemble } from './assemble.ts'
import { readSettings } from './env.ts'
import { assembleLinks } from './links-only.ts'
import { systemClock } from '#kit/clock'
import { testKey } from '#test/cluster'
import { eventually, hitsOf, navigation, silent, world } from './rooms/links/world.fixture.ts'
import { wire } from './rooms/links/redirect/wire.fixture.ts'

const here = await world()
const line = await wire(here.connections.links)
const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-stopping-'))
afterAll(() => { rmSync(data_dir, { recursive: true, force: true }) })

const parts = (services: string) => ({ settings: readSettings({ DATA_DIR: data_dir, PORT: '0' }, [`--services=${services}`]), key: testKey, log: silent, clock: systemClock })
const whole = async () => {
  const { stop, app } = await assemble({ ...parts('web,links'), connections: here.connections })
  const bound = app.server.address()
  return { stop, port: typeof bound === 'object' && bound ? bound.port : 0 }
}
const linksAlone = async (links = here.connections.links) => {
  const { stop, settings } = await assembleLinks({ ...parts('links'), connections: { ...here.connections, links } })
  return { stop, port: settings.port }
}
const connect = async (port: number, words: string) => {
  const socket = net.connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let heard = ''
  socket.setEncoding('utf8').on('data', (part: string) => { heard += part }).on('error', () => undefined)
  socket.write(words)
  return { heard: () => heard, ended: once(socket, 'close') }
}
const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${Object.entries(navigation).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
const secondsOf = async (work: Promise<void>) => {
  const begun = performance.now()
  await work
  return (performance.now() - begun) / 1_000
}

test.each([['links alone', linksAlone], ['web and links', whole]])('%s: who sends half a request, or keeps a connection, does not keep the process', async (_what, start) => {
  const { stop, port } = await start()
  const half = await connect(port, 'GET /l/x HTTP/1.1\r\nHost: localhost\r\n')
  const kept = await connect(port, request('/health/live'))
  await expect.poll(kept.heard).toContain('200 OK')
  expect(await secondsOf(stop())).toBeLessThan(6)
  await Promise.all([half.ended, kept.ended])
}, 20_000)

test('a request that waits for the database as the process is told to stop gets its answer', async () => {
  const { stop, port } = await linksAlone({ ...here.connections.links, host: '127.0.0.1', port: line.port })
  const { slug } = await here.link()
  const before = await connect(port, request(`/l/${slug}`))
  await expect.poll(before.heard).toContain('302 Found')
  line.close()
  const waiting = await connect(port, request('/l/unheard23456'))
  await new Promise((resolve) => { setTimeout(resolve, 100) })
  await stop()
  await waiting.ended
  expect(waiting.heard()).toContain('503 Service Unavailable')
  expect(waiting.heard()).toContain('</html>')
}, 20_000)

describe('a database that hangs keeps no process of links alone that is told to stop', () => {
  const held = async () => {
    const { stop, port } = await linksAlone({ ...here.connections.links, host: '127.0.0.1', port: line.port })
    const { id, slug } = await here.link()
    const follow = async () => {
      const visit = await connect(port, request(`/l/${slug}`))
      await expect.poll(visit.heard).toContain('302 Found')
    }
    await follow()
    expect(await eventually(() => hitsOf(here, id), ({ length }) => length === 1, 8_000)).toHaveLength(1)
    line.hold()
    return { stop, follow, id }
  }
  beforeEach(() => { line.open() })
  afterEach(() => { line.release() })

  test('that has nothing to store', async () => {
    const { stop } = await held()
    expect(await secondsOf(stop())).toBeLessThan(3)
  }, 20_000)

  test.each([['before it was asked', 0], ['while it is asked', 2_500]])('with hits to store, %s: they are left to the next start', async (_when, wait_ms) => {
    const { stop, follow, id } = await held()
    await follow()
    await new Promise((resolve) => { setTimeout(resolve, wait_ms) })
    expect(await secondsOf(stop())).toBeLessThan(4)
    line.release()
    const next = await linksAlone()
    expect(await eventually(() => hitsOf(here, id), ({ length }) => length === 2, 8_000)).toHaveLength(2)
    await next.stop()
  }, 30_000)
})
