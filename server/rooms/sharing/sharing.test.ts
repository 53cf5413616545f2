import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newId } from '#kit/ids'
import { testFeed, type TestFeed } from '../content/feed/feed.fixture.ts'
import { countReadersAndSharers } from './actions/figures.ts'
import { refreshLinks } from './actions/link.ts'
import { myShares } from './actions/mine.ts'
import { compose, prepareShare } from './actions/prepare.ts'
import { confirmShare, declareShare, openShare, undeclareShare } from './actions/state.ts'
import { personalData } from './personal-data.ts'
import { countShares, countSharesBy } from './queries/figures.ts'

let feed: TestFeed
let member: string
let other: string
const group = newId()
const at = new Date('2026-03-02T08:00:00Z')
const minutes = (count: number) => new Date(at.getTime() + count * 60_000)
const caller = { ip: '203.0.113.7', agent: 'Mozilla/5.0' }
const article = 'https://exemple.fr/article?id=7#haut'

beforeAll(async () => {
  feed = await testFeed()
  member = await feed.ambassador()
  other = await feed.ambassador()
})
afterAll(() => feed.stop())

const asMember = <T>(work: Parameters<typeof feed.as<T>>[1], when = minutes(60)) => feed.as({ member_id: member, tribe: 'employees', group_ids: [group] }, work, when)
const asOther = <T>(work: Parameters<typeof feed.as<T>>[1], when = minutes(60)) => feed.as({ member_id: other, tribe: 'customers', group_ids: [] }, work, when)
const days = { from: '2026-03-01', to: '2026-03-31' }
const linkOf = (share_id: string) => asMember(async (ctx) => (await sql<{ target: string; preview: { title: string; image: string | null } }>`select target, preview from links.links where share_id = ${share_id}`.execute(ctx.tx)).rows[0])

describe('what must not leave', () => {
  it('is refused by every path', async () => {
    const internal = await feed.publish({ title: 'Interne', visibility: 'internal', address: article }, minutes(0))
    await expect(asMember((ctx) => compose(ctx, internal))).rejects.toMatchObject({ status: 403, code: 'sharing.internal_content' })
    await expect(asMember((ctx) => prepareShare(ctx, internal, 'x', caller))).rejects.toMatchObject({ status: 403 })
    await expect(asOther((ctx) => prepareShare(ctx, internal, 'x', caller))).rejects.toMatchObject({ status: 404 })
  })

  it.each([
    ['meant for others', { tribes: ['customers' as const] }, 404],
    ['expired', { expires_at: minutes(30) }, 404],
  ])('nor what is %s', async (_, draft, status) => {
    const content_id = await feed.publish({ title: 'Pas pour vous', address: article, ...draft }, minutes(0))
    await expect(asMember((ctx) => prepareShare(ctx, content_id, 'x', caller))).rejects.toMatchObject({ status })
  })

  it('is refused too when it became internal after it was prepared', async () => {
    const content_id = await feed.publish({ title: 'Devenu interne', address: article }, minutes(0))
    const share = await asMember((ctx) => prepareShare(ctx, content_id, 'x', caller))
    await asMember((ctx) => sql`update content.contents set visibility = 'internal' where id = ${content_id}`.execute(ctx.tx))
    await expect(asMember((ctx) => openShare(ctx, share.id, { caption: 'texte', caption_id: null }, caller))).rejects.toMatchObject({ status: 403 })
  })

  it('and no network that the programme does not use', async () => {
    const content_id = await feed.publish({ title: 'Ailleurs', address: article }, minutes(0))
    await expect(asMember((ctx) => prepareShare(ctx, content_id, 'whatsapp', caller))).rejects.toMatchObject({ status: 422, fields: [{ field: 'network' }] })
  })
})

describe('a share', () => {
  let content_id: string
  let share_id: string
  beforeAll(async () => {
    content_id = await feed.publish({
      title: 'Le bilan', address: article, campaign: 'Bilan 2026',
      captions: [
        { network: 'x', language: 'fr', text: 'Première' }, { network: 'x', language: 'fr', text: 'Deuxième' },
        { network: 'x', language: 'en', text: 'Third' }, { network: 'linkedin', language: 'fr', text: 'Pour LinkedIn' },
      ],
    }, minutes(1))
  })
  const captionsOnX = async () => (await asMember((ctx) => compose(ctx, content_id))).networks.find(({ network }) => network === 'x')?.captions ?? []

  it('is composed on the programme’s networks, each with its captions', async () => {
    const { networks, content } = await asMember((ctx) => compose(ctx, content_id))
    expect(networks.map(({ network }) => network)).toEqual(['linkedin', 'x', 'instagram', 'mastodon'])
    expect((await captionsOnX()).map(({ text }) => text).sort()).toEqual(['Deuxième', 'Première', 'Third'])
    expect((await captionsOnX()).at(-1)?.text).toBe('Third')
    expect(content).toMatchObject({ title: 'Le bilan', image: null })
  })

  it('has one link, ready before the dialog opens, and claims nothing yet', async () => {
    const prepared = await asMember((ctx) => prepareShare(ctx, content_id, 'x', caller))
    share_id = prepared.id
    expect(prepared.link).toMatch(/\/l\/[0-9A-Za-z]{10,}$/)
    expect(await linkOf(share_id)).toMatchObject({ target: 'https://exemple.fr/article?id=7&utm_source=x&utm_medium=social&utm_campaign=bilan-2026#haut', preview: { title: 'Le bilan' } })
    const again = await Promise.all([1, 2, 3].map(() => asMember((ctx) => prepareShare(ctx, content_id, 'x', caller))))
    expect(again.map(({ id }) => id)).toEqual([share_id, share_id, share_id])
    expect((await asMember((ctx) => myShares(ctx, { limit: 20 }, caller))).items).toEqual([])
    expect(await asMember((ctx) => countShares(ctx, days))).toEqual({ opened: 0, declared: 0, confirmed: 0 })
    await expect(asMember((ctx) => declareShare(ctx, share_id))).rejects.toMatchObject({ status: 409 })
  })

  it('is opened once, with the caption that was taken', async () => {
    const [first, second, third] = await captionsOnX()
    const open = (caption: string) => asMember((ctx) => openShare(ctx, share_id, { caption, caption_id: first?.id ?? null }, caller), minutes(61))
    await open('Première, à ma façon')
    await open('Première, corrigée')
    expect(await asMember((ctx) => countShares(ctx, days))).toEqual({ opened: 1, declared: 0, confirmed: 0 })
    expect(await asMember((ctx) => countShares(ctx, { ...days, group_id: group }))).toMatchObject({ opened: 1 })
    // the least used of the language comes first now, and the other language last
    expect(await captionsOnX()).toEqual([second, first, third])
    expect((await asMember((ctx) => myShares(ctx, { limit: 20 }, caller))).items).toMatchObject([{ id: share_id, state: 'opened', caption: 'Première, corrigée', content_title: 'Le bilan', clicks: 0, declared_at: null }])
  })

  it('is nobody else’s to see or to change', async () => {
    expect((await asOther((ctx) => myShares(ctx, { limit: 20 }, caller))).items).toEqual([])
    await expect(asOther((ctx) => declareShare(ctx, share_id))).rejects.toMatchObject({ status: 404 })
    await expect(asOther((ctx) => openShare(ctx, share_id, { caption: '', caption_id: null }, caller))).rejects.toMatchObject({ status: 404 })
    await expect(asOther((ctx) => undeclareShare(ctx, share_id))).rejects.toMatchObject({ status: 404 })
  })

  it('is declared, and the declaration may be taken back', async () => {
    await asMember((ctx) => declareShare(ctx, share_id))
    await asMember((ctx) => declareShare(ctx, share_id))
    expect(await asMember((ctx) => countShares(ctx, days))).toEqual({ opened: 1, declared: 1, confirmed: 0 })
    await asMember((ctx) => undeclareShare(ctx, share_id))
    expect(await asMember((ctx) => countShares(ctx, days))).toEqual({ opened: 1, declared: 0, confirmed: 0 })
  })

  it('is confirmed by a first human click, told once or twice', async () => {
    await asMember((ctx) => confirmShare(ctx, share_id), minutes(90))
    await asMember((ctx) => confirmShare(ctx, share_id), minutes(91))
    expect((await asMember((ctx) => myShares(ctx, { limit: 20 }, caller))).items[0]).toMatchObject({ state: 'confirmed', declared_at: null, confirmed_at: minutes(90).toISOString() })
    expect(await asMember((ctx) => countSharesBy(ctx, 'network', days))).toEqual([{ key: 'x', opened: 1, declared: 0, confirmed: 1 }])
    await asMember((ctx) => confirmShare(ctx, newId()))
  })

  it('that the browser failed to tell of was opened, when a click came', async () => {
    const untold = await asOther((ctx) => prepareShare(ctx, content_id, 'linkedin', caller))
    await asOther((ctx) => confirmShare(ctx, untold.id), minutes(100))
    expect((await asOther((ctx) => myShares(ctx, { limit: 20 }, caller))).items).toMatchObject([{ id: untold.id, state: 'confirmed', network: 'linkedin' }])
    expect(await asMember((ctx) => countSharesBy(ctx, 'tribe', days))).toEqual([{ key: 'customers', opened: 1, declared: 0, confirmed: 1 }, { key: 'employees', opened: 1, declared: 0, confirmed: 1 }])
  })

  it('remembers where the member has their Mastodon account', async () => {
    const share = await asMember((ctx) => prepareShare(ctx, content_id, 'mastodon', caller))
    const open = (instance: string) => asMember((ctx) => openShare(ctx, share.id, { caption: '', caption_id: null, instance }, caller))
    await expect(open('127.0.0.1/x')).rejects.toMatchObject({ status: 422, fields: [{ field: 'instance' }] })
    await open('https://Piaille.fr/')
    expect((await asMember((ctx) => compose(ctx, content_id))).networks.find(({ network }) => network === 'mastodon')?.instance).toBe('piaille.fr')
    expect((await asOther((ctx) => compose(ctx, content_id))).networks.find(({ network }) => network === 'mastodon')?.instance).toBeNull()
  })

  it.each([
    ['mastodon.social/@x', 'mastodon.social'], ['https://mastodon.social/@x', 'mastodon.social'], ['@x@mastodon.social', 'mastodon.social'],
    ['https://café.exemple.fr/@moi', 'café.exemple.fr'], ['café.exemple.fr', 'café.exemple.fr'], ['аррӏе.com', 'xn--80ak6aa92e.com'],
  ])('takes the Mastodon account %s, and shows the instance as people read it', async (typed, shown) => {
    const share = await asMember((ctx) => prepareShare(ctx, content_id, 'mastodon', caller))
    await asMember((ctx) => openShare(ctx, share.id, { caption: '', caption_id: null, instance: typed }, caller))
    expect((await asMember((ctx) => compose(ctx, content_id))).networks.find(({ network }) => network === 'mastodon')?.instance).toBe(shown)
  })

  it('of a text leads to one page of its own, the same for every share of it', async () => {
    const text = await feed.publish({ title: 'Un mot', campaign: 'Bilan 2026' }, minutes(2))
    const shares = [await asMember((ctx) => prepareShare(ctx, text, 'x', caller)), await asMember((ctx) => prepareShare(ctx, text, 'linkedin', caller)), await asOther((ctx) => prepareShare(ctx, text, 'x', caller))]
    const targets = await Promise.all(shares.map(async ({ id }) => (await linkOf(id))?.target))
    expect(targets[0]).toMatch(/^\/pages\/[\w-]{20}$/)
    expect(new Set(targets).size).toBe(1)
    expect(new Set(shares.map(({ link }) => link)).size).toBe(3)
    await asMember((ctx) => refreshLinks(ctx, text))
    expect((await linkOf(shares[0]?.id ?? ''))?.target).toBe(targets[0])
  })

  it('of a text that becomes a link leads there from then on, and back', async () => {
    const content = await feed.publish({ title: 'Un mot, puis une page' }, minutes(2))
    const { id } = await asMember((ctx) => prepareShare(ctx, content, 'x', caller))
    const page = (await linkOf(id))?.target
    const become = async (kind: string, address: string | null) => {
      await asMember((ctx) => sql`update content.contents set kind = ${kind}, address = ${address} where id = ${content}`.execute(ctx.tx))
      await asMember((ctx) => refreshLinks(ctx, content))
      return (await linkOf(id))?.target
    }
    expect(await become('link', 'https://exemple.fr/')).toBe('https://exemple.fr/?utm_source=x&utm_medium=social')
    expect(await become('text', 'https://exemple.fr/')).toBe(page)
  })

  it('follows its content when that changes', async () => {
    await asMember((ctx) => sql`update content.contents set title = 'Le bilan, revu', address = 'https://exemple.fr/bis' where id = ${content_id}`.execute(ctx.tx))
    await asMember((ctx) => refreshLinks(ctx, content_id))
    expect(await linkOf(share_id)).toMatchObject({ target: 'https://exemple.fr/bis?utm_source=x&utm_medium=social&utm_campaign=bilan-2026', preview: { title: 'Le bilan, revu' } })
  })

  it('pages the member’s own, latest first', async () => {
    const first = await asMember((ctx) => myShares(ctx, { limit: 1 }, caller))
    const second = await asMember((ctx) => myShares(ctx, { limit: 1, cursor: first.next_cursor ?? '' }, caller))
    expect([...first.items, ...second.items].map(({ network }) => network)).toEqual(['x', 'mastodon'])
    await expect(asMember((ctx) => myShares(ctx, { limit: 1, cursor: 'x' }, caller))).rejects.toMatchObject({ status: 422 })
    expect(await asMember((ctx) => countReadersAndSharers(ctx, { from: at, to: minutes(200) }))).toEqual({ readers: 0, sharers: 2, both: 0 })
  })

  it('is cut from the member when they leave; its totals stay', async () => {
    const before = await asMember((ctx) => countShares(ctx, days))
    expect(JSON.stringify(await asMember((ctx) => personalData.export(ctx, member)))).toContain('corrigée')
    await asMember((ctx) => personalData.erase(ctx, member))
    await asMember((ctx) => personalData.erase(ctx, member))
    expect(await asMember((ctx) => personalData.export(ctx, member))).toEqual({ shares: [], campaign_links: [] })
    const kept = await asMember(async (ctx) => (await sql<{ member_id: string | null; caption: string | null }>`select member_id, caption from sharing.shares where id = ${share_id}`.execute(ctx.tx)).rows)
    expect(kept).toEqual([{ member_id: null, caption: null }])
    expect(await asMember((ctx) => countShares(ctx, days))).toEqual(before)
  })
})
