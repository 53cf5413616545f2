import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest, Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pino } from 'pino'
import { readSettings } from './env.ts'
import { assembleLinks } from './links-only.ts'
import { least_ms, least_requests } from '#kit/clients'
import { systemClock } from '#kit/clock'
import { testKey } from '#test/cluster'
import { eventually, hitsOf, navigation, world } from './rooms/links/world.fixture.ts'

const here = await world()

const start = async (env: Record<string, string> = {}, log = pino({ level: 'silent' })) => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-links-only-'))
  const settings = readSettings({ DATA_DIR: data_dir, PORT: '0', METRICS_TOKEN: 'a-token-of-metrics', TRUSTED_PROXIES: 'loopback', ...env }, ['--services=links'])
  const links = await assembleLinks({ settings, key: testKey, log, connections: here.connections, clock: systemClock })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(async () => {
    agent.destroy()
    await links.stop().catch(() => undefined)
    rmSync(data_dir, { recursive: true, force: true })
  })
  const get = (path: string, headers: Record<string, string> = navigation) => new Promise<{ status: number; body: string; connection: string | undefined }>((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: links.settings.port, path, headers, agent }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part: string) => { body += part })
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, body, connection: answer.headers.connection }) })
    }).on('error', reject).end()
  })
  return { links, get }
}

test('links alone are redirected, watched and open to robots, and nothing else of Portevoix is there', async () => {
  const { get } = await start()
  const { id, slug } = await here.link()
  expect((await get(`/l/${slug}`)).status).toBe(302)
  expect(await eventually(() => hitsOf(here, id), ({ length }) => length > 0)).toHaveLength(1)
  expect(JSON.parse((await get('/health/live')).body)).toEqual({ live: true })
  const ready = async () => {
    const { status, body } = await get('/health/ready')
    return [status, JSON.parse(body)]
  }
  // the visit is on its way to the ledger
  await expect.poll(ready).toEqual([200, { ready: true, draining: false, waiting_bytes: 0, set_aside: 0, trouble: null, database: true, lost: 0, domains: 0, oldest_batch_seconds: 0, passed_on_untrusted: 0, disk_free_bytes: expect.any(Number) }])
  expect(JSON.parse((await get('/health/ready', { 'x-forwarded-for': '203.0.113.1' })).body)).toEqual({ ready: true })
  expect(JSON.parse((await get('/health/ready', { 'x-forwarded-for': '203.0.113.1', authorization: 'Bearer a-token-of-metrics' })).body)).toMatchObject({ ready: true, lost: 0 })
  expect((await get('/metrics')).status).toBe(404)
  expect((await get('/metrics', { authorization: 'Bearer a-token-of-metrics' })).body).toContain('portevoix_link_answers_total{answer="redirect"} 1')
  expect((await get('/metrics', { authorization: 'Bearer a-token-of-metrics' })).body).toMatch(/^portevoix_disk_free_bytes \d+$/m)
  expect((await get('/robots.txt')).body).toContain('Allow: /l/')
  for (const path of ['/', '/api/v1/feed', '/sign-in']) expect((await get(path)).status).toBe(404)
})

test('a proxy that is not named is told once in the log when nearly all comes by it, and counted in what watches the process', async () => {
  const lines: string[] = []
  const { get } = await start({ TRUSTED_PROXIES: '' }, pino({ level: 'warn' }, { write: (line: string) => { lines.push(line) } }))
  const { slug } = await here.link()
  const figure = async () => /^portevoix_untrusted_proxy_requests_total (\d+)$/m.exec((await get('/metrics', { authorization: 'Bearer a-token-of-metrics' })).body)?.[1]
  const before = Number(await figure())
  await get(`/l/${slug}`)
  const passedOn = async (times: number) => { for (let time = 0; time < times; time += 1) expect((await get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': `203.0.113.${time}` })).status).toBe(302) }
  const told = () => lines.filter((line) => line.includes('TRUSTED_PROXIES')).map((line) => JSON.parse(line) as unknown)
  await passedOn(least_requests)
  expect(told()).toEqual([])
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + least_ms)
  onTestFinished(() => { vi.restoreAllMocks() })
  await passedOn(2)
  expect(told()).toEqual([expect.objectContaining({ level: 40, proxy: '127.0.0.1' })])
  expect(JSON.parse((await get('/health/ready')).body)).toMatchObject({ ready: true, passed_on_untrusted: least_requests + 2 })
  expect(Number(await figure()) - before).toBe(least_requests + 2)
})

test('beneath a path, links are answered with it and without', async () => {
  const { get } = await start({ BASE_URL: 'http://localhost:3000/les/voix' })
  const { slug } = await here.link()
  for (const path of [`/les/voix/l/${slug}`, `/l/${slug}`]) expect((await get(path)).status).toBe(302)
  expect((await get('/health/ready')).status).toBe(200)
  for (const path of ['/les/voix/', '/les/voix', `/les/l/${slug}`]) expect((await get(path)).status).toBe(404)
})

test('told to stop, it says so first, answers on, closes connections as they are used, and loses nothing', async () => {
  const { links, get } = await start({ DRAIN_SECONDS: '1' })
  const { id, slug } = await here.link()
  await get(`/l/${slug}`)
  const stopped = links.stop()
  await sleep(100)
  expect((await get('/health/ready')).status).toBe(503)
  const last = await get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': '203.0.113.77' })
  expect([last.status, last.connection]).toEqual([302, 'close'])
  await stopped
  await expect(get(`/l/${slug}`)).rejects.toThrow('ECONNREFUSED')
  expect(await hitsOf(here, id)).toHaveLength(2)
})
