import { request } from 'node:http'
import decode from 'qr/decode.js'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { domain } from '@portevoix/contract/links'
import { qrCode } from '@portevoix/contract/shapes'
import { testInstallation, type TestInstallation } from '#test/installation'
import { startNameServer } from '#test/name-server'
import { caller, cookieOf, company, type Company } from '#test/world'
import { eventually } from '../rooms/links/world.fixture.ts'

const made = z.looseObject({ id: z.string() })
const version = z.looseObject({ id: z.string(), version: z.number() })
const media = z.looseObject({ media_id: z.string() })
const share = z.looseObject({ id: z.string(), link: z.string() })
const mails = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), kind: z.string() })) })
const mail = z.looseObject({ html: z.string(), links: z.array(z.looseObject({ address: z.string() })) })

/** What people open, by way of a proxy; the server itself is asked on its port. */
const public_url = 'https://www.example.org/les/voix'
let here: TestInstallation
let port: number
let us: Company
let content_id: string
let link: string

interface Reply { status: number; text: string; headers: Headers; bytes: Buffer }

const person = { accept: 'text/html,*/*', 'accept-language': 'fr', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0' }
const robot = { ...person, 'user-agent': 'LinkedInBot/1.0' }

const get = async (path: string, headers: Record<string, string> = person): Promise<Reply> => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', headers })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, text: bytes.toString(), headers: answer.headers, bytes }
}

/** The path of an address that was given to people, which must be beneath ours. */
const pathIn = (address: string): string => {
  expect(address.startsWith(`${public_url}/`), address).toBe(true)
  return new URL(address).pathname + new URL(address).search
}

/** Every address of the host's own that a page names. */
const named = (html: string): string[] => [...html.matchAll(/(?:href|src|content)="(\/[^"]*|https:\/\/www\.example\.org[^"]*)"/g)].map(([, address = '']) => new URL(address, public_url).pathname)

const picture = async (): Promise<string> => {
  const bytes = await sharp({ create: { width: 900, height: 500, channels: 3, background: '#225588' } }).png().toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'atelier.png', { type: 'image/png' }))
  const sent = await fetch(`http://127.0.0.1:${port}/les/voix/api/v1/media`, { method: 'POST', body: form, headers: { cookie: us.curator.cookie, 'portevoix-organisation': us.organisation_id } })
  return media.parse(await sent.json()).media_id
}

beforeAll(async () => {
  const names = await startNameServer()
  here = await testInstallation({ settings: { base_url: public_url, dns_servers: [names.address] } })
  const at = here.app.server.address()
  port = typeof at === 'object' && at ? at.port : 0
  us = await company({ kit: here.kit, address: `http://127.0.0.1:${port}/les/voix` }, 'ours.test')
  const programme = made.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body)
  const theme = z.object({ items: z.array(made) }).parse((await us.lead.call('GET', `/programmes/${programme.id}/themes`)).body).items[0]
  await us.ambassador.call('PUT', `/programmes/${programme.id}/acceptance`, { version: 1, language: 'fr' })
  const draft = version.parse((await us.curator.call('POST', `/programmes/${programme.id}/contents`, { kind: 'text' })).body)
  const changes = { title: 'Un pas', body_html: '<p>Un pas.</p>', visibility: 'shareable', theme_id: theme?.id, media_id: await picture(), image_alt: 'Un atelier' }
  const saved = version.parse((await us.curator.call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes })).body)
  await us.curator.call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
  content_id = draft.id
  const prepared = share.parse((await us.ambassador.call('POST', '/shares', { content_id, network: 'linkedin' })).body)
  await us.ambassador.call('PUT', `/shares/${prepared.id}/opening`, { caption: 'À lire.' })
  link = prepared.link
  const { id, record } = domain.parse((await us.admin.call('POST', '/link-domains', { host: 'go.ours.fr' })).body)
  names.set(record.name, record.value)
  await us.admin.call('POST', `/link-domains/${id}/checks`)
  return () => names.stop()
})

describe('pages beneath a path', () => {
  it('name nothing outside of it, and everything that they name is there', async () => {
    for (const path of ['/les/voix/', '/les/voix/desk/contents/x?y', '/les/voix/index.html']) {
      const { status, text, headers } = await get(path)
      const addresses = named(text)
      expect([status, headers.get('content-type'), addresses.filter((address) => !address.startsWith('/les/voix/'))]).toEqual([200, 'text/html; charset=utf-8', []])
      expect(addresses).toEqual(expect.arrayContaining(['/les/voix/icon.svg', '/les/voix/manifest.webmanifest']))
      for (const address of new Set(addresses)) expect([address, (await get(address)).status]).toEqual([address, 200])
    }
    expect(named((await get('/les/voix/offline.html')).text)).toEqual(['/les/voix/'])
  })

  it('are installed with their own place as scope, and a worker at its top', async () => {
    const manifest = JSON.parse((await get('/les/voix/manifest.webmanifest')).text)
    expect(manifest).toMatchObject({ id: '/les/voix/', start_url: '/les/voix/', scope: '/les/voix/' })
    for (const { src } of manifest.icons) expect([src, (await get(src)).status]).toEqual([expect.stringMatching(/^\/les\/voix\/icon/), 200])
    const worker = await get('/les/voix/service-worker.js')
    expect([worker.status, worker.headers.get('content-type')]).toEqual([200, expect.stringContaining('javascript')])
    expect(worker.text).not.toMatch(/["'`]\/(?:index|offline)\.html|["'`]\/?les\/voix/)
  })

  it('tell robots of the site what is theirs to read', async () => {
    expect((await get('/les/voix/robots.txt')).text).toBe('User-agent: *\nAllow: /les/voix/l/\nAllow: /les/voix/pages/\nAllow: /les/voix/previews/\nDisallow: /les/voix/\n')
  })

  it('do not bind the host of others to https', async () => {
    expect((await get('/les/voix/')).headers.get('strict-transport-security')).toBeNull()
  })

  it.each(['/', '/sign-in', '/api/v1/session', '/manifest.webmanifest', '/service-worker.js', '/robots.txt', '/les', '/les/', '/les/voixailleurs/', '/links'])('leave %s to the rest of the site', async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, text: 'Not found\n' })
  })

  it('begin with a slash', async () => {
    const { status, headers } = await get('/les/voix?a=1')
    expect([status, headers.get('location')]).toEqual([302, '/les/voix/?a=1'])
  })

  it('are watched on the port itself, and beneath the path', async () => {
    for (const path of ['/health/live', '/health/ready', '/les/voix/health/live', '/les/voix/health/ready']) expect([path, (await get(path)).status]).toEqual([path, 200])
    expect(JSON.parse((await get('/les/voix/api/v1/openapi.json')).text)).toMatchObject({ servers: [{ url: `${public_url}/api/v1` }] })
  })
})

describe('whoever signs in beneath a path', () => {
  const stage = () => ({ kit: here.kit, address: `http://127.0.0.1:${port}/les/voix` })
  const site = { origin: 'https://www.example.org', 'sec-fetch-site': 'same-origin' }

  it('is mailed an address there, and has a cookie that no neighbour is sent', async () => {
    expect((await caller(stage()).call('POST', '/sign-in-links', { email: us.customer.email }, site)).status).toBe(202)
    const kept = async () => mails.parse((await us.admin.call('GET', '/mails')).body).items.find(({ kind }) => kind === 'sign_in')
    const sent = await eventually(kept, (found) => found !== undefined)
    const { html, links: [opened] } = mail.parse((await us.admin.call('GET', `/mails/${sent?.id}`)).body)
    const path = pathIn(opened?.address ?? '')
    expect(html).toContain(`href="${public_url}${path.slice('/les/voix'.length)}"`)
    expect((await get(path)).text).toContain('<div id="root">')
    const entered = await caller(stage()).call('POST', '/sign-ins', { token: path.split('/').at(-1) }, site)
    const [cookie = ''] = entered.headers.getSetCookie()
    expect([entered.status, cookie]).toEqual([201, expect.stringMatching(/^__Secure-portevoix\.session=[^;]+; Max-Age=\d+; Path=\/les\/voix; HttpOnly; Secure; SameSite=Lax$/)])
    const mine = caller(stage(), cookieOf(entered.headers))
    expect((await mine.call('GET', '/session')).body).toMatchObject({ identity: { email: us.customer.email } })
    const left = await mine.call('DELETE', '/session', undefined, site)
    expect([left.status, left.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/^__Secure-portevoix\.session=; Max-Age=0; Path=\/les\/voix;/)])
  })

  it('sees the organisation’s logo', async () => {
    const logo = (await sharp({ create: { width: 40, height: 20, channels: 3, background: '#225588' } }).png().toBuffer()).toString('base64')
    expect(await us.admin.call('PATCH', '/organisation', { logo }, site)).toMatchObject({ status: 200, body: { logo_address: expect.stringMatching(/^\/les\/voix\/logos\//) } })
    const { memberships } = z.object({ memberships: z.array(z.looseObject({ logo_address: z.string() })) }).parse((await us.admin.call('GET', '/session')).body)
    expect((await get(memberships[0]?.logo_address ?? '')).headers.get('content-type')).toBe('image/png')
  })
})

describe('what is shared from beneath a path', () => {
  it('leads on from its link, wherever the link lies', async () => {
    expect(link).toMatch(/^https:\/\/www\.example\.org\/les\/voix\/l\/\w{12}$/)
    const path = pathIn(link)
    // `/l/…` at the root of the host: given before the installation was moved, or taken there by the proxy
    for (const asked of [path, path.replace('/les/voix', '')]) {
      const { status, headers } = await get(asked)
      expect([status, pathIn(headers.get('location') ?? '')]).toEqual([302, expect.stringMatching(/^\/les\/voix\/pages\/[\w-]+$/)])
    }
    expect(await get('/les/voix/l/nothing')).toMatchObject({ status: 404, text: expect.stringContaining('Ce lien ne mène nulle part') })
  })

  it('shows its picture to people and to networks', async () => {
    const page = await get(pathIn((await get(pathIn(link))).headers.get('location') ?? ''))
    expect([page.status, named(page.text).filter((address) => !address.startsWith('/les/voix/'))]).toEqual([200, []])
    const src = /<img class="picture" src="([^"]+)"/.exec(page.text)?.[1] ?? ''
    expect((await get(src)).headers.get('content-type')).toBe('image/jpeg')
    // or the browser would ask the site's own
    for (const { text } of [page, await get('/les/voix/pages/nothing')]) expect(text).toContain('<link rel="icon" href="/les/voix/icon.svg"')
    const card = await get(pathIn(link), robot)
    const image = /property="og:image" content="([^"]+)"/.exec(card.text)?.[1] ?? ''
    expect((await sharp((await get(pathIn(image))).bytes).metadata()).format).toBe('jpeg')
    expect(card.text).toContain(`property="og:url" content="${link}"`)
  })

  it('is illustrated on screens', async () => {
    const { image } = z.looseObject({ image: z.looseObject({ media_id: z.string() }) }).parse((await us.ambassador.call('GET', `/feed/${content_id}`)).body)
    expect((await get(`/les/voix/media/${image.media_id}/320`, { cookie: us.ambassador.cookie })).status).toBe(200)
    expect((await get(`/media/${image.media_id}/320`, { cookie: us.ambassador.cookie })).status).toBe(404)
  })
})

it('the hosts of organisations are theirs from the root: a word of theirs may be that of the path', async () => {
  const ask = (host: string, path: string) => new Promise<{ status: number; text: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { ...person, host }, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => { text += part })
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, text }) })
    }).on('error', reject).end()
  })
  await eventually(() => ask('127.0.0.1', '/links/ask?domain=go.ours.fr'), ({ status }) => status === 200)
  for (const path of ['/les/voix', '/les/voix/', '/les/voix/api/v1/session']) {
    expect(await ask('go.ours.fr', path)).toMatchObject({ status: 404, text: expect.stringContaining('Ce lien ne mène nulle part') })
    expect((await ask('somewhere.example', path)).status).toBe(421)
  }
  expect((await ask('go.ours.fr', new URL(link).pathname.replace('/les/voix/l', ''))).status).toBe(302)
  expect((await ask('www.example.org', '/les/voix/api/v1/session')).status).toBe(200)
})

it('an invitation is opened there, from its link and its code', async () => {
  const made_link = z.looseObject({ id: z.string(), address: z.string() }).parse((await us.admin.call('POST', '/invitations/links', { label: 'Hall', place: { tribe: 'employees', language: 'fr' } })).body)
  const { address, png } = qrCode.parse((await us.admin.call('GET', `/invitations/${made_link.id}/qr-code`)).body)
  const { data, info } = await sharp(Buffer.from(png, 'base64')).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  expect(pathIn(address)).toMatch(/^\/les\/voix\/invitation\/[\w-]+$/)
  expect([made_link.address, decode({ data, width: info.width, height: info.height })]).toEqual([address, address])
  expect((await get(pathIn(address))).text).toContain('<div id="root">')
})
