import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testFeed, type TestFeed } from '../content/feed/feed.fixture.ts'
import { compose, prepareShare } from './actions/prepare.ts'
import { openShare } from './actions/state.ts'

let feed: TestFeed
let content_id: string
let people: string[]
const caller = { ip: '203.0.113.7', agent: 'Mozilla/5.0' }
// the organisation is in Paris: its day of 2 March ends at 23:00 UTC
const on = (time: string) => new Date(`2026-03-${time}Z`)
const [morning, evening, night] = [on('02T09:00:00'), on('02T22:59:00'), on('02T23:01:00')]

beforeAll(async () => {
  feed = await testFeed()
  people = await Promise.all(Array.from({ length: 24 }, () => feed.ambassador()))
  await as(people[0] ?? '', (ctx) => sql`insert into people.numbers_given (organisation_id, last, present) values (${ctx.organisation_id}, 24, 24) on conflict (organisation_id) do update set last = 24, present = 24`.execute(ctx.tx), on('02T07:00:00'))
  content_id = await feed.publish({
    title: 'Le bilan', address: 'https://exemple.fr/bilan',
    captions: [{ network: 'x', language: 'fr', text: 'Une' }, { network: 'x', language: 'fr', text: 'Deux' }, { network: 'linkedin', language: 'fr', text: 'Trois' }, { network: 'linkedin', language: 'fr', text: 'Quatre' }],
  }, on('02T08:00:00'))
})
afterAll(() => feed.stop())

const as = <T>(member_id: string, work: Parameters<typeof feed.as<T>>[1], at: Date) => feed.as({ member_id, tribe: 'employees', group_ids: [] }, work, at)
const offeredTo = async (member_id: string, at: Date, network = 'x') => (await as(member_id, (ctx) => compose(ctx, content_id), at)).networks.find((one) => one.network === network)?.captions ?? []
const orders = (at: Date, network?: string) => Promise.all(people.map(async (member_id) => (await offeredTo(member_id, at, network)).map(({ text }) => text).join(' ')))
const take = async (member_id: string, text: string, at: Date) => {
  const caption = (await offeredTo(member_id, at)).find((one) => one.text === text)
  const { id } = await as(member_id, (ctx) => prepareShare(ctx, content_id, 'x', caller), at)
  await as(member_id, (ctx) => openShare(ctx, id, { caption: text, caption_id: caption?.id ?? null }, caller), at)
}

it('lets no order tell what fewer than five people took, nor what was taken today', async () => {
  const before = await orders(morning)
  expect(new Set(before)).toEqual(new Set(['Une Deux', 'Deux Une']))
  for (const member_id of people.slice(0, 4)) {
    await take(member_id, 'Une', morning)
    await take(member_id, 'Une', morning)
  }
  // four people, however often: nothing moves, today or on later days
  expect(await orders(evening)).toEqual(before)
  expect(await orders(night)).toEqual(before)
  await take(people[4] ?? '', 'Une', evening)
  // the fifth moves nothing before the day is over
  expect(await orders(evening)).toEqual(before)
  expect(new Set(await orders(night))).toEqual(new Set(['Deux Une']))
  // what they took on one network orders no other
  expect(new Set(await orders(night, 'linkedin'))).toEqual(new Set(['Trois Quatre', 'Quatre Trois']))
})

it('keeps a use where it was counted when what was written is corrected later', async () => {
  const settled = await orders(night)
  const share = await as(people[5] ?? '', (ctx) => prepareShare(ctx, content_id, 'x', caller), morning)
  const [first, second] = await offeredTo(people[5] ?? '', night)
  await as(people[5] ?? '', (ctx) => openShare(ctx, share.id, { caption: 'À moi', caption_id: first?.id ?? null }, caller), morning)
  await as(people[5] ?? '', (ctx) => openShare(ctx, share.id, { caption: 'À moi, encore', caption_id: second?.id ?? null }, caller), night)
  const { rows } = await as(people[5] ?? '', async (ctx) => ({ rows: await ctx.tx.selectFrom('sharing.shares').select(['caption_id', 'caption']).where('id', '=', share.id).execute() }), night)
  expect(rows).toEqual([{ caption_id: first?.id, caption: 'À moi, encore' }])
  expect(await orders(night)).toEqual(settled)
})

it('offers the least used first, at once, where an organisation never had enough members to hide anybody among', async () => {
  const few = await testFeed()
  try {
    const [one, other] = [await few.ambassador(), await few.ambassador()]
    const id = await few.publish({
      title: 'À deux', address: 'https://exemple.fr/deux', captions: [{ network: 'x', language: 'fr', text: 'Une' }, { network: 'x', language: 'fr', text: 'Deux' }],
    }, on('02T08:00:00'))
    const captions = async (member_id: string) => (await few.as({ member_id, tribe: 'employees', group_ids: [] }, (ctx) => compose(ctx, id), morning)).networks.find(({ network }) => network === 'x')?.captions ?? []
    const [first, second] = await captions(other)
    const share = await few.as({ member_id: one, tribe: 'employees', group_ids: [] }, (ctx) => prepareShare(ctx, id, 'x', caller), morning)
    await few.as({ member_id: one, tribe: 'employees', group_ids: [] }, (ctx) => openShare(ctx, share.id, { caption: first?.text ?? '', caption_id: first?.id ?? null }, caller), morning)
    expect((await captions(other)).map(({ text }) => text)).toEqual([second?.text, first?.text])
    expect((await captions(one)).map(({ text }) => text)).toEqual([second?.text, first?.text])
  } finally {
    await few.stop()
  }
})
