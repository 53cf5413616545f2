import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kit/ids'
import { testFeed, type TestFeed } from './feed.fixture.ts'
import { feedPage, savedPage, searchPage } from './actions/list.ts'
import { countOffered } from './actions/offer.ts'
import { likeContent, openContent, reportReading, saveContent, unlikeContent, unsaveContent, viewContents } from './actions/mark.ts'
import { countActivityBy, countActivityOver, readerIds } from './queries/figures.ts'
import { eraseMarks, marksOf } from './queries/marks.ts'

let feed: TestFeed
let employee: string
let customer: string
const sales = newId()
const it_group = newId()
const start = new Date('2026-03-02T08:00:00Z')
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

beforeAll(async () => {
  feed = await testFeed()
  employee = await feed.ambassador()
  customer = await feed.ambassador()
})
afterAll(() => feed.stop())

const asEmployee = <T>(work: Parameters<typeof feed.as<T>>[1], at = later(600)) => feed.as({ member_id: employee, tribe: 'employees', group_ids: [sales] }, work, at)
const asCustomer = <T>(work: Parameters<typeof feed.as<T>>[1], at = later(600)) => feed.as({ member_id: customer, tribe: 'customers', group_ids: [] }, work, at)
const everything = () => ({ programme_id: feed.programme_id, show: 'all' as const })
const titles = (rows: readonly { title: string }[]) => rows.map(({ title }) => title)

describe('the feed', () => {
  let ids: Record<string, string>
  beforeAll(async () => {
    ids = {
      everyone: await feed.publish({ title: 'Pour tous' }, later(0)),
      internal: await feed.publish({ title: 'Interne', visibility: 'internal' }, later(60)),
      customers: await feed.publish({ title: 'Clients', tribes: ['customers'] }, later(120)),
      sales: await feed.publish({ title: 'Commerce', group_ids: [sales] }, later(180)),
      it: await feed.publish({ title: 'Informatique', group_ids: [it_group] }, later(240)),
      expired: await feed.publish({ title: 'Expiré', expires_at: later(300) }, later(250)),
      internal_for_customers: await feed.publish({ title: 'Interne pour clients', visibility: 'internal', tribes: ['customers'] }, later(260)),
      old: await feed.publish({ title: 'Ancien' }, new Date(start.getTime() - 60 * 86_400_000)),
    }
  })

  it('shows what is meant for the person, freshest first', async () => {
    expect(titles((await asEmployee((ctx) => feedPage(ctx, everything(), undefined, 20))).rows)).toEqual(['Commerce', 'Interne', 'Pour tous', 'Ancien'])
    expect(titles((await asCustomer((ctx) => feedPage(ctx, everything(), undefined, 20))).rows)).toEqual(['Clients', 'Pour tous', 'Ancien'])
  })

  it('is closed to those who did not accept the charter', async () => {
    const refused = feed.as({ member_id: newId(), tribe: 'employees', group_ids: [] }, (ctx) => feedPage(ctx, everything(), undefined, 20), later(600))
    await expect(refused).rejects.toMatchObject({ status: 403, code: 'programme.charter_to_accept' })
  })

  it('keeps the wall between organisations', async () => {
    const other = await testFeedOfAnother()
    const refused = other((ctx) => feedPage(ctx, everything(), undefined, 20))
    await expect(refused).rejects.toMatchObject({ status: 404 })
  })

  it.each(['internal', 'it', 'expired', 'internal_for_customers'])('answers 404 to a customer who asks for what is not theirs: %s', async (name) => {
    const content_id = ids[name] ?? ''
    await expect(asCustomer((ctx) => openContent(ctx, content_id))).rejects.toMatchObject({ status: 404 })
    await expect(asCustomer((ctx) => likeContent(ctx, content_id))).rejects.toMatchObject({ status: 404 })
    await expect(asCustomer((ctx) => saveContent(ctx, content_id))).rejects.toMatchObject({ status: 404 })
    await asCustomer((ctx) => viewContents(ctx, feed.programme_id, [content_id]))
    expect(await asCustomer((ctx) => countActivityOver(ctx, { from: '2026-01-01', to: '2026-12-31', content_ids: [content_id], tribe: 'customers' }))).toMatchObject({ views: 0, likes: 0 })
  })

  it('narrows to what may be shared, what is unread, and a theme', async () => {
    expect(titles((await asEmployee((ctx) => feedPage(ctx, { ...everything(), show: 'to_share' }, undefined, 20))).rows)).toEqual(['Commerce', 'Pour tous', 'Ancien'])
    expect(titles((await asEmployee((ctx) => feedPage(ctx, { ...everything(), show: 'to_read' }, undefined, 20))).rows)).toEqual(['Interne'])
    const theme_id = feed.themes[1] ?? ''
    await feed.publish({ title: 'Produit', theme_id }, later(400))
    expect(titles((await asEmployee((ctx) => feedPage(ctx, { ...everything(), theme_id }, undefined, 20))).rows)).toEqual(['Produit'])
  })

  it('puts the unread of the last weeks first, and never shows one twice while paging', async () => {
    const read = async (title: string, at: Date) => {
      const id = (await asEmployee((ctx) => searchPage(ctx, feed.programme_id, `"${title}"`, undefined, 1))).rows[0]?.id ?? ''
      await asEmployee((ctx) => openContent(ctx, id), at)
      expect(await asEmployee((ctx) => reportReading(ctx, id, { visible_seconds: 30, scrolled_percent: 100, followed: false }), new Date(at.getTime() + 30_000))).toBe(true)
    }
    await read('Commerce', later(601))
    const first = await asEmployee((ctx) => feedPage(ctx, everything(), undefined, 2), later(610))
    expect(titles(first.rows)).toEqual(['Produit', 'Interne'])
    // read while they are paging: it keeps its place among the unread, where it would have come next
    await read('Pour tous', later(611))
    const second = await asEmployee((ctx) => feedPage(ctx, everything(), first.next_cursor ?? '', 2), later(615))
    expect(titles(second.rows)).toEqual(['Pour tous', 'Commerce'])
    expect(second.rows.map((row) => row.read)).toEqual([true, true])
    const third = await asEmployee((ctx) => feedPage(ctx, everything(), second.next_cursor ?? '', 2), later(616))
    expect(titles(third.rows)).toEqual(['Ancien'])
    expect(third.next_cursor).toBeNull()
    expect(titles((await asEmployee((ctx) => feedPage(ctx, { ...everything(), show: 'unread' }, undefined, 20), later(620))).rows)).toEqual(['Produit', 'Interne', 'Ancien'])
  })

  it('refuses a cursor that it did not give', async () => {
    for (const cursor of ['x', Buffer.from('{"walk":"all"}').toString('base64url'), '\u0000']) {
      await expect(asEmployee((ctx) => feedPage(ctx, everything(), cursor, 2))).rejects.toMatchObject({ status: 422 })
    }
  })
})

describe('search', () => {
  beforeAll(async () => {
    await feed.publish({ title: 'Nos équipes à l’écoute', body_text: 'Les économies d’énergie se préparent dès l’été.', language: 'fr' }, later(700))
    await feed.publish({ title: 'Listening to customers', body_text: 'Savings were announced; œuvre collective.', language: 'en', hashtags: ['Durabilité'] }, later(701))
    await feed.publish({ title: 'Confidentiel équipe', visibility: 'internal' }, later(702))
  })
  it.each([
    ['equipe', ['Nos équipes à l’écoute']],
    ['ÉQUIPES', ['Nos équipes à l’écoute']],
    ['économie', ['Nos équipes à l’écoute']],
    ['économies énergie', ['Nos équipes à l’écoute']],
    ['saving', ['Listening to customers']],
    ['listen custom', ['Listening to customers']],
    ['durabilite', ['Listening to customers']],
    ['oeuvre', ['Listening to customers']],
    ['éco', ['Nos équipes à l’écoute']],
    ['énergie -été', []],
    ['introuvable', []],
    ['!!! & | ( :*', []],
  ])('a customer finds %s', async (words, expected) => {
    expect(titles((await asCustomer((ctx) => searchPage(ctx, feed.programme_id, words, undefined, 20), later(720))).rows)).toEqual(expected)
  })
  it('pages by how well contents match', async () => {
    const first = await asEmployee((ctx) => searchPage(ctx, feed.programme_id, 'équipe', undefined, 1), later(720))
    const second = await asEmployee((ctx) => searchPage(ctx, feed.programme_id, 'équipe', first.next_cursor ?? '', 1), later(720))
    expect(new Set(titles([...first.rows, ...second.rows]))).toEqual(new Set(['Confidentiel équipe', 'Nos équipes à l’écoute']))
    expect(second.next_cursor).toBeNull()
  })
})

describe('reads, views, likes and saves', () => {
  let content: string
  const day = { from: '2026-03-03', to: '2026-03-03' }
  const at = (seconds: number) => new Date(new Date('2026-03-03T09:00:00Z').getTime() + seconds * 1000)
  const totals = (group_id?: string) => asEmployee((ctx) => countActivityOver(ctx, { ...day, content_ids: [content], ...(group_id && { group_id }) }))
  beforeAll(async () => { content = await feed.publish({ title: 'À lire', body_text: 'mot '.repeat(2000) }, later(800)) })

  it('counts a view once, and a view is not a read', async () => {
    await asEmployee((ctx) => viewContents(ctx, feed.programme_id, [content, content, newId()]), at(0))
    await asEmployee((ctx) => viewContents(ctx, feed.programme_id, [content]), at(1))
    expect(await totals()).toMatchObject({ views: 1, reads: 0 })
  })

  it('counts a read once the page was open long enough, whatever the browser says', async () => {
    expect(await asEmployee((ctx) => reportReading(ctx, content, { visible_seconds: 999, scrolled_percent: 100, followed: true }), at(5))).toBe(false)
    await asEmployee((ctx) => openContent(ctx, content), at(10))
    expect(await asEmployee((ctx) => reportReading(ctx, content, { visible_seconds: 999, scrolled_percent: 50, followed: false }), at(15))).toBe(false)
    expect(await asEmployee((ctx) => reportReading(ctx, content, { visible_seconds: 30, scrolled_percent: 50, followed: false }), at(40))).toBe(true)
    expect(await asEmployee((ctx) => reportReading(ctx, content, { visible_seconds: 60, scrolled_percent: 100, followed: false }), at(70))).toBe(true)
    expect(await totals()).toMatchObject({ views: 1, reads: 1 })
    expect(await totals(sales)).toMatchObject({ views: 1, reads: 1 })
    expect(await totals(it_group)).toMatchObject({ views: 0, reads: 0 })
    expect(await asEmployee((ctx) => readerIds(ctx, { from: at(0), to: at(60) }))).toEqual([employee])
  })

  it('likes once, and takes back what was counted, where it was counted', async () => {
    expect(await asEmployee((ctx) => likeContent(ctx, content), at(0))).toEqual({ liked: true, likes: null })
    expect(await asEmployee((ctx) => likeContent(ctx, content), at(1))).toEqual({ liked: true, likes: null })
    expect(await totals(sales)).toMatchObject({ likes: 1 })
    expect(await asCustomer((ctx) => likeContent(ctx, content), at(2))).toEqual({ liked: true, likes: null })
    // another day, and after they changed groups
    expect(await feed.as({ member_id: employee, tribe: 'employees', group_ids: [it_group] }, (ctx) => unlikeContent(ctx, content), at(200_000))).toEqual({ liked: false, likes: null })
    expect(await asEmployee((ctx) => unlikeContent(ctx, content), at(200_001))).toEqual({ liked: false, likes: null })
    expect(await totals(sales)).toMatchObject({ likes: 0 })
    expect(await totals()).toMatchObject({ likes: 1 })
  })

  it('keeps what was saved for later, latest first', async () => {
    const other = await feed.publish({ title: 'Plus tard' }, later(801))
    await asEmployee((ctx) => saveContent(ctx, content), at(0))
    await asEmployee((ctx) => saveContent(ctx, other), at(5))
    const first = await asEmployee((ctx) => savedPage(ctx, feed.programme_id, undefined, 1), at(10))
    const second = await asEmployee((ctx) => savedPage(ctx, feed.programme_id, first.next_cursor ?? '', 1), at(10))
    expect(titles([...first.rows, ...second.rows])).toEqual(['Plus tard', 'À lire'])
    await asEmployee((ctx) => unsaveContent(ctx, other), at(11))
    expect(titles((await asEmployee((ctx) => savedPage(ctx, feed.programme_id, undefined, 5), at(12))).rows)).toEqual(['À lire'])
  })

  it('counts many readers at once without losing one', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, () => feed.ambassador()))
    await Promise.all(crowd.map((member_id) => feed.as({ member_id, tribe: 'employees', group_ids: [sales, it_group] }, (ctx) => likeContent(ctx, content), at(20))))
    expect(await totals()).toMatchObject({ likes: 21 })
    const by_group = await asEmployee((ctx) => countActivityBy(ctx, 'group_id', { ...day, content_ids: [content] }))
    expect(by_group.find(({ key }) => key === it_group)).toMatchObject({ likes: 20 })
  })

  it('counts once to how many ambassadors a content was offered, by tribe and group', async () => {
    const people = await feed.enrolled()
    const offered = async (draft: { visibility?: 'internal'; tribes?: ('employees' | 'customers')[]; group_ids?: string[] }) => {
      const id = await feed.publish({ title: 'Offert', ...draft }, later(810))
      await asEmployee((ctx) => countOffered(ctx, id))
      await asEmployee((ctx) => countOffered(ctx, id))
      return asEmployee(async (ctx) => ({
        all: (await countActivityOver(ctx, { from: '2026-01-01', to: '2026-12-31', content_ids: [id] })).offered,
        group: (await countActivityOver(ctx, { from: '2026-01-01', to: '2026-12-31', content_ids: [id], group_id: people.group_id })).offered,
      }))
    }
    expect(await offered({})).toEqual({ all: 3, group: 2 })
    expect(await offered({ visibility: 'internal' })).toEqual({ all: 2, group: 1 })
    expect(await offered({ tribes: ['customers'] })).toEqual({ all: 1, group: 1 })
    expect(await offered({ group_ids: [people.group_id] })).toEqual({ all: 2, group: 2 })
    expect(await offered({ visibility: 'internal', tribes: ['customers'] })).toEqual({ all: 0, group: 0 })
  })

  it('erases what a member did when they leave, and keeps the totals', async () => {
    expect((await asEmployee((ctx) => marksOf(ctx, employee))).reads.length).toBeGreaterThan(0)
    const before = await totals()
    await asEmployee((ctx) => eraseMarks(ctx, employee, newId()))
    expect((await asEmployee((ctx) => marksOf(ctx, employee))).saves.length).toBeGreaterThan(0)
    await asEmployee((ctx) => eraseMarks(ctx, employee, feed.programme_id))
    expect(await asEmployee((ctx) => marksOf(ctx, employee))).toEqual({ views: [], reads: [], likes: [], saves: [] })
    expect(await totals()).toEqual(before)
  })
})

describe('speed', () => {
  it('pages 2,000 contents from the index, unread or read', async () => {
    const owner = new pg.Client(feed.owner)
    await owner.connect()
    await owner.query(`insert into content.contents (id, organisation_id, programme_id, kind, state, visibility, language, title, created_at, updated_at, published_at, rank)
      select gen_random_uuid(), $1, $2, 'text', 'published', 'shareable', 'fr', 'n ' || n, now(), now(), $3::timestamptz - n * interval '4 hours', extract(epoch from $3::timestamptz - n * interval '4 hours') / 86400
      from generate_series(1, 2000) n`, [feed.organisation_id, feed.programme_id, later(0)])
    await owner.query(`insert into content.reads (organisation_id, member_id, content_id, first_opened_at, opened_at, read_at)
      select organisation_id, $1, id, now(), now(), $2 from content.contents where title like 'n %'`, [employee, later(0)])
    await owner.query('analyze content.contents; analyze content.reads')
    await owner.end()
    const seen = new Set<string>()
    const asked = later(900)
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await asEmployee((ctx) => feedPage(ctx, everything(), cursor, 100), asked)
      page.rows.forEach(({ id }) => { expect(seen.has(id)).toBe(false); seen.add(id) })
      cursor = page.next_cursor ?? undefined
      pages += 1
    } while (cursor !== undefined && pages < 40)
    expect(seen.size).toBeGreaterThan(2000)
    const plan = await asEmployee(async (ctx) => {
      const explained = await sql<{ 'QUERY PLAN': string }>`explain select c.id from content.contents c where c.programme_id = ${feed.programme_id} and c.state = 'published' and (c.rank, c.id) < (20000, ${newId()}::uuid) order by c.rank desc, c.id desc limit 20`.execute(ctx.tx)
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    expect(plan).toMatch(/Index Scan using contents_programme_id_rank_id_idx/)
    expect(plan).not.toMatch(/Sort/)
  })
})

const testFeedOfAnother = async () => {
  const organisation_id = await feed.anotherOrganisation()
  return <T>(work: Parameters<typeof feed.as<T>>[1]) => feed.as({ member_id: newId(), tribe: 'employees', group_ids: [] }, work, later(600), organisation_id)
}
