import { expect, test } from 'vitest'
import type { RoomEvent, Subscription } from '#kit/bus'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { recordHits } from './history.ts'
import { lockRollups } from './queries/rollups.ts'
import { readVisitors, writeVisitors } from './queries/visitors.ts'
import { rollUp } from './roll-up.fixture.ts'
import { countVisitorsOfAll, refreshAll } from './rollups.ts'
import { browser, paris, settableClock, world } from './world.fixture.ts'

const clock = settableClock('2026-03-12T10:00:00Z')
const first: Subscription = { event: 'links.first_click', hearer: 'test.hear', hear: async () => undefined }
const here = await world({ clock: clock.now, subscriptions: [first] })
const timeZoneOf = async () => paris
const refresh = () => refreshAll(here.kit, timeZoneOf)
const visit = (link_id: string, at: string, ip = '1.1.1.1') => here.act((ctx) => recordHits(ctx, [{ link_id, at: new Date(at), ip, agent: browser }]))
const days = async (link_id: string) => (await here.owner.query<{ day: string; clicks: number; uniques: number }>('select day::text, clicks, uniques from links.daily_link_clicks where link_id = $1 order by day', [link_id])).rows

test('a first click is told with what it was a click on, at its moment', async () => {
  const [share_id, content_id] = [newId(), newId()]
  const { id } = await here.link({ share_id, content_id })
  const campaign = await here.link()
  await here.owner.query(`update links.links set share_id = null, sharer_id = null, tribe = null, group_ids = '{}', likeness = 'campaign' where id = $1`, [campaign.id])
  await visit(id, '2026-03-11T08:00:00.123Z')
  await visit(id, '2026-03-11T07:00:00.456Z', '1.1.1.2')
  await visit(campaign.id, '2026-03-11T09:00:00Z')
  await refresh()
  const { rows } = await here.owner.query<{ event: RoomEvent }>(`select data->'event' as event from jobs.job where name = 'kit.deliver-event'`)
  expect(rows.map(({ event }) => event)).toEqual([{ name: 'links.first_click', link_id: id, share_id, content_id, at: '2026-03-11T07:00:00.456Z' }])
  const noted = await here.owner.query<{ first_click_at: Date }>('select first_click_at from links.links where id = any ($1) order by first_click_at', [[id, campaign.id]])
  expect(noted.rows.map(({ first_click_at }) => first_click_at.toISOString())).toEqual(['2026-03-11T07:00:00.456Z', '2026-03-11T09:00:00.000Z'])
})

test('rollups of one organisation are changed one after the other, those of two at a time', async () => {
  const order: string[] = []
  const change = (organisation_id: string, name: string, until: Promise<void>) => within(here.kit, organisation_id, async (ctx) => {
    await lockRollups(ctx)
    order.push(`${name} begins`)
    await until
    order.push(`${name} ends`)
  })
  const one = Promise.withResolvers<void>()
  const begun = change(here.organisation_id, 'one', one.promise)
  await expect.poll(() => order).toEqual(['one begins'])
  const again = change(here.organisation_id, 'again', Promise.resolve())
  await change(newId(), 'other', Promise.resolve())
  one.resolve()
  await Promise.all([begun, again])
  expect(order).toEqual(['one begins', 'other begins', 'other ends', 'one ends', 'again begins', 'again ends'])
})

test('visitors are counted of the days that wait for it, and it is noted how long that took', async () => {
  const { id } = await here.link()
  await visit(id, '2026-03-10T08:00:00Z')
  await visit(id, '2026-03-11T08:00:00Z', '1.1.1.2')
  await refresh()
  expect((await days(id)).map(({ uniques }) => uniques)).toEqual([0, 0])
  const started = performance.now()
  await countVisitorsOfAll(here.kit, timeZoneOf)
  const longest = performance.now() - started
  expect((await days(id)).map(({ uniques }) => uniques)).toEqual([1, 1])
  const noted = async () => (await here.owner.query<{ day: string; counted_at: Date; took: number; stale: boolean }>('select day::text, counted_at, took_milliseconds as took, stale from links.counted_days order by day')).rows
  const counted = await noted()
  expect(counted.map(({ day, stale }) => [day, stale])).toEqual([['2026-03-10', false], ['2026-03-11', false]])
  for (const { took, counted_at } of counted) {
    expect(took).toBeGreaterThanOrEqual(0)
    expect(took).toBeLessThanOrEqual(Math.ceil(longest))
    expect(counted_at).toEqual(clock.now())
  }
  // what was counted is left alone until hits come
  clock.pass(3_600_000)
  await countVisitorsOfAll(here.kit, timeZoneOf)
  expect(await noted()).toEqual(counted)
})

test('a period is counted again from its first day to its last, those not kept excepted', async () => {
  const { id } = await here.link()
  const moments = ['2026-01-31', '2026-02-01', '2026-02-07', '2026-02-08', '2026-02-14', '2026-02-15', '2026-02-20', '2026-02-21']
  for (const day of moments) await visit(id, `${day}T12:00:00Z`)
  await refresh()
  const spoil = () => here.owner.query('update links.daily_link_clicks set clicks = 99, uniques = 9 where link_id = $1', [id])
  const spoiled = async () => (await days(id)).filter(({ clicks, uniques }) => clicks === 99 && uniques === 9).map(({ day }) => day)
  const counted = async () => (await days(id)).filter(({ clicks, uniques }) => clicks === 1 && uniques === 1).map(({ day }) => day)
  const again = async (from: string, to: string) => {
    await spoil()
    await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, from, to })
    expect(new Set([...await spoiled(), ...await counted()])).toEqual(new Set(moments))
    return counted()
  }
  expect(await again('2026-02-01', '2026-02-20')).toEqual(['2026-02-01', '2026-02-07', '2026-02-08', '2026-02-14', '2026-02-15', '2026-02-20'])
  expect(await again('2026-02-08', '2026-02-08')).toEqual(['2026-02-08'])
  expect(await again('2026-02-14', '2026-02-20')).toEqual(['2026-02-14', '2026-02-15', '2026-02-20'])
  expect(await again('2026-02-09', '2026-02-08')).toEqual([])
  // 180 days before, the day that is kept in part is left alone
  clock.set('2026-08-07T12:00:00Z')
  expect(await again('2026-01-01', '2026-02-20')).toEqual(['2026-02-14', '2026-02-15', '2026-02-20'])
})

test('a day that has lost all its hits has changed too, today excepted', async () => {
  clock.set('2026-03-12T10:00:00Z')
  const { id } = await here.link()
  for (const day of ['2026-03-09', '2026-03-12']) await visit(id, `${day}T08:00:00Z`)
  await refresh()
  await here.owner.query('delete from links.hits')
  await here.owner.query('delete from links.changed_days')
  await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, from: '2026-03-09', to: '2026-03-12' })
  expect(await days(id)).toEqual([])
  expect((await here.owner.query<{ day: string }>('select day::text from links.changed_days order by day')).rows.map(({ day }) => day)).toEqual(['2026-03-09', '2026-03-10', '2026-03-11'])
})

test('rollups wait for nobody who counts visitors, and what comes meanwhile is counted next', async () => {
  const { id } = await here.link()
  const today = '2026-03-12'
  const visitorsAndStale = async () => [(await days(id)).map(({ clicks, uniques }) => [clicks, uniques]), (await here.owner.query<{ stale: boolean }>('select stale from links.counted_days where day = $1', [today])).rows[0]?.stale]
  const later = () => { clock.pass(3_600_000) }
  await visit(id, `${today}T08:00:00Z`)
  await refresh()
  later()
  const begun = Promise.withResolvers<void>()
  const reading = Promise.withResolvers<void>()
  const counting = countVisitorsOfAll(here.kit, async () => {
    begun.resolve()
    await reading.promise
    return paris
  })
  await begun.promise
  await visit(id, `${today}T09:00:00Z`, '1.1.1.2')
  await refresh()
  expect(await visitorsAndStale()).toEqual([[[2, 0]], true])
  reading.resolve()
  await counting
  expect(await visitorsAndStale()).toEqual([[[2, 2]], true])
  later()
  await countVisitorsOfAll(here.kit, timeZoneOf)
  expect(await visitorsAndStale()).toEqual([[[2, 2]], false])
})

test('visitors that were read before a link was judged anew are no more than its clicks, until they are read again', async () => {
  const { id } = await here.link()
  const span = { day: '2026-03-12', time_zone: paris, begins_in: paris }
  for (const place of [1, 2, 3]) await visit(id, '2026-03-12T08:00:00Z', `1.1.1.${place}`)
  await refresh()
  const visitors = await here.act((ctx) => readVisitors(ctx, span))
  expect(visitors).toEqual([{ link_id: id, uniques: 3 }])
  await here.owner.query('update links.daily_link_clicks set clicks = 1 where link_id = $1', [id])
  await here.act((ctx) => writeVisitors(ctx, span.day, visitors))
  expect((await days(id)).map(({ uniques }) => uniques)).toEqual([1])
})
