import { beforeEach, describe, expect, test } from 'vitest'
import type { RoomEvent, Subscription } from '#kit/bus'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { recordHits, type PastRequest } from './history.ts'
import { jobs } from './jobs.ts'
import { countClicks, countClicksBy, countClicksOfSharers, countDrops, countOwnClicksBy } from './queries/clicks.ts'
import { rollUp } from './rollups.ts'
import { browser, paris, settableClock, world, type World } from './world.fixture.ts'

const clock = settableClock('2026-03-12T10:00:00Z')
const first: Subscription = { event: 'links.first_click', hearer: 'test.hear', hear: async () => undefined }
const here = await world({ clock: clock.now, subscriptions: [first] })

const marketing = newId()
const sales = newId()
const anna = newId()
const bruno = newId()
const news = newId()
const offer = newId()
const industry = newId()
const programme = newId()

const visits = (link_id: string, at: string, ...ips: string[]): PastRequest[] => ips.map((ip) => ({ link_id, at: new Date(at), ip, agent: browser }))
const robot = (link_id: string, at: string): PastRequest => ({ link_id, at: new Date(at), ip: '192.0.2.9', agent: 'Twitterbot/1.0' })
const period = { from: '2026-03-01', to: '2026-03-31' }
const roll = ({ kit, organisation_id }: World) => rollUp(kit, { organisation_id, time_zone: paris, ...period })
const everything = async () => {
  const tables = ['daily_clicks', 'daily_group_clicks', 'daily_drops', 'daily_group_drops', 'daily_sharer_clicks', 'daily_totals', 'daily_group_totals', 'daily_drop_totals', 'monthly_content_clicks']
  const contents: unknown[][] = []
  for (const table of tables) contents.push((await here.owner.query(`select * from links.${table} t order by t::text`)).rows)
  return contents
}

let links: Record<'anna' | 'bruno' | 'offer', { id: string }>

beforeEach(async () => {
  clock.set('2026-03-12T10:00:00Z')
  for (const table of ['hits', 'links', 'daily_clicks', 'daily_group_clicks', 'daily_drops', 'daily_group_drops', 'daily_sharer_clicks', 'daily_totals', 'daily_group_totals', 'daily_drop_totals', 'monthly_content_clicks', 'rolled_days']) await here.owner.query(`delete from links.${table}`)
  await here.owner.query(`delete from jobs.job where name = 'kit.deliver-event'`)
  links = {
    anna: await here.link({ sharer_id: anna, content_id: news, theme_id: industry, network: 'linkedin', group_ids: [marketing, sales], programme_id: programme }),
    bruno: await here.link({ sharer_id: bruno, content_id: news, theme_id: industry, network: 'x', group_ids: [sales], tribe: 'customers' }),
    offer: await here.link({ sharer_id: anna, content_id: offer, network: 'linkedin', group_ids: [marketing, sales] }),
  }
  await here.act((ctx) => recordHits(ctx, [
    ...visits(links.anna.id, '2026-03-10T09:00:00Z', '1.1.1.1', '1.1.1.2'), robot(links.anna.id, '2026-03-10T09:00:00Z'),
    // the same person an hour later: a click, no other visitor
    ...visits(links.anna.id, '2026-03-10T10:00:00Z', '1.1.1.1'),
    // 23:30 in Paris, then 00:30
    ...visits(links.bruno.id, '2026-03-10T22:30:00Z', '1.1.1.1'), ...visits(links.bruno.id, '2026-03-10T23:30:00Z', '1.1.1.1'),
    ...visits(links.offer.id, '2026-03-12T09:00:00Z', '1.1.1.3', '1.1.1.3'), robot(links.offer.id, '2026-03-12T09:30:00Z'),
  ]))
  await roll(here)
})

const ask = <T>(work: (ctx: Ctx) => Promise<T>) => here.act(work)

describe('figures', () => {
  test('of a period, by everything that they may be asked by', async () => {
    expect(await ask((ctx) => countClicks(ctx, period))).toEqual({ clicks: 6, uniques: 5, drops: 3 })
    expect(await ask((ctx) => countClicksBy(ctx, 'day', period))).toEqual([
      { key: '2026-03-10', clicks: 4, uniques: 3, drops: 1 }, { key: '2026-03-11', clicks: 1, uniques: 1, drops: 0 }, { key: '2026-03-12', clicks: 1, uniques: 1, drops: 2 },
    ])
    expect(await ask((ctx) => countClicksBy(ctx, 'network', period))).toEqual([{ key: 'linkedin', clicks: 4, uniques: 3, drops: 3 }, { key: 'x', clicks: 2, uniques: 2, drops: 0 }])
    expect(await ask((ctx) => countClicksBy(ctx, 'theme_id', period))).toEqual([{ key: industry, clicks: 5, uniques: 4, drops: 1 }, { key: null, clicks: 1, uniques: 1, drops: 2 }])
    expect(await ask((ctx) => countClicksBy(ctx, 'tribe', period))).toEqual([{ key: 'employees', clicks: 4, uniques: 3, drops: 3 }, { key: 'customers', clicks: 2, uniques: 2, drops: 0 }])
    expect(await ask((ctx) => countClicksBy(ctx, 'content_id', period))).toEqual([{ key: news, clicks: 5, uniques: 4, drops: 1 }, { key: offer, clicks: 1, uniques: 1, drops: 2 }])
  })

  test('by group count who is in two groups in both, and leave the total alone', async () => {
    expect(await ask((ctx) => countClicksBy(ctx, 'group_id', period))).toEqual([{ key: sales, clicks: 6, uniques: 5, drops: 3 }, { key: marketing, clicks: 4, uniques: 3, drops: 3 }])
    expect(await ask((ctx) => countClicks(ctx, { ...period, group_id: marketing }))).toEqual({ clicks: 4, uniques: 3, drops: 3 })
    expect(await ask((ctx) => countClicks(ctx, period))).toEqual({ clicks: 6, uniques: 5, drops: 3 })
  })

  test.each([
    [{ content_ids: [news] }, 5], [{ content_ids: [] }, 0], [{ network: 'x' }, 2], [{ theme_id: industry }, 5], [{ theme_id: null }, 1],
    [{ tribe: 'customers' as const }, 2], [{ programme_id: programme }, 3], [{ programme_id: programme, content_ids: [news] }, 3], [{ programme_id: programme, group_id: sales }, 3], [{ group_id: sales, network: 'x' }, 2], [{ from: '2026-03-11' }, 2], [{ to: '2026-03-10' }, 4],
  ])('are filtered by %o', async (filter, clicks) => {
    expect((await ask((ctx) => countClicks(ctx, { ...period, ...filter }))).clicks).toBe(clicks)
  })

  test('say why hits were left out', async () => {
    expect(await ask((ctx) => countDrops(ctx, period))).toEqual([{ reason: 'preview_robot', hits: 2 }, { reason: 'burst', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, { ...period, theme_id: industry }))).toEqual([{ reason: 'preview_robot', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, { ...period, group_id: marketing, network: 'linkedin' }))).toEqual([{ reason: 'preview_robot', hits: 2 }, { reason: 'burst', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, { ...period, network: 'x' }))).toEqual([])
  })

  test('of one ambassador are their own', async () => {
    expect(await ask((ctx) => countOwnClicksBy(ctx, anna, 'content_id', period))).toEqual([{ key: news, clicks: 3, uniques: 2, drops: 1 }, { key: offer, clicks: 1, uniques: 1, drops: 2 }])
    expect(await ask((ctx) => countOwnClicksBy(ctx, bruno, 'day', period))).toEqual([{ key: '2026-03-10', clicks: 1, uniques: 1, drops: 0 }, { key: '2026-03-11', clicks: 1, uniques: 1, drops: 0 }])
    expect(await ask((ctx) => countClicksOfSharers(ctx, [anna], period))).toEqual([{ sharer_id: anna, clicks: 4, uniques: 3, drops: 3 }])
  })

  test('are not another organisation’s', async () => {
    const other = newId()
    await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Other', 'fr', '#000000', now())`, [other])
    expect(await within(here.kit, other, (ctx) => countClicks(ctx, period))).toEqual({ clicks: 0, uniques: 0, drops: 0 })
    await here.owner.query('delete from organisations.organisations where id = $1', [other])
  })
})

describe('rolling up', () => {
  test('twice comes to the same', async () => {
    const once = await everything()
    await roll(here)
    expect(await everything()).toEqual(once)
    expect(once.map((rows) => rows.length)).toEqual([4, 6, 3, 6, 4, 4, 5, 3, 2])
  })

  test('agrees with a recount of the ledger', async () => {
    const { rows: [recount] } = await here.owner.query<{ clicks: string; uniques: string; drops: string }>(`
      select count(*) filter (where reason is null) as clicks, count(*) filter (where reason is not null) as drops,
        count(distinct (visitor, (at at time zone 'Europe/Paris')::date)) filter (where reason is null) as uniques from links.hits`)
    expect(await ask((ctx) => countClicks(ctx, period))).toEqual({ clicks: Number(recount?.clicks), uniques: Number(recount?.uniques), drops: Number(recount?.drops) })
  })

  test('by the clock follows new hits, and tells of each first click once', async () => {
    const [refresh, hourly] = jobs(async () => paris)
    const told = async () => (await here.owner.query<{ event: RoomEvent }>(`select data->'event' as event from jobs.job where name = 'kit.deliver-event'`)).rows.map(({ event }) => event.link_id)
    const { id } = await here.link({ content_id: offer })
    expect(await told()).toHaveLength(3)
    await here.act((ctx) => recordHits(ctx, [...visits(id, '2026-03-12T10:00:00Z', '2.2.2.2'), robot(id, '2026-03-12T10:00:00Z')]))
    clock.pass(2_000)
    await refresh?.run(here.kit, {})
    expect((await ask((ctx) => countClicks(ctx, period))).clicks).toBe(7)
    expect(await told()).toEqual(expect.arrayContaining([id, links.anna.id, links.bruno.id, links.offer.id]))
    clock.pass(2_000)
    await refresh?.run(here.kit, {})
    await hourly?.run(here.kit, {})
    expect(await told()).toHaveLength(4)
  })

  test('every hour brings in what came late', async () => {
    const hourly = jobs(async () => paris)[1]
    await here.act((ctx) => recordHits(ctx, visits(links.anna.id, '2026-03-10T12:00:00Z', '3.3.3.3')))
    await hourly?.run(here.kit, {})
    expect((await ask((ctx) => countClicks(ctx, { ...period, to: '2026-03-10' }))).clicks).toBe(5)
  })

  test('leaves days alone whose hits are no longer kept', async () => {
    clock.set('2026-12-01T10:00:00Z')
    await here.owner.query('delete from links.hits')
    await roll(here)
    expect((await ask((ctx) => countClicks(ctx, period))).clicks).toBe(6)
  })

  test('of a hundred thousand hits takes seconds', async () => {
    const many = Array.from({ length: 100_000 }, (_, index): PastRequest => ({
      link_id: index % 2 ? links.anna.id : links.bruno.id, at: new Date(Date.parse('2026-02-01T00:00:00Z') + index * 24_000), ip: `10.0.${index % 200}.${index % 250}`, agent: browser,
    }))
    const started = performance.now()
    await here.act((ctx) => recordHits(ctx, many))
    await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, from: '2026-02-01', to: '2026-02-28' })
    expect(performance.now() - started).toBeLessThan(15_000)
    const { clicks, drops } = await ask((ctx) => countClicks(ctx, { from: '2026-02-01', to: '2026-02-28' }))
    expect(clicks + drops).toBe(100_000)
  })
})

test('a link is deleted with its organisation alone, and takes its hits along', async () => {
  await here.owner.query('delete from organisations.organisations where id = $1', [here.organisation_id])
  for (const table of ['links', 'hits', 'daily_clicks']) {
    expect((await here.owner.query(`select 1 from links.${table} where organisation_id = $1`, [here.organisation_id])).rowCount).toBe(0)
  }
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Acme', 'fr', '#336699', now())`, [here.organisation_id])
})
