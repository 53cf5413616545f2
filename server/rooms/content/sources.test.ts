import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { content } from '@portevoix/contract/content/contents'
import { item } from '@portevoix/contract/content/items'
import { source, type Source } from '@portevoix/contract/content/sources'
import { openProgramme } from '@portevoix/contract/programme'
import { within } from '#kit/within'
import { testInstallation, type TestInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { jobs } from './jobs.ts'
import { article, closeSite, feedType, openSite, rss, site } from './sources.fixture.ts'

let clock = new Date('2026-03-02T09:00:00Z')
let house: TestInstallation
let us: Company
let others: Company
let programme_id: string

beforeAll(async () => {
  await openSite()
  house = await testInstallation({ works: false, clock: () => clock })
  ;[us, others] = [await company(house, 'sources.example'), await company(house, 'elsewhere.example')]
  programme_id = openProgramme.parse((await us.lead.call('POST', '/programmes', { name: 'Voix', networks: ['linkedin'] })).body).id
})
afterAll(closeSite)
beforeEach(() => { site.pages.clear(); site.asked.length = 0 })

const added = z.object({ source, items_added: z.number() })
const refusal = z.object({ code: z.string(), errors: z.array(z.object({ field: z.string(), code: z.string() })).default([]) })
const follow = (address: string, person = us.curator) => person.call('POST', `/programmes/${programme_id}/sources`, { address })
const run = async (name: string, data: object = {}) => { await jobs.find((job) => job.name === name)?.run(house.kit, data) }
const poll = (one: Source) => run('content.poll-source', { organisation_id: us.organisation_id, source_id: one.id })
const sources = async () => z.object({ items: z.array(source) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/sources`)).body).items
const seen = async (one: Source) => (await sources()).find(({ id }) => id === one.id)
const inbox = async (query = '') => z.object({ items: z.array(item), next_cursor: z.string().nullable() }).parse((await us.curator.call('GET', `/programmes/${programme_id}/items?limit=100${query}`)).body)
const later = (minutes: number) => { clock = new Date(clock.getTime() + minutes * 60_000) }

describe('following an address', () => {
  it('finds the feed of a page, and brings its items once', async () => {
    site.pages.set('/', { body: '<html><link rel="alternate" type="application/rss+xml" href="/fil.xml"></html>' })
    site.pages.set('/fil.xml', { type: feedType, body: rss([{ id: '1' }, { id: '2' }, { id: '2', title: 'Deux fois' }, { id: '3', link: `${site.base}/a/1?utm_source=rss` }]), headers: { etag: 'W/"un"', 'last-modified': 'Mon, 02 Feb 2026 10:00:00 GMT' } })
    const { source: one, items_added } = added.parse((await follow(`${site.base}/`)).body)
    expect(one).toMatchObject({ kind: 'feed', title: 'Le Fil', feed_address: `${site.base}/fil.xml`, health: 'healthy', language: 'fr', last_error: null })
    expect(items_added).toBe(2)
    expect((await inbox()).items.map(({ title }) => title)).toEqual(['Article 2', 'Article 1'])
    expect(refusal.parse((await follow(`${site.base}/fil.xml`)).body)).toMatchObject({ code: 'content.source_known' })

    later(61)
    site.pages.set('/fil.xml', { status: 304 })
    site.asked.length = 0
    await run('content.tick')
    await poll(one)
    expect(site.asked.find(({ path }) => path === '/fil.xml')?.headers).toMatchObject({ 'if-none-match': 'W/"un"', 'if-modified-since': 'Mon, 02 Feb 2026 10:00:00 GMT' })
    site.pages.set('/fil.xml', { type: feedType, body: rss([{ id: '4' }, { id: '2' }]) })
    await poll(one)
    expect((await inbox()).items.map(({ title }) => title)).toEqual(['Article 4', 'Article 2', 'Article 1'])
  })

  it('takes the page itself where there is no feed', async () => {
    site.pages.set('/page', { body: article('La page seule') })
    const { source: one, items_added } = added.parse((await follow(`${site.base}/page`)).body)
    expect(one).toMatchObject({ kind: 'page', title: 'La page seule', poll_minutes: 1440 })
    expect(items_added).toBe(1)
    expect((await inbox(`&source_id=${one.id}`)).items).toMatchObject([{ title: 'La page seule', summary: 'Ce que dit La page seule', language: 'fr', source: { id: one.id } }])
  })

  it('brings a page that is followed itself again when its words changed, and not for a counter', async () => {
    const numbered = (title: string, count: number) => article(title, '').replace('</article>', `<p>Cette page a été lue ${count} fois par les habitants du quartier.</p></article>`)
    site.pages.set('/changing', { body: numbered('Nos offres', 10) })
    const { source: one } = added.parse((await follow(`${site.base}/changing`)).body)
    const of = async (state: string) => (await inbox(`&source_id=${one.id}&state=${state}`)).items
    const [first] = await of('new')
    expect(first).toMatchObject({ title: 'Nos offres', updated: false })
    site.pages.set('/changing', { body: numbered('Nos offres', 11) })
    later(1440)
    await poll(one)
    expect((await of('new')).map(({ id }) => id)).toEqual([first?.id])
    await us.curator.call('PUT', `/items/${first?.id}/decision`, { state: 'kept' })
    site.pages.set('/changing', { body: numbered('Nos nouvelles offres', 12) })
    later(1440)
    await poll(one)
    expect(await of('new')).toMatchObject([{ title: 'Nos nouvelles offres', updated: true, found_at: clock.toISOString() }])
    expect(await of('kept')).toMatchObject([{ id: first?.id, title: 'Nos offres' }])
    // what nobody decided on gives way to what the page says now
    site.pages.set('/changing', { body: numbered('Nos dernières offres', 12) })
    later(1440)
    await poll(one)
    expect((await of('new')).map(({ title }) => title)).toEqual(['Nos dernières offres'])
    expect(await seen(one)).toMatchObject({ last_item_at: clock.toISOString() })
  })

  it('says why it cannot, on the field', async () => {
    site.pages.set('/image', { type: 'image/png', body: 'x' })
    expect(refusal.parse((await follow(`${site.base}/nothing`)).body).errors).toEqual([{ field: 'address', code: 'content.source_http' }])
    expect(refusal.parse((await follow(`${site.base}/image`)).body).errors).toEqual([{ field: 'address', code: 'content.source_bad_type' }])
    expect(refusal.parse((await follow('http://10.1.2.3/feed')).body).errors).toEqual([{ field: 'address', code: 'content.source_forbidden_address' }])
    expect(refusal.parse((await follow('http://nobody.invalid/feed')).body).errors).toEqual([{ field: 'address', code: 'content.source_dns' }])
    expect((await follow('file:///etc/passwd')).status).toBe(422)
  })

  it('is for the team of the programme', async () => {
    expect((await follow(`${site.base}/`, us.ambassador)).status).toBe(404)
    expect((await follow(`${site.base}/`, others.curator)).status).toBe(404)
    expect(site.asked).toEqual([])
    const [one] = await sources()
    for (const [method, path] of [['PUT', 'pause'], ['POST', 'poll'], ['DELETE', 'pause']] as const) expect((await others.curator.call(method, `/sources/${one?.id}/${path}`)).status).toBe(404)
    expect((await others.curator.call('POST', `/sources/${one?.id}/removal`, { items: 'remove' })).status).toBe(404)
  })
})

describe('health', () => {
  const start = async (name: string) => {
    site.pages.set(`/${name}`, { type: feedType, body: rss([{ id: `${name}1` }], name) })
    return added.parse((await follow(`${site.base}/${name}`)).body).source
  }

  it('backs off while a source fails, heals when it answers, and harms no other', async () => {
    const [bad, good] = [await start('bad'), await start('good')]
    site.pages.set('/bad', { status: 503, body: 'non', headers: { 'retry-after': '18000' } })
    site.pages.set('/good', { type: feedType, body: rss([{ id: 'good1' }, { id: 'good2' }], 'good') })
    later(61)
    await poll(bad)
    await poll(good)
    expect(await seen(bad)).toMatchObject({ health: 'ailing', failures: 1, last_error: { code: 'http', status: 503 }, next_poll_at: new Date(clock.getTime() + 18_000_000).toISOString() })
    expect(await seen(good)).toMatchObject({ health: 'healthy', items: { new: 2 } })
    site.pages.set('/bad', { type: feedType, body: '<p>ceci n’est pas un flux</p>' })
    await poll(bad)
    expect(await seen(bad)).toMatchObject({ failures: 2, last_error: { code: 'not_a_feed', status: null }, next_poll_at: new Date(clock.getTime() + 7_200_000).toISOString() })
    site.pages.set('/bad', { type: feedType, body: rss([{ id: 'bad1' }], 'bad') })
    await poll(bad)
    expect(await seen(bad)).toMatchObject({ health: 'healthy', failures: 0, last_error: null })
  })

  it('stops at 410, rests when paused, and starts again when asked', async () => {
    const one = await start('end')
    site.pages.set('/end', { status: 410 })
    await poll(one)
    expect(await seen(one)).toMatchObject({ health: 'stopped', next_poll_at: null, last_error: { status: 410 } })
    site.asked.length = 0
    await poll(one)
    expect(site.asked).toEqual([])
    expect(source.parse((await us.curator.call('DELETE', `/sources/${one.id}/pause`)).body)).toMatchObject({ health: 'waiting', failures: 0, next_poll_at: clock.toISOString() })
    expect(source.parse((await us.curator.call('PUT', `/sources/${one.id}/pause`)).body)).toMatchObject({ health: 'paused', next_poll_at: null })
    await run('content.tick')
    await poll(one)
    expect(site.asked).toEqual([])
    expect((await us.curator.call('POST', `/sources/${one.id}/poll`)).status).toBe(404)
  })

  it('is read when it is asked, and says when it may be asked again', async () => {
    const one = await start('now')
    const refused = await us.curator.call('POST', `/sources/${one.id}/poll`)
    expect([refused.status, refused.body]).toMatchObject([409, { code: 'content.source_just_read', detail: expect.stringMatching(/60/) }])
    later(1)
    const sent = async () => within(house.kit, us.organisation_id, async ({ tx }) => (await sql<{ n: number }>`select count(*)::int as n from jobs.job where name = 'content.poll-source' and data->>'source_id' = ${one.id}`.execute(tx)).rows[0]?.n)
    expect(await sent()).toBe(0)
    expect((await us.curator.call('POST', `/sources/${one.id}/poll`)).status).toBe(202)
    expect(await sent()).toBe(1)
  })

  it('follows a move that is for good', async () => {
    const one = await start('old')
    site.pages.set('/old', { status: 301, headers: { location: `${site.base}/new` } })
    site.pages.set('/new', { type: feedType, body: rss([{ id: 'old1' }]) })
    await poll(one)
    expect(await seen(one)).toMatchObject({ feed_address: `${site.base}/new`, health: 'healthy' })
  })

  it('claims each due source once a minute, however often it is asked', async () => {
    later(60 * 24 * 3)
    const claimed = async () => {
      await run('content.tick')
      return within(house.kit, us.organisation_id, async ({ tx }) => (await tx.selectFrom('content.sources').select('id').where('next_poll_at', '<=', clock).where('paused_at', 'is', null).where('stopped_at', 'is', null).execute()).length)
    }
    expect(await claimed()).toBe(0)
  })

  it('is removed with its undecided items or without, as told', async () => {
    const [one, two] = [await start('r'), await start('s')]
    const [first, second] = [(await inbox(`&source_id=${one.id}`)).items[0], (await inbox(`&source_id=${two.id}`)).items[0]]
    expect((await us.curator.call('POST', `/sources/${one.id}/removal`, { items: 'remove' })).status).toBe(204)
    expect((await us.curator.call('POST', `/sources/${two.id}/removal`, { items: 'keep' })).status).toBe(204)
    const left = (await inbox()).items.map(({ id }) => id)
    expect([left.includes(first?.id ?? ''), left.includes(second?.id ?? '')]).toEqual([false, true])
    expect((await us.curator.call('POST', `/sources/${one.id}/removal`, { items: 'keep' })).status).toBe(404)
  })
})

describe('the inbox', () => {
  const decide = (person: Company['curator'], id: string, decision: object) => person.call('PUT', `/items/${id}/decision`, decision)

  it('keeps, dismisses, snoozes and takes back', async () => {
    const [one, two] = (await inbox()).items
    const kept = item.parse((await decide(us.curator, one?.id ?? '', { state: 'kept' })).body)
    expect(kept).toMatchObject({ state: 'kept', decided_by: { name: 'Karim Benali' }, decided_at: clock.toISOString() })
    expect((await inbox('&state=kept')).items.map(({ id }) => id)).toContain(kept.id)
    expect(item.parse((await decide(us.curator, kept.id, { state: 'new' })).body)).toMatchObject({ state: 'new', decided_by: null })
    expect((await decide(us.curator, two?.id ?? '', { state: 'snoozed' })).status).toBe(422)
    const until = new Date(clock.getTime() + 3_600_000).toISOString()
    expect(item.parse((await decide(us.curator, two?.id ?? '', { state: 'snoozed', snoozed_until: until })).body)).toMatchObject({ state: 'snoozed', snoozed_until: until })
    await run('content.tick')
    expect((await inbox()).items.some(({ id }) => id === two?.id)).toBe(false)
    later(60)
    await run('content.tick')
    expect((await inbox()).items.find(({ id }) => id === two?.id)).toMatchObject({ state: 'new', snoozed_until: null })
    expect((await decide(others.curator, kept.id, { state: 'dismissed' })).status).toBe(404)
  })

  it('pages and counts by source', async () => {
    site.pages.set('/many', { type: feedType, body: rss(Array.from({ length: 9 }, (_, index) => ({ id: `m${index}` })), 'Beaucoup') })
    const { source: one } = added.parse((await follow(`${site.base}/many`)).body)
    const read = z.object({ items: z.array(item), next_cursor: z.string().nullable() })
    const pages: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = read.parse((await us.curator.call('GET', `/programmes/${programme_id}/items?source_id=${one.id}&limit=4${cursor ? `&cursor=${cursor}` : ''}`)).body)
      pages.push(...page.items.map(({ title }) => title))
      cursor = page.next_cursor
    }
    expect(pages).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 0].map((index) => `Article m${index}`))
    const counts = z.object({ new: z.number(), by_source: z.array(z.object({ source_id: z.string().nullable(), new: z.number() })) }).parse((await us.curator.call('GET', `/programmes/${programme_id}/item-counts`)).body)
    expect(counts.by_source.find(({ source_id }) => source_id === one.id)?.new).toBe(9)
    expect(counts.new).toBe(counts.by_source.reduce((sum, line) => sum + line.new, 0))
  })

  it('becomes a content with what the page says and our own copy of its picture, once', async () => {
    const picture = await sharp({ create: { width: 700, height: 400, channels: 3, background: '#aa5500' } }).png().toBuffer()
    site.pages.set('/picture.png', { type: 'image/png', body: picture })
    site.pages.set('/a/z1', { body: article('La matière', `<meta property="og:image" content="${site.base}/picture.png"><meta property="og:site_name" content="Le Journal">`) })
    site.pages.set('/z', { type: feedType, body: rss([{ id: 'z1', title: 'La matière &amp; le temps' }], 'Z') })
    const { source: one } = added.parse((await follow(`${site.base}/z`)).body)
    const [found] = (await inbox(`&source_id=${one.id}`)).items
    const made = z.object({ content_id: z.string() }).parse((await us.curator.call('POST', `/items/${found?.id}/content`)).body)
    const draft = content.parse((await us.curator.call('GET', `/contents/${made.content_id}`)).body)
    expect(draft).toMatchObject({
      kind: 'link', state: 'draft', visibility: 'shareable', language: 'fr', title: 'La matière & le temps', body_html: '<p>Résumé z1</p>', address: `${site.base}/a/z1`,
      site_name: 'Le Journal', image: { width: 700, height: 400 },
    })
    expect(draft.reading_minutes).toBeGreaterThan(1)
    expect(draft.obstacles.map(({ code }) => code)).toEqual(['image_alt_required', 'theme_required'])
    expect((await us.curator.call('POST', `/items/${found?.id}/content`)).body).toEqual(made)
    expect(refusal.parse((await decide(us.curator, found?.id ?? '', { state: 'dismissed' })).body).code).toBe('content.item_used')
    expect((await us.ambassador.call('POST', `/items/${found?.id}/content`)).status).toBe(404)
  })

  it('knows an article again by what its page says of its address, and by a guid that names it worldwide', async () => {
    const read = async (one: Source) => {
      const { items } = await inbox(`&source_id=${one.id}`)
      await run('content.enrich-items', { organisation_id: us.organisation_id, item_ids: items.map(({ id }) => id) })
      return (await inbox(`&source_id=${one.id}`)).items.map(({ title }) => title)
    }
    const canonical = (path: string) => `<link rel="canonical" href="${site.base}${path}">`
    site.pages.set('/2026/article', { body: article('Le même', canonical('/2026/article')) })
    site.pages.set('/p/1', { body: article('Le même', canonical('/2026/article')) })
    site.pages.set('/go', { status: 302, headers: { location: '/2026/article' } })
    site.pages.set('/lone', { body: article('Seul', canonical('/')) })
    site.pages.set('/wall', { body: article('Acceptez nos cookies') })
    for (const path of ['/w/1', '/w/2']) site.pages.set(path, { status: 302, headers: { location: '/wall' } })
    site.pages.set('/stolen', { body: article('Ailleurs', '<link rel="canonical" href="https://elsewhere.example/x">') })
    site.pages.set('/c1', { type: feedType, body: rss([{ id: 'c1', title: 'Premier', link: `${site.base}/p/1` }, { id: 'tag:example.org,2026:1', title: 'Tag', link: `${site.base}/tag-1` }], 'C1') })
    site.pages.set('/c2', { type: feedType, body: rss([
      { id: 'c1', title: 'Second', link: `${site.base}/go` }, { id: 'c3', title: 'Seul', link: `${site.base}/lone` }, { id: 'c4', title: 'Mur 1', link: `${site.base}/w/1` },
      { id: 'c5', title: 'Mur 2', link: `${site.base}/w/2` }, { id: 'c6', title: 'Volé', link: `${site.base}/stolen` }, { id: 'tag:example.org,2026:1', title: 'Tag', link: `${site.base}/tag-2` },
    ], 'C2') })
    const one = added.parse((await follow(`${site.base}/c1`)).body).source
    expect((await read(one)).toSorted()).toEqual(['Premier', 'Tag'])
    const { source: two, items_added } = added.parse((await follow(`${site.base}/c2`)).body)
    expect(items_added).toBe(5)
    expect((await read(two)).toSorted()).toEqual(['Mur 1', 'Mur 2', 'Seul', 'Volé'])
    // the feed goes on naming what was dropped, and it does not come back
    await poll(two)
    expect((await inbox(`&source_id=${two.id}`)).items).toHaveLength(4)
    const kept = await within(house.kit, us.organisation_id, ({ tx }) => tx.selectFrom('content.items').select(['title', 'canonical_address']).where('source_id', 'in', [one.id, two.id]).where('state', '=', 'new').execute())
    const at = (title: string) => kept.find((row) => row.title === title)?.canonical_address.replace(site.base, '')
    expect([at('Premier'), at('Seul'), at('Mur 1'), at('Mur 2'), at('Volé')]).toEqual(['/2026/article', '/lone', ...(at('Mur 1') === '/wall' ? ['/wall', '/w/2'] : ['/w/1', '/wall']), '/stolen'])
    // it comes into sight when the source that had it first goes
    expect((await us.curator.call('POST', `/sources/${one.id}/removal`, { items: 'remove' })).status).toBe(204)
    expect((await inbox(`&source_id=${two.id}`)).items.map(({ title }) => title)).toContain('Second')
  })

  it('reads no more of a source whose pages nobody can read', async () => {
    const paths = [1, 2, 3, 4].map((index) => `/h/${index}`)
    for (const path of paths) site.pages.set(path, { body: `<html><head><title>x</title></head><body>${'<div>'.repeat(900_000)}` })
    site.pages.set('/h', { type: feedType, body: rss(paths.map((path, index) => ({ id: `h${index}`, link: site.base + path })), 'H') })
    const { source: one } = added.parse((await follow(`${site.base}/h`)).body)
    await run('content.enrich-items', { organisation_id: us.organisation_id, item_ids: (await inbox(`&source_id=${one.id}`)).items.map(({ id }) => id) })
    expect(site.asked.filter(({ path }) => paths.includes(path))).toHaveLength(2)
  }, 90_000)

  it('copies thumbnails by a job, and does not stumble over a picture that is none', async () => {
    site.pages.set('/broken.png', { type: 'image/png', body: 'pas une image' })
    site.pages.set('/t', { type: feedType, body: rss([{ id: 't1', image: `${site.base}/broken.png` }, { id: 't2' }], 'T') })
    const { source: one } = added.parse((await follow(`${site.base}/t`)).body)
    const [second, first] = (await inbox(`&source_id=${one.id}`)).items
    await run('content.enrich-items', { organisation_id: us.organisation_id, item_ids: [first?.id, second?.id] })
    expect((await inbox(`&source_id=${one.id}`)).items.map(({ image }) => image)).toEqual([null, null])
  })
})
