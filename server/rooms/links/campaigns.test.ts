import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { removeLinks, restoreLinks, retarget, slugKey } from './actions.ts'
import { campaignClicks, createCampaignLink, reinstateLink, withdrawLink, type CampaignDraft } from './campaigns.ts'
import { readClicks } from './queries/clicks.ts'
import { rollUp } from './roll-up.fixture.ts'
import { dropReasons, isOwnSlug } from './rules.ts'
import { delivered, eventually, hitsOf, navigation, paris, redirect, settableClock, world, type Redirect, type World } from './world.fixture.ts'

const clock = settableClock('2026-03-10T09:00:00Z')
const period = { from: '2026-03-01', to: '2026-03-31' }
const other = newId()
let here: World
let go: Redirect

beforeAll(async () => {
  here = await world({ clock: clock.now, subscriptions: [{ event: 'links.first_click', hearer: 'test.hear', hear: async () => undefined }] })
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Bêta', 'fr', '#993366', now())`, [other])
  go = await redirect(here)
})

const draft = (slug: string, more: Partial<CampaignDraft> = {}): CampaignDraft => ({
  slug, target: 'https://example.org/salon', programme_id: newId(), content_id: newId(), theme_id: null, network: 'print',
  preview: { title: 'Salon', description: '', image: null, image_alt: null, site_name: 'Acme', language: 'fr' }, ...more,
})
const make = async (slug: string, more: Partial<CampaignDraft> = {}) => {
  const made = await here.act((ctx) => createCampaignLink(ctx, draft(slug, more)))
  if (!made.ok) throw new Error(`${slug} was refused: ${made.reason}`)
  return made
}
const visit = (path: string, ip: string) => go.get(path, { ...navigation, 'x-forwarded-for': ip })
const roll = async () => {
  await delivered()
  await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...period })
}

describe('a campaign link', () => {
  test('leads on by its word, typed in any case', async () => {
    const { id, address } = await make('salon-2026')
    expect(address).toBe('http://localhost:3000/l/salon-2026')
    for (const [place, path] of ['/l/salon-2026', '/l/SALON-2026', '/l/Salon-2026', '/l/Salon-2026'].entries()) {
      expect((await visit(path, `203.0.113.${place}`)).headers.location).toBe('https://example.org/salon')
    }
    expect((await hitsOf(here, id)).map(({ reason }) => reason)).toEqual([null, null, null, null])
    expect((await go.get('/l/Nowhere-2026')).status).toBe(404)
  })

  test('leads on on its organisation’s own domain, by the word alone', async () => {
    await here.owner.query(`insert into links.domains (id, organisation_id, host, token, added_at, verified_at, preferred) values ($1, $2, 'go.acme.fr', 'token', now(), now(), true)`, [newId(), here.organisation_id])
    await eventually(async () => go.service.state.domains, (domains) => domains === 1)
    const { address } = await make('portes-ouvertes')
    expect(address).toBe('http://go.acme.fr:3000/portes-ouvertes')
    expect((await go.get('/Portes-Ouvertes', { ...navigation, host: 'go.acme.fr' })).status).toBe(302)
    await here.owner.query(`delete from links.domains`)
  })

  test('shows robots the content', async () => {
    await make('apercu')
    const { status, body } = await go.get('/l/apercu', { 'user-agent': 'LinkedInBot/1.0' })
    expect([status, body.includes('<meta property="og:url" content="https://go.example/l/apercu">')]).toEqual([200, true])
  })

  test('follows its content, and ends with it', async () => {
    const content_id = newId()
    await make('suivi', { content_id })
    await go.get('/l/suivi')
    await here.act((ctx) => retarget(ctx, content_id, (network) => `https://example.org/moved?from=${network}`))
    expect((await eventually(() => go.get('/l/suivi'), ({ headers }) => headers.location?.includes('moved') === true)).headers.location).toBe('https://example.org/moved?from=print')
    await here.act((ctx) => removeLinks(ctx, content_id))
    expect((await eventually(() => go.get('/l/suivi'), ({ status }) => status === 404)).status).toBe(404)
    await here.act((ctx) => restoreLinks(ctx, content_id))
    expect((await eventually(() => go.get('/l/suivi'), ({ status }) => status === 302)).status).toBe(302)
  })

  test('that was withdrawn stays so when its content comes back, until it is reinstated', async () => {
    const content_id = newId()
    const { id } = await make('retrait', { content_id })
    await go.get('/l/retrait')
    await here.act((ctx) => withdrawLink(ctx, id))
    const withdrawn = await eventually(() => go.get('/l/retrait'), ({ status }) => status === 404)
    expect(withdrawn.status).toBe(404)
    // its content is there as before: the page does not say that it went
    expect(withdrawn.body).toContain('ont depuis retiré ce lien, ou le contenu auquel il menait')
    expect((await hitsOf(here, id)).at(-1)?.reason).toBe(dropReasons.removed)
    await here.act((ctx) => removeLinks(ctx, content_id))
    await here.act((ctx) => restoreLinks(ctx, content_id))
    expect((await go.get('/l/retrait')).status).toBe(404)
    await here.act((ctx) => reinstateLink(ctx, id))
    expect((await eventually(() => go.get('/l/retrait'), ({ status }) => status === 302)).status).toBe(302)
  })
})

describe('a slug', () => {
  const refusal = (slug: string) => here.act((ctx) => createCampaignLink(ctx, draft(slug)))

  test('is refused where it is no word, reserved, or looks like one that is taken', async () => {
    await make('emploi')
    expect(await refusal('Emploi!')).toEqual({ ok: false, reason: 'shape' })
    expect(await refusal('adm1n')).toEqual({ ok: false, reason: 'reserved' })
    expect(await refusal('abcdefgh2345')).toEqual({ ok: false, reason: 'drawn' })
    expect(await refusal('emploi')).toEqual({ ok: false, reason: 'taken' })
    expect(await refusal('emp1oi')).toEqual({ ok: false, reason: 'look_alike', other: 'emploi' })
    expect(await refusal('em-ploi')).toEqual({ ok: false, reason: 'look_alike', other: 'emploi' })
  })

  test('of another organisation is taken too, and is not told', async () => {
    await make('alternance')
    for (const slug of ['alternance', 'a1ternance']) expect(await within(here.kit, other, (ctx) => createCampaignLink(ctx, draft(slug)))).toEqual({ ok: false, reason: 'taken' })
  })

  test('goes to one of those who ask for it at once', async () => {
    const answers = await Promise.all(['course', 'c0urse', 'cour-se', 'COURSE'.toLowerCase()].map(refusal))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('is none that a share may be given', () => {
    expect(isOwnSlug(slugKey(here.kit), 'emploi')).toBe(false)
  })
})

describe('its clicks', () => {
  test('count for the content and for itself, for no ambassador and no tribe, and confirm no share', async () => {
    const content_id = newId()
    const [poster, flyer] = [await make('affiche', { content_id }), await make('depliant', { content_id })]
    const share = await here.link({ content_id })
    const asked: [string, number][] = [['/l/affiche', 3], ['/l/depliant', 2], [`/l/${share.slug}`, 1]]
    for (const [path, times] of asked) for (let number = 0; number < times; number += 1) await visit(path, `203.0.113.${100 + number}`)
    await go.get('/l/affiche', { 'user-agent': 'curl/8.5.0', accept: '*/*' })
    await here.owner.query(`delete from jobs.job where name = 'kit.deliver-event'`)
    await roll()
    const days = { ...period, since: period.from }
    expect(await here.act((ctx) => campaignClicks(ctx, [poster.id, flyer.id]))).toEqual(new Map([[poster.id, { clicks: 3, drops: 1 }], [flyer.id, { clicks: 2, drops: 0 }]]))
    const { now } = await here.act((ctx) => readClicks(ctx, days, { content_ids: [content_id] }))
    expect([now.clicks, now.drops]).toEqual([6, 1])
    expect(Object.fromEntries(now.by_network.map(({ key, clicks }) => [key, clicks]))).toEqual({ print: 5, linkedin: 1 })
    expect((await here.act((ctx) => readClicks(ctx, days, { content_ids: [content_id], tribe: 'employees' }))).now.clicks).toBe(1)
    expect((await here.owner.query(`select data->'event'->>'link_id' as link_id from jobs.job where name = 'kit.deliver-event' and data->'event'->>'content_id' = $1`, [content_id])).rows).toEqual([{ link_id: share.id }])
    await roll()
    expect((await here.act((ctx) => campaignClicks(ctx, [poster.id]))).get(poster.id)?.clicks).toBe(3)
    expect((await within(here.kit, other, (ctx) => campaignClicks(ctx, [poster.id]))).size).toBe(0)
  })
})
