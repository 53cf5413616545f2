import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content, contentLine, type Content } from '@portevoix/contract/content/contents'
import { openProgramme, theme } from '@portevoix/contract/programme'
import { within } from '#kit/within'
import { testInstallation, type TestInstallation } from '#test/installation'
import { caller, company, type Answer, type Company, type Person } from '#test/world'
import { jobs } from './jobs.ts'

let clock = new Date('2026-03-02T09:00:00Z')
let house: TestInstallation
let us: Company
let others: Company
let programme_id: string
let theme_id: string

const refusal = z.object({ code: z.string(), detail: z.string(), errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).default([]) })
const read = (answer: Answer): Content => content.parse(answer.body)
const refused = (answer: Answer) => ({ status: answer.status, ...refusal.parse(answer.body) })
const begin = async (kind: 'link' | 'text' = 'link', address = 'https://example.org/article') =>
  read(await us.curator.call('POST', `/programmes/${programme_id}/contents`, { kind, ...(kind === 'link' && { address }) }))
const save = (person: Person, { id, version }: Pick<Content, 'id' | 'version'>, changes: object) => person.call('PATCH', `/contents/${id}`, { version, changes })
const put = (path: string, body: object = {}) => us.curator.call('PUT', path, body)
const whole = async (title = 'Un article') => read(await save(us.curator, await begin(), { title, theme_id }))
const run = async (name: string, data: object = {}) => { await jobs.find((job) => job.name === name)?.run(house.kit, data) }
const upload = async (person: Person, bytes: Uint8Array<ArrayBuffer>, type: string) => {
  const form = new FormData()
  form.set('file', new File([bytes], 'photo', { type }))
  return fetch(`${house.address}/api/v1/media`, { method: 'POST', body: form, headers: { cookie: person.cookie, 'portevoix-organisation': person.organisation_id } })
}

beforeAll(async () => {
  house = await testInstallation({ works: false, clock: () => clock })
  ;[us, others] = [await company(house, 'desk.example'), await company(house, 'other.example')]
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin', 'x'] })).body).id
  theme_id = z.object({ items: z.array(theme) }).parse((await us.lead.call('GET', `/programmes/${programme_id}/themes`)).body).items[0]?.id ?? ''
})

describe('the editor', () => {
  it('keeps an unfinished draft, sanitised, and says what it lacks', async () => {
    const draft = await begin('text')
    expect(draft).toMatchObject({ state: 'draft', visibility: 'internal', tribes: ['employees'], created_by: { name: 'Karim Benali' } })
    const saved = read(await save(us.curator, draft, { body_html: '<p onclick="x()">Bonjour <script>alert(1)</script><strong>à tous</strong></p>', hashtags: ['#Climat', 'climat'] }))
    expect(saved.body_html).toBe('<p>Bonjour <strong>à tous</strong></p>')
    expect(saved.hashtags).toEqual(['Climat'])
    expect(saved.obstacles.map(({ code }) => code)).toEqual(['title_required', 'theme_required'])
    expect(saved.version).toBe(draft.version + 1)
  })

  it('never lets an internal content reach customers, whatever is asked', async () => {
    const saved = read(await save(us.curator, await begin(), { visibility: 'internal', tribes: ['customers'] }))
    expect(saved.tribes).toEqual(['employees'])
    expect(read(await save(us.curator, saved, { tribes: ['employees', 'customers'] })).tribes).toEqual(['employees'])
  })

  it('tells the second of two editors, and loses nothing', async () => {
    const draft = await begin()
    const first = read(await save(us.lead, draft, { title: 'De Léa' }))
    const second = refused(await save(us.curator, draft, { title: 'De Karim' }))
    expect(second).toMatchObject({ status: 409, code: 'content.conflict', detail: expect.stringContaining('Léa Moreau') })
    expect(read(await us.curator.call('GET', `/contents/${draft.id}`)).title).toBe('De Léa')
    expect(read(await save(us.curator, first, { title: 'De Karim, en connaissance' })).title).toBe('De Karim, en connaissance')
    const both = await Promise.all(['A', 'B'].map((title) => save(us.curator, { id: draft.id, version: first.version + 1 }, { title })))
    expect(both.map(({ status }) => status).sort((one, other) => one - other)).toEqual([200, 409])
  })

  it('keeps captions in order, with the ids by which their use is counted', async () => {
    const draft = await begin()
    const [one, two] = read(await save(us.curator, draft, { captions: [{ network: 'linkedin', language: 'fr', text: 'Une' }, { network: 'x', language: 'fr', text: 'Deux' }] })).captions
    const now = read(await save(us.curator, { id: draft.id, version: draft.version + 1 }, { captions: [{ ...two, text: 'Deux, mieux' }, { network: 'x', language: 'en', text: 'Three' }] })).captions
    expect(now.map(({ id, text }) => [id, text])).toEqual([[two?.id, 'Deux, mieux'], [expect.any(String), 'Three']])
    const another = await begin()
    const taken = read(await save(us.curator, another, { captions: [{ ...two, text: 'Volée' }] })).captions
    expect(taken[0]?.id).not.toBe(two?.id)
    expect(one?.id).not.toBe(two?.id)
  })

  it('refuses themes, channels and images that are not the programme’s', async () => {
    const draft = await begin()
    const strange = '01900000-0000-7000-8000-000000000000'
    for (const field of ['theme_id', 'channel_id', 'media_id']) expect(refused(await save(us.curator, draft, { [field]: strange })).errors[0]?.field).toBe(`changes.${field}`)
    expect(refused(await save(us.curator, draft, { group_ids: [strange] })).errors[0]?.field).toBe('changes.group_ids')
  })

  it('is the team’s alone', async () => {
    const draft = await begin()
    for (const person of [us.ambassador, us.customer, us.manager, others.curator, others.lead]) {
      expect((await person.call('GET', `/contents/${draft.id}`)).status).toBe(404)
      expect((await save(person, draft, { title: 'Volé' })).status).toBe(404)
      expect((await person.call('GET', `/programmes/${programme_id}/contents`)).status).toBe(404)
    }
    expect((await caller(house).call('GET', `/contents/${draft.id}`)).status).toBe(401)
  })
})

describe('publication', () => {
  it('waits until nothing stands in its way, then says who and when', async () => {
    const draft = await begin()
    const unfit = refused(await put(`/contents/${draft.id}/publication`, { version: draft.version }))
    expect(unfit).toMatchObject({ status: 422, code: 'content.unfit', errors: [{ field: 'title' }, { field: 'theme_id' }] })
    const fit = read(await save(us.curator, draft, { title: 'Prêt', theme_id }))
    const out = read(await put(`/contents/${fit.id}/publication`, { version: fit.version }))
    expect(out).toMatchObject({ state: 'published', published_at: clock.toISOString() })
    expect(out.decisions.map(({ verb, by }) => [verb, by?.name])).toEqual([['created', 'Karim Benali'], ['published', 'Karim Benali']])
    expect(refused(await put(`/contents/${fit.id}/publication`, { version: out.version }))).toMatchObject({ status: 409, code: 'content.not_in_this_state' })
  })

  it('keeps what is out whole: a change that would break it is refused, one that would not is told', async () => {
    const fit = await whole()
    const out = read(await put(`/contents/${fit.id}/publication`, { version: fit.version }))
    expect(refused(await save(us.curator, out, { title: ' ' }))).toMatchObject({ status: 422, code: 'content.unfit', errors: [{ field: 'changes.title' }] })
    expect(read(await us.curator.call('GET', `/contents/${out.id}`))).toMatchObject({ title: 'Un article', version: out.version })
    const better = read(await save(us.lead, out, { title: 'Un meilleur titre' }))
    const again = read(await save(us.lead, better, { title: 'Encore meilleur' }))
    expect(again.decisions.map(({ verb, by }) => [verb, by?.name])).toEqual([['created', 'Karim Benali'], ['published', 'Karim Benali'], ['edited', 'Léa Moreau']])
    expect((await us.curator.call('DELETE', `/contents/${out.id}`)).status).toBe(409)
  })

  it('comes by itself at its hour, ends at its end, and may come again', async () => {
    const fit = await whole('À l’heure')
    const [at, end] = [new Date(clock.getTime() + 3_600_000), new Date(clock.getTime() + 7_200_000)]
    const bounded = read(await save(us.curator, fit, { expires_at: end.toISOString() }))
    expect(refused(await put(`/contents/${fit.id}/schedule`, { version: bounded.version, publish_at: end.toISOString() })).errors[0]?.code).toBe('content.expires_too_early')
    expect(refused(await put(`/contents/${fit.id}/schedule`, { version: bounded.version, publish_at: clock.toISOString() })).errors[0]?.code).toBe('content.publish_at_past')
    const scheduled = read(await put(`/contents/${fit.id}/schedule`, { version: bounded.version, publish_at: at.toISOString() }))
    expect(scheduled).toMatchObject({ state: 'scheduled', publish_at: at.toISOString() })
    const due = { organisation_id: us.organisation_id, content_id: fit.id }
    await run('content.publish-scheduled', due)
    expect(read(await us.curator.call('GET', `/contents/${fit.id}`)).state).toBe('scheduled')
    clock = at
    await run('content.publish-scheduled', due)
    await run('content.publish-scheduled', due)
    const out = read(await us.curator.call('GET', `/contents/${fit.id}`))
    expect(out).toMatchObject({ state: 'published', published_at: at.toISOString() })
    expect(out.decisions.at(-1)).toEqual({ verb: 'published', by: null, at: at.toISOString() })
    clock = end
    await run('content.end', due)
    const ended = read(await us.curator.call('GET', `/contents/${fit.id}`))
    // the end that is over stands in the way of nothing; one that is asked for and past does
    expect(ended).toMatchObject({ state: 'expired', expires_at: end.toISOString(), obstacles: [] })
    expect(refused(await put(`/contents/${fit.id}/publication`, { version: ended.version, expires_at: end.toISOString() })).errors[0]?.code).toBe('content.expires_too_early')
    const back = read(await put(`/contents/${fit.id}/publication`, { version: ended.version }))
    expect(back).toMatchObject({ state: 'published', expires_at: null })
    expect(back.decisions.map(({ verb }) => verb)).toEqual(['created', 'scheduled', 'published', 'expired', 'republished'])
    expect(read(await put(`/contents/${fit.id}/expiry`)).state).toBe('expired')
  })

  it('comes again after it was taken out by hand, without an end unless one is given, never with one before its beginning', async () => {
    const fit = await whole('Retiré')
    await put(`/contents/${fit.id}/publication`, { version: fit.version })
    clock = new Date(clock.getTime() + 60_000)
    const out = read(await put(`/contents/${fit.id}/expiry`))
    expect(out).toMatchObject({ state: 'expired', expires_at: clock.toISOString(), obstacles: [] })
    clock = new Date(clock.getTime() + 60_000)
    const early = read(await save(us.curator, out, { expires_at: '2020-01-05T08:00:00.000Z' }))
    expect(early.obstacles.map(({ code }) => code)).toEqual(['expires_too_early'])
    const end = new Date(clock.getTime() + 86_400_000).toISOString()
    const bounded = read(await save(us.curator, early, { expires_at: end }))
    const back = read(await put(`/contents/${fit.id}/publication`, { version: bounded.version }))
    expect(back).toMatchObject({ state: 'published', expires_at: end })
    const again = read(await put(`/contents/${fit.id}/expiry`))
    expect(again.obstacles).toEqual([])
    expect(read(await put(`/contents/${fit.id}/publication`, { version: again.version }))).toMatchObject({ state: 'published', expires_at: null })
  })

  it('goes back to draft when it became unfit, instead of going out broken', async () => {
    const fit = await whole()
    const at = new Date(clock.getTime() + 60_000)
    await put(`/contents/${fit.id}/schedule`, { version: fit.version, publish_at: at.toISOString() })
    await within(house.kit, us.organisation_id, ({ tx }) => tx.updateTable('content.contents').set({ theme_id: null }).where('id', '=', fit.id).execute())
    clock = at
    await run('content.publish-scheduled', { organisation_id: us.organisation_id, content_id: fit.id })
    expect(read(await us.curator.call('GET', `/contents/${fit.id}`))).toMatchObject({ state: 'draft', publish_at: null })
  })

  it('sees what is due every minute, and nothing else', async () => {
    const [soon, later] = [await whole('Bientôt'), await whole('Plus tard')]
    await put(`/contents/${soon.id}/schedule`, { version: soon.version, publish_at: new Date(clock.getTime() + 60_000).toISOString() })
    await put(`/contents/${later.id}/schedule`, { version: later.version, publish_at: new Date(clock.getTime() + 600_000).toISOString() })
    clock = new Date(clock.getTime() + 60_000)
    await run('content.tick')
    const sent = await within(house.kit, us.organisation_id, ({ tx }) => tx.selectFrom('content.contents').select(['id', 'state']).where('id', 'in', [soon.id, later.id]).execute())
    expect(sent.every(({ state }) => state === 'scheduled')).toBe(true)
    await run('content.publish-scheduled', { organisation_id: us.organisation_id, content_id: soon.id })
    expect(read(await us.curator.call('GET', `/contents/${soon.id}`)).state).toBe('published')
    expect(read(await us.curator.call('DELETE', `/contents/${later.id}/schedule`))).toMatchObject({ state: 'draft', publish_at: null })
  })
})

describe('the lists', () => {
  it('page by date, filter by words without accents, and count', async () => {
    for (let index = 0; index < 5; index += 1) await whole(`Économie circulaire ${index}`)
    const lines = z.object({ items: z.array(contentLine), next_cursor: z.string().nullable() })
    const first = lines.parse((await us.curator.call('GET', `/programmes/${programme_id}/contents?state=draft&words=economie&limit=3`)).body)
    const second = lines.parse((await us.curator.call('GET', `/programmes/${programme_id}/contents?state=draft&words=economie&limit=3&cursor=${first.next_cursor}`)).body)
    expect([...first.items, ...second.items].map(({ title }) => title).sort()).toEqual([0, 1, 2, 3, 4].map((index) => `Économie circulaire ${index}`))
    expect(second.next_cursor).toBeNull()
    const counts = (await us.curator.call('GET', `/programmes/${programme_id}/content-counts`)).body
    expect(counts).toMatchObject({ draft: expect.any(Number), scheduled: 0 })
    expect((await us.curator.call('GET', `/programmes/${programme_id}/contents?cursor=zzz`)).status).toBe(422)
  })

  it('say the mix and what to publish next', async () => {
    const mix = z.object({ contents: z.number(), next_theme_id: z.string(), themes: z.array(z.object({ theme_id: z.string(), contents: z.number() })) })
      .parse((await us.curator.call('GET', `/programmes/${programme_id}/mix`)).body)
    expect(mix.contents).toBeGreaterThan(2)
    expect(mix.themes[0]).toMatchObject({ theme_id, contents: mix.contents })
    expect(mix.next_theme_id).not.toBe(theme_id)
  })

  it('throw away drafts that nobody was offered', async () => {
    const draft = await begin()
    expect((await us.curator.call('DELETE', `/contents/${draft.id}`)).status).toBe(204)
    expect((await us.curator.call('GET', `/contents/${draft.id}`)).status).toBe(404)
  })

  it('keep channels by name', async () => {
    expect((await us.curator.call('POST', `/programmes/${programme_id}/channels`, { name: 'Coulisses' })).status).toBe(201)
    expect(refused(await us.curator.call('POST', `/programmes/${programme_id}/channels`, { name: 'coulisses ' })).errors[0]?.code).toBe('content.channel_exists')
  })
})

describe('images', () => {
  it('are resized, stripped, kept once, and shown to members alone', async () => {
    const photo = new Uint8Array(await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#446688' } }).withExif({ IFD0: { Artist: 'Secret Person' } }).jpeg().toBuffer())
    const answer = await upload(us.curator, photo, 'image/jpeg')
    expect(answer.status).toBe(201)
    const { media_id } = z.object({ media_id: z.string(), width: z.literal(1280), height: z.literal(720) }).parse(await answer.json())
    const again = z.object({ media_id: z.string() }).parse(await (await upload(us.lead, photo, 'image/jpeg')).json())
    expect(again.media_id).toBe(media_id)
    const look = (cookie: string, width = '640') => fetch(`${house.address}/media/${media_id}/${width}`, { headers: { cookie } })
    const shown = await look(us.curator.cookie)
    expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control')]).toEqual([200, 'image/webp', 'private, max-age=31536000, immutable'])
    const bytes = Buffer.from(await shown.arrayBuffer())
    expect((await sharp(bytes).metadata()).width).toBe(640)
    expect(bytes.includes('Secret Person')).toBe(false)
    expect((await look(others.lead.cookie)).status).toBe(404)
    expect((await look('')).status).toBe(401)
    expect((await look(us.curator.cookie, 'x')).status).toBe(404)
    const with_image = read(await save(us.curator, await begin(), { title: 'Image', theme_id, media_id }))
    expect(with_image.obstacles.map(({ code }) => code)).toEqual(['image_alt_required'])
    expect((await look(us.ambassador.cookie)).status).toBe(404)
    const whole = read(await save(us.curator, with_image, { image_alt: 'Un aplat bleu', kind: 'text', body_html: '<p>Bleu.</p>', visibility: 'internal' }))
    expect((await put(`/contents/${whole.id}/publication`, { version: whole.version })).status).toBe(200)
    expect([(await look(us.ambassador.cookie)).status, (await look(us.customer.cookie)).status]).toEqual([200, 404])
  })

  it('are told the limit when they have too many pixels', async () => {
    const vast = new Uint8Array(await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: '#446688' } }).png({ compressionLevel: 1 }).toBuffer())
    const answer = await upload(us.curator, vast, 'image/png')
    expect(answer.status).toBe(422)
    const { errors } = z.object({ errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })) }).parse(await answer.json())
    expect(errors).toMatchObject([{ field: 'file', code: 'content.too_many_pixels' }])
    expect(errors[0]?.message).toMatch(/144.*50/)
  }, 30_000)

  it('are refused when they are none', async () => {
    const answer = await upload(us.curator, new TextEncoder().encode('<html>'), 'image/png')
    expect([answer.status, refusal.parse(await answer.json()).errors[0]?.code]).toEqual([422, 'content.unreadable_image'])
    expect((await upload(us.ambassador, new Uint8Array([1]), 'image/png')).status).toBe(404)
  })
})
