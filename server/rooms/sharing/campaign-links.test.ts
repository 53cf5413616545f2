import decode from 'qr/decode.js'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content } from '@portevoix/contract/content/contents'
import { openProgramme, theme } from '@portevoix/contract/programme'
import { qrCode } from '@portevoix/contract/shapes'
import { campaignLink, type CampaignLink } from '@portevoix/contract/sharing/campaign-links'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { rollUp } from '../links/roll-up.fixture.ts'
import { testInstallation, type TestInstallation } from '#test/installation'
import { visit } from '#test/visit'
import { company, type Answer, type Company } from '#test/world'
import { refreshLinks } from './actions/link.ts'
import { personalData } from './personal-data.ts'

let stage: TestInstallation
let ours: Company
let theirs: Company
let quiet: Company
let content_id: string
let programme_id: string
const page = 'https://example.org/salon'
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', accept: 'text/html', 'accept-language': 'fr' }

const begin = async (by: Company, changes: Record<string, unknown>, address: string | null = page): Promise<string> => {
  const draft = content.parse((await by.curator.call('POST', `/programmes/${programme_id}/contents`, address === null ? { kind: 'text' } : { kind: 'link', address })).body)
  const { items: [first] } = z.object({ items: z.array(theme) }).parse((await by.admin.call('GET', `/programmes/${programme_id}/themes`)).body)
  const saved = content.parse((await by.curator.call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: 'Le salon', theme_id: first?.id, visibility: 'shareable', ...changes } })).body)
  if (changes['draft'] !== true) await by.curator.call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
  return draft.id
}

beforeAll(async () => {
  stage = await testInstallation({ works: false })
  ours = await company(stage, 'ours.test')
  theirs = await company(stage, 'theirs.test')
  quiet = await company(stage, 'quiet.test')
  programme_id = openProgramme.parse((await ours.admin.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin', 'x'] })).body).id
  content_id = await begin(ours, { campaign: 'Recrutement 2026' })
})

const make = (slug: string, more: Record<string, unknown> = {}, of = content_id): Promise<Answer> =>
  ours.curator.call('POST', `/contents/${of}/campaign-links`, { slug, label: `Affiche ${slug}`, network: 'print', ...more })
const made = async (slug: string, more: Record<string, unknown> = {}, of = content_id): Promise<CampaignLink> => campaignLink.parse((await make(slug, more, of)).body)
const list = async () => z.object({ items: z.array(campaignLink), prefix: z.string() }).parse((await ours.curator.call('GET', `/contents/${content_id}/campaign-links`)).body)
const open = (address: string, headers: Record<string, string> = browser) => visit(address, headers)
const refused = (answer: Answer) => ({ status: answer.status, ...z.object({ errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) }).parse(answer.body).errors[0] })

describe('a campaign link', () => {
  it('is made by a curator, leads to the content with the campaign that it is part of, and is nobody’s', async () => {
    const link = await made('salon-2026')
    expect(link).toMatchObject({ label: 'Affiche salon-2026', network: 'print', slug: 'salon-2026', address: `${stage.address}/l/salon-2026`, clicks: 0, left_out: 0, created_by: { name: 'Karim Benali' }, removed_at: null })
    const { status, headers } = await open(link.address)
    expect([status, headers.get('location')]).toEqual([302, `${page}?utm_source=print&utm_medium=print&utm_campaign=recrutement-2026`])
    const post = await made('salon-linkedin', { network: 'linkedin' })
    expect((await open(post.address)).headers.get('location')).toBe(`${page}?utm_source=linkedin&utm_medium=social&utm_campaign=recrutement-2026`)
    expect((await list()).prefix).toBe(`${stage.address}/l/`)
  })

  it('shows an accented domain with its accents, and copies it as browsers know it', async () => {
    const host = 'xn--caf-dma.example'
    await within(stage.kit, theirs.organisation_id, (ctx) => sql`insert into links.domains (id, organisation_id, host, token, preferred, added_at, verified_at) values (${newId()}, ${theirs.organisation_id}, ${host}, 'x', true, ${ctx.now}, ${ctx.now})`.execute(ctx.tx))
    const programme = openProgramme.parse((await theirs.admin.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
    const draft = content.parse((await theirs.curator.call('POST', `/programmes/${programme}/contents`, { kind: 'link', address: page })).body)
    const { items: [first] } = z.object({ items: z.array(theme) }).parse((await theirs.admin.call('GET', `/programmes/${programme}/themes`)).body)
    const saved = content.parse((await theirs.curator.call('PATCH', `/contents/${draft.id}`, { version: draft.version, changes: { title: 'Le salon', theme_id: first?.id, visibility: 'shareable', address: 'https://xn--mnchen-3ya.example/a' } })).body)
    expect(saved.site_name).toBe('münchen.example')
    await theirs.curator.call('PUT', `/contents/${draft.id}/publication`, { version: saved.version })
    const link = campaignLink.parse((await theirs.curator.call('POST', `/contents/${draft.id}/campaign-links`, { slug: 'au-cafe', label: 'Affiche', network: 'print' })).body)
    const { port } = new URL(stage.address)
    expect(link).toMatchObject({ address: `http://${host}:${port}/au-cafe`, shown_address: `http://café.example:${port}/au-cafe` })
    expect((await theirs.curator.call('GET', `/contents/${draft.id}/campaign-links`)).body).toMatchObject({ prefix: `http://café.example:${port}/` })
    await within(stage.kit, theirs.organisation_id, (ctx) => sql`delete from links.domains where host = ${host}`.execute(ctx.tx))
  })

  it('counts its clicks for itself and its content, and for no ambassador', async () => {
    const link = await made('clics')
    for (const agent of ['Firefox/140.0', 'Firefox/141.0']) await open(link.address, { ...browser, 'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 ${agent}` })
    await open(link.address, { 'user-agent': 'curl/8.5.0', accept: '*/*' })
    const clicks = async () => {
      const day = new Date().toISOString().slice(0, 10)
      await rollUp(stage.kit, { organisation_id: ours.organisation_id, time_zone: 'Europe/Paris', from: day, to: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) })
      return (await list()).items.find(({ id }) => id === link.id)
    }
    await expect.poll(clicks, { timeout: 10_000 }).toMatchObject({ clicks: 2, left_out: 1 })
    for (const person of [ours.curator, ours.lead, ours.ambassador]) expect(await person.call('GET', '/insights/impact')).toMatchObject({ body: { figures: { clicks: { value: 0 } } } })
    const board = await ours.lead.call('GET', '/insights/dashboard')
    expect(board.status).toBe(200)
    expect(z.looseObject({ networks: z.array(z.looseObject({ network: z.string(), clicks: z.number().nullable() })) }).parse(board.body).networks.find(({ network }) => network === 'print')?.clicks).toBeGreaterThanOrEqual(2)
  })

  it('is what the dashboard shows on paper, which is offered where something is, and tells of nobody', async () => {
    const offered = async (by: Company) => z.looseObject({ networks: z.array(z.string()) }).parse((await by.lead.call('GET', '/insights/filters')).body).networks
    expect([await offered(ours), await offered(quiet)]).toEqual([['linkedin', 'x', 'print'], []])
    const board = z.looseObject({
      figures: z.looseObject({ clicks: z.looseObject({ value: z.number().nullable() }), shares: z.looseObject({ value: z.number().nullable() }), sharers: z.looseObject({ value: z.number().nullable() }) }),
      left_out: z.looseObject({ hits: z.number().nullable() }), networks: z.array(z.looseObject({ network: z.string(), clicks: z.number().nullable() })),
    })
    const on = async (filters: string) => board.parse((await ours.lead.call('GET', `/insights/dashboard?network=print${filters}`)).body)
    const whole = await on('')
    expect(whole).toMatchObject({ figures: { shares: { value: 0 }, sharers: { value: 0 } }, networks: [{ network: 'print', clicks: whole.figures.clicks.value }] })
    expect(whole.figures.clicks.value).toBeGreaterThanOrEqual(2)
    expect(whole.left_out.hits).toBeGreaterThanOrEqual(1)
    expect((await on(`&programme_id=${programme_id}`)).figures.clicks.value).toBe(whole.figures.clicks.value)
    expect((await on('&tribe=customers')).figures.clicks.value).toBe(0)
    expect(await ours.lead.call('GET', '/insights/dashboard?network=paper')).toMatchObject({ status: 422, body: { errors: [{ field: 'network' }] } })
  })

  it.each([
    ['au', 'slug_shape'], ['Salon 2026', 'slug_shape'], ['connexion', 'slug_reserved'], ['abcdefgh2345', 'slug_drawn'], ['salon-2026', 'slug_taken'], ['sa1on2026', 'slug_look_alike'],
  ])('cannot be at %s: %s', async (slug, code) => {
    expect(refused(await make(slug))).toEqual({ status: 422, field: 'slug', code: `sharing.${code}`, message: expect.stringMatching(code === 'slug_look_alike' ? /salon-2026/ : /\p{L}{3}/u) })
  })

  it('has lower case in its address, and says so', async () => {
    expect(refused(await make('Salon-2026')).message).toContain('minuscules sans accent')
  })

  it('leads to the page of a text, which does not tell of a person who shared it', async () => {
    const link = await made('le-texte', {}, await begin(ours, { body_html: '<p>Un pas.</p>' }, null))
    const html = await (await open((await open(link.address)).headers.get('location') ?? '')).text()
    expect(html).toContain('<footer><p>Publié par Ateliers ours.test. Qui le partage l’a choisi.</p></footer>')
  })

  it('is made of contents that are out and may leave alone', async () => {
    const [draft, internal] = [await begin(ours, { draft: true }), await begin(ours, { visibility: 'internal' })]
    for (const of of [draft, internal]) expect(await make('refuse', {}, of)).toMatchObject({ status: 409, body: { code: 'sharing.not_public' } })
    expect((await make('refuse', {}, newId())).status).toBe(404)
    const over = await begin(ours, {})
    expect((await make('termine', {}, over)).status).toBe(201)
    await ours.curator.call('PUT', `/contents/${over}/expiry`)
    expect(await make('trop-tard', {}, over)).toMatchObject({ status: 409, body: { code: 'sharing.not_public' } })
  })

  it('follows its content', async () => {
    const link = await made('suit')
    const before = content.parse((await ours.curator.call('GET', `/contents/${content_id}`)).body)
    await ours.curator.call('PATCH', `/contents/${content_id}`, { version: before.version, changes: { address: 'https://example.org/autre', campaign: null } })
    await within(stage.kit, ours.organisation_id, (ctx) => refreshLinks(ctx, content_id))
    await expect.poll(async () => (await open(link.address)).headers.get('location')).toBe('https://example.org/autre?utm_source=print&utm_medium=print')
  })

  it('is removed, answers so, keeps its address, and is restored', async () => {
    const link = await made('retire')
    expect((await open(link.address)).status).toBe(302)
    const removed = campaignLink.parse((await ours.lead.call('PUT', `/campaign-links/${link.id}/removal`)).body)
    expect(removed.removed_at).not.toBeNull()
    expect(campaignLink.parse((await ours.curator.call('PUT', `/campaign-links/${link.id}/removal`)).body)).toEqual(removed)
    await expect.poll(async () => (await open(link.address)).status).toBe(404)
    expect(refused(await make('retire'))).toMatchObject({ code: 'sharing.slug_taken' })
    expect((await list()).items.at(-1)?.slug).toBe('retire')
    expect(campaignLink.parse((await ours.curator.call('DELETE', `/campaign-links/${link.id}/removal`)).body).removed_at).toBeNull()
    await expect.poll(async () => (await open(link.address)).status).toBe(302)
  })

  it('has a QR code that leads to it', async () => {
    const link = await made('affiche')
    const code = qrCode.parse((await ours.curator.call('GET', `/campaign-links/${link.id}/qr-code`)).body)
    expect(code.address).toBe(link.address)
    for (const picture of [Buffer.from(code.png, 'base64'), Buffer.from(code.svg)]) {
      const { data, info } = await sharp(picture).resize(600).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
      expect(decode({ data, width: info.width, height: info.height })).toBe(link.address)
    }
  })

  it('is the team’s: not an ambassador’s to make, nor another organisation’s to see', async () => {
    const link = await made('chez-nous')
    for (const [method, path] of [['GET', 'qr-code'], ['PUT', 'removal'], ['DELETE', 'removal']] as const) {
      for (const person of [theirs.curator, ours.ambassador, ours.sponsor]) expect((await person.call(method, `/campaign-links/${link.id}/${path}`)).status).toBe(404)
    }
    expect((await theirs.curator.call('GET', `/contents/${content_id}/campaign-links`)).status).toBe(404)
    expect((await theirs.curator.call('POST', `/contents/${content_id}/campaign-links`, { slug: 'vol', label: 'Vol', network: 'x' })).status).toBe(404)
    expect((await theirs.curator.call('POST', `/contents/${content_id}/campaign-links`, { slug: 'vol', label: '', network: 'x' })).status).toBe(422)
  })

  it('names who made it to them alone who ask for their data, until they leave', async () => {
    const { member_id } = ours.moderator
    const as = { identity_id: null, member_id, roles: [], tribe: null, group_ids: [], language: 'fr' } as const
    const link = await made('adieu')
    await within(stage.kit, ours.organisation_id, (ctx) => ctx.tx.updateTable('sharing.campaign_links').set({ created_by: member_id, removed_by: member_id }).where('id', '=', link.id).execute(), as)
    expect(await within(stage.kit, ours.organisation_id, (ctx) => personalData.export(ctx, member_id))).toMatchObject({ campaign_links: [{ slug: 'adieu', created_by: member_id }] })
    await within(stage.kit, ours.organisation_id, (ctx) => personalData.erase(ctx, member_id))
    expect((await list()).items.find(({ slug }) => slug === 'adieu')?.created_by).toBeNull()
    expect(await within(stage.kit, ours.organisation_id, (ctx) => personalData.export(ctx, member_id))).toMatchObject({ campaign_links: [] })
  })
})

describe('an ambassador’s own share', () => {
  it('has a QR code too, for its own eyes', async () => {
    await ours.ambassador.call('PUT', `/programmes/${programme_id}/acceptance`, { version: 1, language: 'fr' })
    const { id, link } = z.object({ id: z.string(), link: z.string() }).parse((await ours.ambassador.call('POST', '/shares', { content_id, network: 'x' })).body)
    expect((await ours.ambassador.call('GET', `/shares/${id}/qr-code`)).status).toBe(404)
    await ours.ambassador.call('PUT', `/shares/${id}/opening`, { caption: 'Venez' })
    expect(qrCode.parse((await ours.ambassador.call('GET', `/shares/${id}/qr-code`)).body).address).toBe(link)
    for (const person of [ours.curator, ours.admin, theirs.ambassador]) expect((await person.call('GET', `/shares/${id}/qr-code`)).status).toBe(404)
  })
})
