import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { domain } from '@portevoix/contract/links'
import { testInstallation, type TestInstallation } from '#test/installation'
import { startNameServer } from '#test/name-server'
import { company, type Company } from '#test/world'
import { eventually } from '../rooms/links/world.fixture.ts'

interface Reply { status: number; body: string }

const portOf = ({ app }: TestInstallation): number => {
  const address = app.server.address()
  return typeof address === 'object' && address ? address.port : 0
}

/** Asks as a browser that was led here by the name `host`. */
const ask = (stage: TestInstallation, host: string, path: string, method = 'GET') => new Promise<Reply>((resolve, reject) => {
  request({ host: '127.0.0.1', port: portOf(stage), path, method, headers: { host, accept: 'text/html', 'accept-language': 'fr', 'user-agent': 'Mozilla/5.0' }, agent: false }, (answer) => {
    let body = ''
    answer.setEncoding('utf8').on('data', (part: string) => { body += part })
    answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, body }) })
  }).on('error', reject).end()
})

let set: TestInstallation
let local: TestInstallation
let web: TestInstallation
let ours: Company

beforeAll(async () => {
  const names = await startNameServer()
  set = await testInstallation({ works: false, settings: { base_url: 'https://ambassadeurs.example', links_base_url: 'https://www.example/go', dns_servers: [names.address], metrics_token: 'a-token-of-metrics' } })
  local = await testInstallation({ works: false })
  web = await testInstallation({ settings: { base_url: 'https://ambassadeurs.example', links_base_url: 'https://go.example', services: ['web'] } })
  ours = await company({ kit: set.kit, address: `http://127.0.0.1:${portOf(set)}` }, 'ours.test')
  const { id, record } = domain.parse((await ours.admin.call('POST', '/link-domains', { host: 'go.ours.fr' })).body)
  names.set(record.name, record.value)
  await ours.admin.call('POST', `/link-domains/${id}/checks`)
  await eventually(() => ask(set, '127.0.0.1', '/links/ask?domain=go.ours.fr'), ({ status }) => status === 200)
  return () => names.stop()
})

describe('the application', () => {
  it.each(['ambassadeurs.example', 'ambassadeurs.example:443', 'localhost:3000', '127.0.0.1'])('is opened at %s', async (host) => {
    expect((await ask(set, host, '/api/v1/session')).status).toBe(200)
  })

  it.each(['/', '/sign-in', '/api/v1/session', '/robots.txt'])('is not opened at %s of a host that is nobody’s', async (path) => {
    const { status, body } = await ask(set, 'somewhere.example', path)
    expect([status, body.includes('Cette adresse n’est pas connue ici')]).toEqual([421, true])
    expect((await ask(set, 'somewhere.example', path, 'POST')).status).toBe(421)
  })

  it('is not opened on an organisation’s own domain, which has its links alone', async () => {
    for (const path of ['/', '/sign-in', '/api/v1/session', '/media/x']) expect((await ask(set, 'go.ours.fr', path)).status).toBe(404)
    expect((await ask(set, 'go.ours.fr', '/robots.txt')).body).toBe('User-agent: *\nAllow: /\n')
  })

  it('leaves what lies under the links’ own path to links', async () => {
    for (const host of ['www.example', 'ambassadeurs.example']) {
      const { status, body } = await ask(set, host, '/go/l/abcdef')
      expect([status, body.includes('Ce lien ne mène nulle part')]).toEqual([404, true])
    }
  })

  it('is opened by whatever name the machine has while no address was set, and refuses links there', async () => {
    for (const host of ['192.168.1.20:3000', 'nas.lan']) {
      expect((await ask(local, host, '/api/v1/session')).status).toBe(200)
      expect((await ask(local, host, '/l/abcdef')).status).toBe(421)
    }
  })
})

describe('a process without links', () => {
  it('is opened at the installation’s own addresses, and by the machine', async () => {
    for (const host of ['ambassadeurs.example', 'go.example:443', 'localhost:3000', '[::1]:3000']) expect((await ask(web, host, '/api/v1/session')).status).toBe(200)
  })

  it('refuses every other host, and answers what watches it', async () => {
    for (const host of ['somewhere.example', '192.0.2.7', 'go.ours.fr']) {
      for (const path of ['/', '/api/v1/session', '/l/abcdef']) expect((await ask(web, host, path)).status).toBe(421)
      expect((await ask(web, host, '/api/v1/session', 'POST')).status).toBe(421)
      expect((await ask(web, host, '/health/live')).status).toBe(200)
    }
  })
})

it('what watches the process, and the proxy that asks about certificates, are answered on any host', async () => {
  for (const host of ['somewhere.example', 'go.ours.fr', '10.0.0.9:3000', 'portevoix:3000']) {
    for (const path of ['/health/live', '/health/ready']) expect((await ask(set, host, path)).status).toBe(200)
    // closed without its token, as on its own host
    expect((await ask(set, host, '/metrics')).status).toBe(404)
    expect((await ask(set, host, '/links/ask?domain=go.ours.fr')).status).toBe(200)
    expect((await ask(set, host, '/links/ask?domain=go.theirs.fr')).status).toBe(404)
  }
})
