import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testInstallation, type TestInstallation } from '#test/installation'
import { visit } from '#test/visit'
import { company, type Company, type Person } from '#test/world'

let installation: TestInstallation
let people: Company
let neighbours: Company
let programme_id: string
let theme_id: string
const target = 'https://exemple.fr/etude?lang=fr'
const reader = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

const made = z.looseObject({ id: z.string() })
const draft = z.looseObject({ id: z.string(), version: z.number() })
const cards = z.object({ items: z.array(z.looseObject({ id: z.string(), title: z.string() })), next_cursor: z.string().nullable() })
const shares = z.object({ items: z.array(z.looseObject({ id: z.string(), state: z.string(), clicks: z.number(), link: z.string().nullable() })) })

const publish = async (changes: Record<string, unknown>, media_id?: string): Promise<string> => {
  const begun = draft.parse((await people.curator.call('POST', `/programmes/${programme_id}/contents`, { kind: 'link', address: target })).body)
  const saved = await people.curator.call('PATCH', `/contents/${begun.id}`, { version: begun.version, changes: { theme_id, body_html: '<p>Ce que dit l’étude.</p>', address: target, ...changes, ...(media_id && { media_id, image_alt: 'Une courbe' }) } })
  const published = await people.curator.call('PUT', `/contents/${begun.id}/publication`, { version: draft.parse(saved.body).version })
  expect(published).toMatchObject({ status: 200 })
  return begun.id
}
const until = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 15_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not come about in 15 s')
    await new Promise((resolve) => { setTimeout(resolve, 150) })
  }
}
const titles = async (person: Person, path = 'feed') => cards.parse((await person.call('GET', `/programmes/${programme_id}/${path}`)).body).items.map(({ title }) => title)

beforeAll(async () => {
  installation = await testInstallation()
  people = await company(installation, 'ateliers.example')
  neighbours = await company(installation, 'voisins.example')
  programme_id = made.parse((await people.lead.call('POST', '/programmes', { name: 'Ambassadeurs', networks: ['linkedin', 'x'] })).body).id
  const themes = z.object({ items: z.array(made) }).parse((await people.lead.call('GET', `/programmes/${programme_id}/themes`)).body)
  theme_id = themes.items[0]?.id ?? ''
})

describe('from the feed to a click', () => {
  let content_id: string
  let internal_id: string

  it('asks for the charter first', async () => {
    expect(await people.ambassador.call('GET', `/programmes/${programme_id}/feed`)).toMatchObject({ status: 403, body: { code: 'programme.charter_to_accept' } })
    for (const person of [people.ambassador, people.customer, people.curator]) {
      expect(await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })).toMatchObject({ status: 200 })
    }
  })

  it('shows each tribe what is meant for it', async () => {
    const picture = await sharp({ create: { width: 900, height: 500, channels: 3, background: '#225588' } }).png().toBuffer()
    const form = new FormData()
    form.set('file', new File([new Uint8Array(picture)], 'courbe.png', { type: 'image/png' }))
    const uploaded = await fetch(`${installation.address}/api/v1/media`, { method: 'POST', body: form, headers: { cookie: people.curator.cookie, 'portevoix-organisation': people.organisation_id } })
    const { media_id } = z.looseObject({ media_id: z.string() }).parse(await uploaded.json())
    content_id = await publish({ title: 'L’étude', visibility: 'shareable', captions: [{ network: 'linkedin', language: 'fr', text: 'Une étude à lire.' }] }, media_id)
    internal_id = await publish({ title: 'La paie', visibility: 'internal', body_html: '<p>Le calendrier.</p>' }, media_id)
    expect((await titles(people.ambassador)).sort()).toEqual(['La paie', 'L’étude'].sort())
    expect(await titles(people.customer)).toEqual(['L’étude'])
    expect(await titles(people.customer, 'feed-matches?words=paie')).toEqual([])
    expect(await titles(people.ambassador, 'feed-matches?words=etude')).toEqual(['L’étude'])
    expect(await titles(people.ambassador, 'feed?show=to_read')).toEqual(['La paie'])
    expect(await people.customer.call('GET', `/feed/${internal_id}`)).toMatchObject({ status: 404 })
    expect(await neighbours.ambassador.call('GET', `/feed/${content_id}`)).toMatchObject({ status: 404 })
    expect(await neighbours.ambassador.call('GET', `/programmes/${programme_id}/feed`)).toMatchObject({ status: 404 })
  })

  it('reads, likes and saves', async () => {
    expect(await people.ambassador.call('PUT', `/feed/${content_id}/opening`)).toMatchObject({ status: 200, body: { read: false } })
    expect(await people.ambassador.call('PUT', `/feed/${content_id}/reading`, { visible_seconds: 400, scrolled_percent: 0 })).toMatchObject({ status: 200, body: { read: false } })
    expect(await people.ambassador.call('PUT', `/feed/${content_id}/reading`, { visible_seconds: 1, scrolled_percent: 0, followed: true })).toMatchObject({ status: 200, body: { read: true } })
    expect(await people.ambassador.call('PUT', `/feed/${content_id}/like`)).toMatchObject({ status: 200, body: { liked: true, likes: null } })
    expect(await people.customer.call('PUT', `/feed/${content_id}/like`)).toMatchObject({ status: 200, body: { liked: true, likes: null } })
    expect(await people.customer.call('DELETE', `/feed/${content_id}/like`)).toMatchObject({ status: 200, body: { liked: false, likes: null } })
    expect(await people.ambassador.call('PUT', `/feed/${content_id}/save`)).toMatchObject({ status: 200, body: { saved: true } })
    expect(await titles(people.ambassador, 'saves')).toEqual(['L’étude'])
    expect(await people.ambassador.call('POST', `/programmes/${programme_id}/views`, { content_ids: [content_id, internal_id] })).toMatchObject({ status: 204 })
    expect(await people.ambassador.call('GET', `/feed/${content_id}`)).toMatchObject({ status: 200, body: { read: true, liked: true, saved: true, likes: null } })
  })

  it('tells how many like a content from the fifth on, to those who do and to those who do not', async () => {
    const [ambassador, ...others] = [people.ambassador, people.customer, people.curator, people.lead, people.moderator]
    const last = people.moderator
    for (const person of [people.lead, people.moderator]) await person.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    const told = async (person: Person) => {
      const { items } = z.object({ items: z.array(z.looseObject({ id: z.string(), likes: z.number().nullable() })) }).parse((await person.call('GET', `/programmes/${programme_id}/feed`)).body)
      const page = z.looseObject({ likes: z.number().nullable() }).parse((await person.call('GET', `/feed/${content_id}`)).body)
      return [items.find(({ id }) => id === content_id)?.likes, page.likes]
    }
    for (const person of others.slice(0, -1)) expect(await person.call('PUT', `/feed/${content_id}/like`)).toMatchObject({ body: { liked: true, likes: null } })
    for (const person of [ambassador, last]) expect(await told(person)).toEqual([null, null])
    expect(await last.call('PUT', `/feed/${content_id}/like`)).toMatchObject({ body: { liked: true, likes: 5 } })
    for (const person of [ambassador, last]) expect(await told(person)).toEqual([5, 5])
    expect(await last.call('DELETE', `/feed/${content_id}/like`)).toMatchObject({ body: { liked: false, likes: null } })
    for (const person of [ambassador, last]) expect(await told(person)).toEqual([null, null])
    for (const person of others.slice(0, -1)) expect(await person.call('DELETE', `/feed/${content_id}/like`)).toMatchObject({ body: { liked: false, likes: null } })
  })

  it('keeps internal contents in, by every path', async () => {
    for (const [method, path, body] of [['GET', `/contents/${internal_id}/composition`, undefined], ['POST', '/shares', { content_id: internal_id, network: 'x' }]] as const) {
      expect(await people.ambassador.call(method, path, body)).toMatchObject({ status: 403, body: { code: 'sharing.internal_content', title: 'Ce contenu est interne' } })
      expect(await people.customer.call(method, path, body)).toMatchObject({ status: 404 })
    }
    expect((await fetch(`${installation.address}/previews/${internal_id}`)).status).toBe(404)
    expect((await fetch(`${installation.address}/previews/${'x'.repeat(36)}`)).status).toBe(404)
  })

  it('shares with a tracked link, and the first human click confirms it', async () => {
    expect(await people.ambassador.call('GET', `/contents/${content_id}/composition`)).toMatchObject({ status: 200, body: { networks: [{ network: 'linkedin', captions: [{ text: 'Une étude à lire.' }] }, { network: 'x', captions: [] }] } })
    const prepared = await people.ambassador.call('POST', '/shares', { content_id, network: 'linkedin' }, { 'user-agent': 'Tests of the sharer' })
    expect(prepared.status).toBe(201)
    const { id, link } = z.object({ id: z.string(), link: z.string(), network: z.string() }).parse(prepared.body)
    expect(await people.ambassador.call('PUT', `/shares/${id}/opening`, { caption: 'À lire.' })).toMatchObject({ status: 200, body: { state: 'opened', clicks: 0 } })
    expect(await people.customer.call('PUT', `/shares/${id}/declaration`)).toMatchObject({ status: 404 })
    expect(await people.ambassador.call('PUT', `/shares/${id}/declaration`)).toMatchObject({ status: 200, body: { state: 'declared' } })

    const robot = await fetch(link, { headers: { 'user-agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0; +http://www.linkedin.com)' } })
    expect(await robot.text()).toContain(`/previews/${content_id}`)
    const image = await fetch(`${installation.address}/previews/${content_id}`)
    expect(image.headers.get('content-type')).toMatch(/^image\//)
    const answer = await visit(link, { 'user-agent': reader, accept: 'text/html', 'accept-language': 'fr', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe('https://exemple.fr/etude?lang=fr&utm_source=linkedin&utm_medium=social')

    const mine = async () => shares.parse((await people.ambassador.call('GET', '/shares')).body).items
    await until(async () => (await mine())[0]?.state === 'confirmed')
    expect(await mine()).toMatchObject([{ id, clicks: 1, content_title: 'L’étude', caption: 'À lire.' }])
    expect(shares.parse((await people.lead.call('GET', '/shares')).body).items).toEqual([])
  })

  it('links lead and show what the content says after it was changed', async () => {
    const before = draft.parse((await people.curator.call('GET', `/contents/${content_id}`)).body)
    expect(await people.curator.call('PATCH', `/contents/${content_id}`, { version: before.version, changes: { title: 'L’étude complète' } })).toMatchObject({ status: 200 })
    const link = shares.parse((await people.ambassador.call('GET', '/shares')).body).items[0]?.link ?? ''
    await until(async () => (await (await fetch(link, { headers: { 'user-agent': 'Twitterbot/1.0' } })).text()).includes('L’étude complète'))
  })

  it('leaving erases what was the member’s; the link goes on', async () => {
    const link = shares.parse((await people.ambassador.call('GET', '/shares')).body).items[0]?.link ?? ''
    expect((await people.ambassador.call('DELETE', `/programmes/${programme_id}/acceptance`)).status).toBe(200)
    await until(async () => shares.parse((await people.ambassador.call('GET', '/shares')).body).items.length === 0)
    expect((await fetch(link, { redirect: 'manual', headers: { 'user-agent': `${reader} again` } })).status).toBe(302)
    await people.ambassador.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    await until(async () => !z.looseObject({ read: z.boolean() }).parse((await people.ambassador.call('GET', `/feed/${content_id}`)).body).read)
    expect(await people.ambassador.call('GET', `/feed/${content_id}`)).toMatchObject({ body: { liked: false, saved: false, likes: null } })
  })
})
