import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '#kit/free-port'
import { announce } from '#kit/running'
import { testKey } from '#test/cluster'
import { machine } from '#test/machine'
import { readSettings } from './env.ts'
import { withPagesAddress } from './pages-address.ts'
import { eventually, navigation, world } from './rooms/links/world.fixture.ts'

const here = await world()
const { user = '', password = '', host = '', port: database_port, database = '' } = here.connections.owner
const path = '/pages/aaaaaaaaaaaaaaaaaaaa'
const robot = { 'user-agent': 'LinkedInBot/1.0' }

const folder = (): string => {
  const data_dir = mkdtempSync(join(tmpdir(), 'portevoix-apart-'))
  onTestFinished(() => { rmSync(data_dir, { recursive: true, force: true }) })
  return data_dir
}

/** One process of an installation, on a port of its own; what it says once it is ready. */
const start = async (data_dir: string, services: string, settings: Record<string, string> = {}) => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), `--services=${services}`], {
    env: {
      ...machine, DATA_DIR: data_dir, PORT: String(port), LOG_LEVEL: 'silent', PORTEVOIX_SECRET_KEY: testKey.toString('hex'),
      DATABASE_URL: `postgres://${user}:${encodeURIComponent(String(password))}@${encodeURIComponent(host)}:${database_port}/${database}`, ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said += String(chunk) })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  await eventually(async () => said, (all) => all.includes('\n'), 30_000)
  const get = (slug: string, headers: Record<string, string> = navigation) => fetch(`http://127.0.0.1:${port}/l/${slug}`, { redirect: 'manual', headers })
  return { address: `http://localhost:${port}`, pid: child.pid, said: () => said, get }
}

test('links apart lead to the texts of the process with pages, and show their cards, without a BASE_URL', async () => {
  const data_dir = folder()
  const pages = await start(data_dir, 'web')
  const links = await start(data_dir, 'links')
  expect(links.said()).toBe(`The links of Portevoix are served: ${links.address}/l/…\nThe pages that it leads to are at ${pages.address} (process ${pages.pid}).\n`)
  const { slug } = await here.link({ target: path })
  const to = (await links.get(slug)).headers.get('location') ?? ''
  expect(to).toBe(`${pages.address}${path}`)
  expect(await (await fetch(to, { headers: navigation })).text()).toContain('Cette page n’est plus disponible')
  expect(await (await links.get(slug, robot)).text()).toContain(`<meta property="og:image" content="${pages.address}/media/1.webp">`)

  const both = await start(data_dir, 'links,worker')
  expect(both.said()).toContain(`The pages that it leads to are at ${pages.address} `)
  expect((await both.get(slug)).headers.get('location')).toBe(to)

  const written = await start(data_dir, 'links', { BASE_URL: 'https://ambassadors.example.org' })
  expect(written.said()).toBe('The links of Portevoix are served: https://ambassadors.example.org/l/…\n')
  expect((await written.get(slug)).headers.get('location')).toBe(`https://ambassadors.example.org${path}`)
}, 90_000)

test('links apart say that BASE_URL must be set where no pages run on their data folder', async () => {
  const data_dir = folder()
  const links = await start(data_dir, 'links')
  const [first, second, ...rest] = links.said().split('\n')
  expect([first, second, rest]).toEqual([`The links of Portevoix are served: ${links.address}/l/…`, expect.stringMatching(/^BASE_URL must be set, for links to texts .*BASE_URL=https:\S+/), ['']])
  expect((await links.get((await here.link()).slug)).status).toBe(302)
}, 60_000)

test('mails of a process without pages lead to them, and come from their host unless MAIL_FROM says otherwise', () => {
  const data_dir = folder()
  onTestFinished(announce(data_dir, 'https://ambassadors.example.org'))
  // the test runner has one of its own
  vi.stubEnv('BASE_URL', undefined)
  onTestFinished(() => { vi.unstubAllEnvs() })
  const of = (env: Record<string, string>) => withPagesAddress(readSettings({ DATA_DIR: data_dir, ...env }, ['--services=worker'])).settings
  expect(of({})).toMatchObject({ base_url: 'https://ambassadors.example.org', mail_from: 'Portevoix <portevoix@ambassadors.example.org>' })
  expect(of({ MAIL_FROM: 'voices@example.org' })).toMatchObject({ base_url: 'https://ambassadors.example.org', mail_from: 'voices@example.org' })
})
