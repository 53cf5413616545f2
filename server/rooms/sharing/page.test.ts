import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { datesOf } from '@portevoix/contract/dates'
import { newId } from '#kit/ids'
import { testInstallation, type TestInstallation } from '#test/installation'
import { visit } from '#test/visit'
import { company, type Company } from '#test/world'

let installation: TestInstallation
let people: Company
let elsewhere: Company
let programme_id: string
let theme_id: string
let hours = 0

const made = z.looseObject({ id: z.string() })
const version = z.looseObject({ id: z.string(), version: z.number(), state: z.string() })
const prepared = z.object({ id: z.string(), link: z.string(), network: z.string() })
const body_html = '<h1>Ce que nous avons fait</h1><p onclick="alert(1)">Un <strong>grand</strong> pas &amp; <a href="https://exemple.fr/?a=1&amp;b=2" onmouseover="x()">un autre</a><script>alert(2)</script><img src=x onerror=alert(3)></p><p><a href="javascript:alert(4)">ici</a></p>'

beforeAll(async () => {
  installation = await testInstallation({ clock: () => new Date(Date.now() + hours * 3_600_000) })
  people = await company(installation, 'ateliers.example')
  elsewhere = await company(installation, 'ailleurs.example')
  programme_id = made.parse((await people.lead.call('POST', '/programmes', { name: 'Ambassadeurs', networks: ['linkedin', 'x'] })).body).id
  theme_id = z.object({ items: z.array(made) }).parse((await people.lead.call('GET', `/programmes/${programme_id}/themes`)).body).items[0]?.id ?? ''
  for (const person of [people.ambassador, people.customer]) await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
})

const picture = async (): Promise<string> => {
  const bytes = await sharp({ create: { width: 900, height: 500, channels: 3, background: '#225588' } }).png().toBuffer()
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], 'atelier.png', { type: 'image/png' }))
  const sent = await fetch(`${installation.address}/api/v1/media`, { method: 'POST', body: form, headers: { cookie: people.curator.cookie, 'portevoix-organisation': people.organisation_id } })
  return z.looseObject({ media_id: z.string() }).parse(await sent.json()).media_id
}

const change = async (content_id: string, changes: Record<string, unknown>) => {
  const before = version.parse((await people.curator.call('GET', `/contents/${content_id}`)).body)
  const saved = await people.curator.call('PATCH', `/contents/${content_id}`, { version: before.version, changes })
  expect(saved).toMatchObject({ status: 200 })
  return version.parse(saved.body)
}

const publish = async (changes: Record<string, unknown>, kind = 'text'): Promise<string> => {
  const { id } = version.parse((await people.curator.call('POST', `/programmes/${programme_id}/contents`, { kind, ...(kind === 'link' && { address: 'https://exemple.fr/a' }) })).body)
  const saved = await change(id, { theme_id, title: 'Un pas', body_html: '<p>Un pas.</p>', visibility: 'shareable', ...changes })
  expect(await people.curator.call('PUT', `/contents/${id}/publication`, { version: saved.version })).toMatchObject({ status: 200 })
  return id
}

const share = async (content_id: string, network = 'linkedin') => {
  const { id, link } = prepared.parse((await people.ambassador.call('POST', '/shares', { content_id, network })).body)
  expect(await people.ambassador.call('PUT', `/shares/${id}/opening`, { caption: 'À lire.' })).toMatchObject({ status: 200 })
  return link
}

const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const person = { 'user-agent': browser, accept: 'text/html', 'accept-language': 'en' }
const robot = { 'user-agent': 'LinkedInBot/1.0' }
const open = async (address: string, headers: Record<string, string> = person) => {
  const answer = await visit(address, headers)
  return { status: answer.status, headers: answer.headers, html: await answer.text(), to: answer.headers.get('location') }
}
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come about in 10 s')
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}

/** What a link and the page behind it answer to a person and to a robot. */
const seen = async (link: string, page: string, content_id: string) => ({
  link: (await open(link)).status, robot: (await open(link, robot)).status, page: (await open(page)).status, image: (await open(`${installation.address}/previews/${content_id}`)).status,
})
const there = { link: 302, robot: 200, page: 200, image: 200 }
const gone = { link: 404, robot: 404, page: 404, image: 404 }

describe('a text that somebody shared', () => {
  let content_id: string
  let link: string
  let page: string
  beforeAll(async () => {
    content_id = await publish({ title: 'Moitié moins <d’énergie> & "soin"', body_html, media_id: await picture(), image_alt: 'Un atelier "vu" d’en haut' })
    link = await share(content_id)
    page = (await open(link)).to ?? ''
  })

  it('is read by whoever comes by the link, signed in or not, in the organisation’s colours', async () => {
    expect(page).toMatch(new RegExp(`^${installation.address}/pages/[\\w-]{20}$`))
    const { status, headers, html } = await open(page)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('set-cookie')).toBeNull()
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(html).toContain('<html lang="fr"')
    expect(html).toContain('<h1>Moitié moins &lt;d’énergie&gt; &amp; &quot;soin&quot;</h1>')
    expect(html).toContain('Ateliers ateliers.example')
    expect(html).toContain('#0a5c5c')
    const image = /<img class="picture" src="(\/previews\/[\w-]+\.jpg\?[0-9a-f]{8})" alt="Un atelier &quot;vu&quot; d’en haut" width="900" height="500">/.exec(html)?.[1] ?? ''
    const bytes = await fetch(`${installation.address}${image}`)
    expect(bytes.headers.get('content-type')).toBe('image/jpeg')
    expect(await sharp(Buffer.from(await bytes.arrayBuffer())).metadata()).toMatchObject({ format: 'jpeg', width: 900, height: 500 })
    const today = datesOf('fr', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date())
    expect(html).toContain(`>Publié le ${today}</time> · 1 minute de lecture</p>`)
    expect(html).toContain('<p>Publié par Ateliers ateliers.example. Qui le partage l’a choisi.</p>')
    expect(html).not.toContain(people.ambassador.name)
  })

  it('shows its rich text and nothing that could run, under a policy that lets nothing run', async () => {
    const { headers, html } = await open(page)
    expect(html).toContain('<h2>Ce que nous avons fait</h2><p>Un <strong>grand</strong> pas &amp; <a href="https://exemple.fr/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">un autre</a></p><p><a>ici</a></p>')
    expect(html).not.toMatch(/<script|onclick|onerror|onmouseover|javascript:/i)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/)
  })

  it('tells networks what it is, by its link and by its own address', async () => {
    for (const [address, url] of [[link, link], [page, page]] as const) {
      const { html } = await open(address, robot)
      expect(html).toContain('<meta property="og:title" content="Moitié moins &lt;d’énergie&gt; &amp; &quot;soin&quot;">')
      expect(html).toContain(`<meta property="og:url" content="${url}">`)
      expect(html).toMatch(new RegExp(`<meta property="og:image" content="${installation.address}/previews/${content_id}.jpg\\?[0-9a-f]{8}">`))
      expect(html).toContain('<meta property="og:image:width" content="900">\n<meta property="og:image:height" content="500">')
      expect(html).toContain('<meta property="og:image:alt" content="Un atelier &quot;vu&quot; d’en haut">')
      expect(html).toContain('<meta property="og:description" content="Ce que nous avons fait')
    }
    expect(await (await fetch(`${installation.address}/robots.txt`)).text()).toContain('Allow: /pages/\n')
  })

  it('is counted by the link that was followed', async () => {
    const mine = async () => z.object({ items: z.array(z.looseObject({ clicks: z.number(), state: z.string() })) }).parse((await people.ambassador.call('GET', `/shares?content_id=${content_id}`)).body).items
    await until(async () => (await mine())[0]?.state === 'confirmed' && (await mine())[0]?.clicks === 1)
    expect(await mine()).toMatchObject([{ clicks: 1, state: 'confirmed' }])
  })

  it('is gone at once when it is made internal, for people and for robots, and back when it may be shared again', async () => {
    expect(await seen(link, page, content_id)).toEqual(there)
    await people.ambassador.call('POST', '/shares', { content_id, network: 'linkedin' }) // prepared, not shared
    expect(await people.curator.call('GET', `/contents/${content_id}/share-count`)).toMatchObject({ status: 200, body: { shares: null } })
    expect((await people.curator.call('GET', `/contents/${newId()}/share-count`)).status).toBe(404)
    expect((await elsewhere.curator.call('GET', `/contents/${content_id}/share-count`)).status).toBe(404)
    await change(content_id, { visibility: 'internal' })
    await until(async () => (await open(link)).status === 404)
    expect(await seen(link, page, content_id)).toEqual(gone)
    for (const [address, words] of [[link, 'This link is no longer in use'], [page, 'This page is no longer available']] as const) {
      expect((await open(address, robot)).html).not.toMatch(/og:|Moitié|énergie|previews|atelier "vu"/)
      expect((await open(address)).html).toContain(words)
      expect((await open(address)).html).toContain('Ateliers ateliers.example')
    }
    expect(await people.ambassador.call('POST', '/shares', { content_id, network: 'x' })).toMatchObject({ status: 403 })
    expect(await people.ambassador.call('GET', `/shares?content_id=${content_id}`)).toMatchObject({ body: { items: [{ link, link_ended: true }] } })
    await change(content_id, { visibility: 'shareable' })
    await until(async () => (await open(link)).status === 302)
    expect(await seen(link, page, content_id)).toEqual(there)
    expect(await people.ambassador.call('GET', `/shares?content_id=${content_id}`)).toMatchObject({ body: { items: [{ link, link_ended: false }] } })
  })

  it('ends when it is withdrawn, comes back when it is published again, and says what it says then', async () => {
    expect(await people.curator.call('PUT', `/contents/${content_id}/expiry`)).toMatchObject({ status: 200, body: { state: 'expired' } })
    await until(async () => (await open(link)).status === 404)
    expect(await seen(link, page, content_id)).toEqual(gone)
    const { version: now } = await change(content_id, { title: 'Deux pas' })
    expect(await seen(link, page, content_id)).toEqual(gone)
    expect(await people.curator.call('PUT', `/contents/${content_id}/publication`, { version: now, expires_at: null })).toMatchObject({ status: 200 })
    await until(async () => (await open(link, robot)).html.includes('<meta property="og:title" content="Deux pas">'))
    expect((await open(page)).html).toContain('<h1>Deux pas</h1>')
    expect(await seen(link, page, content_id)).toEqual(there)
  })

  it('is over when its time is, even before anybody noted it', async () => {
    await change(content_id, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
    expect((await open(page)).status).toBe(200)
    hours = 2
    expect((await open(page)).status).toBe(404)
    expect((await open(`${installation.address}/previews/${content_id}`)).status).toBe(404)
    hours = 0
  })
})

describe('a page', () => {
  it('is nobody’s that no text has', async () => {
    for (const path of ['/pages/aaaaaaaaaaaaaaaaaaaa', '/pages/a', `/pages/${'%2e%2e'.repeat(10)}`, `/pages/${'é'.repeat(20)}`]) {
      const { status, html } = await open(`${installation.address}${path}`)
      expect({ path, status }).toEqual({ path, status: 404 })
      expect(html).toContain('<h1>This page is no longer available</h1>')
    }
  })

  it('is not made for what nobody shared, nor reached by the id of a content', async () => {
    const content_id = await publish({ title: 'Jamais partagé' })
    const internal_id = await publish({ title: 'La paie', visibility: 'internal' })
    for (const id of [content_id, internal_id]) expect((await open(`${installation.address}/pages/${id}`)).status).toBe(404)
    expect((await open(`${installation.address}/previews/${internal_id}`)).status).toBe(404)
  })

  it('is not for a content that leads elsewhere; that one’s links outlive its publication, and end when it becomes internal', async () => {
    const content_id = await publish({ address: 'https://exemple.fr/a', body_html: '<p>Une page.</p>', title: 'Une page' }, 'link')
    const link = await share(content_id, 'x')
    expect((await open(link)).to).toBe('https://exemple.fr/a?utm_source=x&utm_medium=social')
    await people.curator.call('PUT', `/contents/${content_id}/expiry`)
    expect((await open(link)).status).toBe(302)
    await change(content_id, { visibility: 'internal' })
    await until(async () => (await open(link)).status === 404)
    expect((await open(link, robot)).html).not.toMatch(/og:|Une page/)
    await change(content_id, { visibility: 'shareable' })
    await until(async () => (await open(link)).status === 302)
  })
})

describe('a share that is being prepared while its content is made internal', () => {
  it('has no link that leads anywhere, whoever comes first', async () => {
    const content_id = await publish({ title: 'Ici ou là' })
    const [first] = await Promise.all([people.ambassador.call('POST', '/shares', { content_id, network: 'x' }), change(content_id, { visibility: 'internal' })])
    expect([201, 403]).toContain(first.status)
    const link = prepared.safeParse(first.body).data?.link
    await until(async () => link === undefined || (await open(link)).status === 404)
  })
})
