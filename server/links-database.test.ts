import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '#kit/free-port'
import { testKey } from '#test/cluster'
import { machine } from '#test/machine'
import { eventually, navigation, world } from './rooms/links/world.fixture.ts'
import { wire } from './rooms/links/redirect/wire.fixture.ts'

const here = await world()
const { user = '', password = '', database = '' } = here.connections.owner

/** A process of links whose database does not answer yet. */
const start = async (secret = String(password)) => {
  const line = await wire(here.connections.owner)
  line.close()
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-late-'))
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--services=links'], {
    env: {
      ...machine, DATA_DIR: data_dir, PORT: String(port), LOG_LEVEL: 'silent', PORTEVOIX_SECRET_KEY: testKey.toString('hex'),
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(secret)}@127.0.0.1:${line.port}/${database}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => { out += String(chunk) })
  child.stderr.on('data', (chunk) => { err += String(chunk) })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(data_dir, { recursive: true, force: true })
  })
  await eventually(async () => out + err, (said) => said !== '', 30_000)
  expect([out, err]).toEqual([expect.stringContaining('The links of Portevoix are served'), ''])
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers: navigation })
  return { line, child, ended, get, said: () => err }
}

test('links alone are started while the database is away: they say so, ask to come back, and are served once it is there', async () => {
  const { slug } = await here.link()
  const { line, child, ended, get } = await start()
  const early = await get(`/l/${slug}`)
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '2'])
  expect((await get('/health/live')).status).toBe(200)
  const ready = await get('/health/ready')
  expect([ready.status, await ready.json()]).toEqual([503, expect.objectContaining({ ready: false, database: false, domains: null })])

  line.open()
  const led = await eventually(() => get(`/l/${slug}`), ({ status }) => status === 302, 15_000)
  expect(led.headers.get('location')).toContain('https://example.org/news')
  expect((await eventually(() => get('/health/ready'), ({ status }) => status === 200, 5_000)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
}, 90_000)

test('a password that is refused once the database answers ends the process, and is said', async () => {
  const { line, ended, said } = await start('not-the-password')
  line.open()
  expect(await ended).toEqual([1, null])
  expect(said()).toContain('The database refuses the user or the password of DATABASE_URL')
}, 90_000)
