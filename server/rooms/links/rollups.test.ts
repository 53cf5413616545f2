import { beforeEach, describe, expect, test } from 'vitest'
import type { RoomEvent, Subscription } from '#kit/bus'
import type { Ctx } from '#kit/context'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { recordHits, type PastRequest } from './history.ts'
import { jobs } from './jobs.ts'
import { expectLedger, kept } from './ledger.fixture.ts'
import { changedDays, clicksByContent, clicksByGroup, countDrops, readClicks, type ClickFilter } from './queries/clicks.ts'
import { countClicksOfSharers, countOwnClicksBy, dailyClicksOfSharer } from './queries/own.ts'
import { followedSharers } from './queries/behind.ts'
import { rollUp } from './roll-up.fixture.ts'
import { rollUpPast } from './rollups.ts'
import { browser, paris, settableClock, world } from './world.fixture.ts'

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
const pilot = newId()

const visits = (link_id: string, at: string, ...ips: string[]): PastRequest[] => ips.map((ip) => ({ link_id, at: new Date(at), ip, agent: browser }))
const robot = (link_id: string, at: string): PastRequest => ({ link_id, at: new Date(at), ip: '192.0.2.9', agent: 'Twitterbot/1.0' })
const period = { from: '2026-03-01', to: '2026-03-31' }
const run = async (name: string) => { await jobs(async () => paris).find((job) => job.name === name)?.run(here.kit, {}) }
const refresh = () => run('links.refresh-rollups')
const count = () => {
  clock.pass(60_000)
  return run('links.count-visitors')
}
const recount = (days = period) => rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...days })
const record = (requests: readonly PastRequest[]) => here.act((ctx) => recordHits(ctx, requests))
const told = async () => (await here.owner.query<{ event: RoomEvent }>(`select data->'event' as event from jobs.job where name = 'kit.deliver-event'`)).rows.map(({ event }) => event.link_id)

let links: Record<'anna' | 'bruno' | 'offer', { id: string }>

beforeEach(async () => {
  clock.set('2026-03-12T10:00:00Z')
  const tables = ['hits', 'batches', 'links', 'daily_link_clicks', 'daily_clicks', 'daily_group_clicks', 'daily_totals', 'daily_group_totals', 'daily_drops', 'daily_drop_totals', 'daily_reason_links', 'counted_days', 'changed_days']
  for (const table of tables) await here.owner.query(`delete from links.${table}`)
  await here.owner.query(`delete from jobs.job where name = 'kit.deliver-event'`)
  links = {
    anna: await here.link({ sharer_id: anna, content_id: news, theme_id: industry, network: 'linkedin', group_ids: [marketing, sales], programme_id: programme }),
    bruno: await here.link({ sharer_id: bruno, content_id: news, theme_id: industry, network: 'x', group_ids: [sales], tribe: 'customers', programme_id: programme }),
    offer: await here.link({ sharer_id: anna, content_id: offer, network: 'linkedin', group_ids: [marketing, sales], programme_id: pilot }),
  }
  await record([
    ...visits(links.anna.id, '2026-03-10T09:00:00Z', '1.1.1.1', '1.1.1.2'), robot(links.anna.id, '2026-03-10T09:00:00Z'),
    // the same person an hour later: a click, no other visitor
    ...visits(links.anna.id, '2026-03-10T10:00:00Z', '1.1.1.1'),
    // 23:30 in Paris, then 00:30
    ...visits(links.bruno.id, '2026-03-10T22:30:00Z', '1.1.1.1'), ...visits(links.bruno.id, '2026-03-10T23:30:00Z', '1.1.1.1'),
    ...visits(links.offer.id, '2026-03-12T09:00:00Z', '1.1.1.3', '1.1.1.3'), robot(links.offer.id, '2026-03-12T09:30:00Z'),
  ])
  await refresh()
  await count()
})

const ask = <T>(work: (ctx: Ctx) => Promise<T>) => here.act(work)
const read = (days: { from: string; to: string } = period, filter: ClickFilter = {}) => ask((ctx) => readClicks(ctx, { ...days, since: days.from }, filter))
const clicksIn = async (days = period, filter: ClickFilter = {}) => (await read(days, filter)).now.clicks

describe('figures', () => {
  test('of a period, by day, network and theme, and of the one before it', async () => {
    const { now } = await read()
    expect([now.clicks, now.drops]).toEqual([6, 3])
    expect(now.by_day).toEqual([{ key: '2026-03-10', clicks: 4, drops: 1 }, { key: '2026-03-11', clicks: 1, drops: 0 }, { key: '2026-03-12', clicks: 1, drops: 2 }])
    expect(now.by_network).toEqual(expect.arrayContaining([{ key: 'linkedin', clicks: 4, drops: 3 }, { key: 'x', clicks: 2, drops: 0 }]))
    expect(now.by_theme).toEqual(expect.arrayContaining([{ key: industry, clicks: 5, drops: 1 }, { key: null, clicks: 1, drops: 2 }]))
    const compared = await ask((ctx) => readClicks(ctx, { from: '2026-03-09', since: '2026-03-11', to: '2026-03-12' }))
    expect([compared.now.clicks, compared.now.by_day.length]).toEqual([2, 2])
    expect(compared.before).toMatchObject({ clicks: 4, drops: 1 })
    expect(compared.before.by_network).toEqual(expect.arrayContaining([{ key: 'linkedin', clicks: 3, drops: 1 }, { key: 'x', clicks: 1, drops: 0 }]))
  })

  test('of contents', async () => {
    expect(await ask((ctx) => clicksByContent(ctx, [period]))).toEqual(expect.arrayContaining([{ key: news, clicks: 5, drops: 1 }, { key: offer, clicks: 1, drops: 2 }]))
    expect(await ask((ctx) => clicksByContent(ctx, [period], { group_id: marketing, content_ids: [news] }))).toEqual([{ key: news, clicks: 3, drops: 1 }])
  })

  test('by group count who is in two groups in both, and leave the total alone', async () => {
    const both = [{ key: sales, clicks: 6, drops: 3 }, { key: marketing, clicks: 4, drops: 3 }]
    expect(await ask((ctx) => clicksByGroup(ctx, period))).toEqual(expect.arrayContaining(both))
    expect(await ask((ctx) => clicksByGroup(ctx, period, { theme_id: industry }))).toEqual(expect.arrayContaining([{ key: sales, clicks: 5, drops: 1 }, { key: marketing, clicks: 3, drops: 1 }]))
    expect(await ask((ctx) => clicksByGroup(ctx, period, { programme_id: programme }))).toEqual(expect.arrayContaining([{ key: sales, clicks: 5, drops: 1 }, { key: marketing, clicks: 3, drops: 1 }]))
    expect([await clicksIn(period, { group_id: marketing }), await clicksIn()]).toEqual([4, 6])
  })

  test.each([
    [{ content_ids: [news] }, 5], [{ content_ids: [] }, 0], [{ network: 'x' }, 2], [{ theme_id: industry }, 5], [{ theme_id: null }, 1],
    [{ tribe: 'customers' as const }, 2], [{ programme_id: programme }, 5], [{ programme_id: programme, content_ids: [offer] }, 0], [{ programme_id: programme, group_id: sales }, 5], [{ group_id: sales, network: 'x' }, 2],
  ])('are filtered by %o', async (filter, clicks) => {
    expect(await clicksIn(period, filter)).toBe(clicks)
  })

  test('end with their days', async () => {
    expect([await clicksIn({ ...period, from: '2026-03-11' }), await clicksIn({ ...period, to: '2026-03-10' })]).toEqual([2, 4])
  })

  test('say why hits were left out', async () => {
    expect(await ask((ctx) => countDrops(ctx, period))).toEqual([{ reason: 'preview_robot', hits: 2 }, { reason: 'repeat', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, period, { theme_id: industry }))).toEqual([{ reason: 'preview_robot', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, period, { network: 'linkedin' }))).toEqual([{ reason: 'preview_robot', hits: 2 }, { reason: 'repeat', hits: 1 }])
    expect(await ask((ctx) => countDrops(ctx, period, { network: 'x' }))).toEqual([])
  })

  test('of one ambassador are their own', async () => {
    expect(await ask((ctx) => countOwnClicksBy(ctx, anna, 'content_id', period))).toEqual([{ key: news, clicks: 3, drops: 1 }, { key: offer, clicks: 1, drops: 2 }])
    expect(await ask((ctx) => countOwnClicksBy(ctx, anna, 'network', { ...period, content_ids: [news] }))).toEqual([{ key: 'linkedin', clicks: 3, drops: 1 }])
    expect(await ask((ctx) => countOwnClicksBy(ctx, bruno, 'day', period))).toEqual([{ key: '2026-03-10', clicks: 1, drops: 0 }, { key: '2026-03-11', clicks: 1, drops: 0 }])
    expect(await ask((ctx) => countClicksOfSharers(ctx, [{ sharer_id: anna, from: '2026-01-01' }], period))).toEqual([{ sharer_id: anna, clicks: 4, drops: 3 }])
    expect(await ask((ctx) => countClicksOfSharers(ctx, [{ sharer_id: anna, from: '2026-03-11' }, { sharer_id: bruno, from: '2026-03-11' }], period))).toEqual([{ sharer_id: anna, clicks: 1, drops: 2 }, { sharer_id: bruno, clicks: 1, drops: 0 }].sort((one, other) => one.sharer_id.localeCompare(other.sharer_id)))
    expect(await ask((ctx) => dailyClicksOfSharer(ctx, anna))).toMatchObject([{ day: '2026-03-10', content_id: news, clicks: 3, uniques: 2, drops: 1 }, { day: '2026-03-12', content_id: offer, clicks: 1, uniques: 1, drops: 2 }])
    const followed = await ask((ctx) => followedSharers(ctx, { from: '2026-03-10', to: '2026-03-11' }, { programme_id: programme }))
    expect(Object.fromEntries(followed.filter(({ left_out }) => !left_out).map(({ day, member_ids }) => [day, new Set(member_ids)]))).toEqual({ '2026-03-10': new Set([anna, bruno]), '2026-03-11': new Set([bruno]) })
    const lines = await ask((ctx) => followedSharers(ctx, { from: '2026-03-10', to: '2026-03-10' }, { programme_id: programme }, ['theme', 'network']))
    const of = (wanted: boolean) => lines.filter(({ left_out }) => left_out === wanted).map(({ theme_id, network, content_ids, member_ids }) => ({ theme_id, network, content_ids, members: new Set(member_ids) }))
    expect(of(false)).toHaveLength(2)
    expect(of(false)).toEqual(expect.arrayContaining([{ theme_id: industry, network: 'linkedin', content_ids: null, members: new Set([anna]) }, { theme_id: industry, network: 'x', content_ids: null, members: new Set([bruno]) }]))
    expect(of(true)).toEqual([{ theme_id: industry, network: 'linkedin', content_ids: null, members: new Set([anna]) }])
    const contents = await ask((ctx) => followedSharers(ctx, { from: '2026-03-10', to: '2026-03-10' }, {}, ['content']))
    expect(contents.map(({ left_out, theme_id, network, content_ids, member_ids }) => ({ left_out, theme_id, network, content_ids, members: new Set(member_ids) })))
      .toEqual(expect.arrayContaining([{ left_out: false, theme_id: null, network: null, content_ids: [news, news], members: new Set([anna, bruno]) }]))
  })

  test('are not another organisation’s', async () => {
    const other = newId()
    await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Other', 'fr', '#000000', now())`, [other])
    expect((await within(here.kit, other, (ctx) => readClicks(ctx, { ...period, since: period.from }))).now).toMatchObject({ clicks: 0, drops: 0 })
    await here.owner.query('delete from organisations.organisations where id = $1', [other])
  })
})

describe('rolling up', () => {
  test('agrees with a recount of the ledger, and says the same when asked again', async () => {
    await expectLedger(here)
    const once = await kept(here)
    await refresh()
    await recount()
    await recount()
    expect(await kept(here)).toEqual(once)
    expect([...once.values()].map((rows) => rows.length)).toEqual([4, 4, 6, 4, 6, 3, 3])
  })

  test('follows new hits, and tells of each first click once', async () => {
    const { id } = await here.link({ content_id: offer, programme_id: pilot })
    expect(await told()).toHaveLength(3)
    await record([...visits(id, '2026-03-12T10:00:00Z', '2.2.2.2'), robot(id, '2026-03-12T10:00:00Z')])
    await refresh()
    expect(await clicksIn()).toBe(7)
    expect(new Set(await told())).toEqual(new Set([id, links.anna.id, links.bruno.id, links.offer.id]))
    await refresh()
    await recount()
    expect(await told()).toHaveLength(4)
    await expectLedger(here)
  })

  test('takes hits in whenever they come, late ones on their own day, and says which days have changed since they were over', async () => {
    await here.owner.query('delete from links.changed_days')
    await record([...visits(links.anna.id, '2026-03-10T12:00:00Z', '3.3.3.3'), ...visits(links.anna.id, '2026-03-12T09:59:00Z', '3.3.3.3')])
    await refresh()
    expect(await clicksIn({ ...period, to: '2026-03-10' })).toBe(5)
    expect(await ask((ctx) => changedDays(ctx, period))).toEqual(['2026-03-10'])
    await count()
    await expectLedger(here)
  })

  test('counts visitors where hits have come since, and no oftener than that is cheap', async () => {
    await record(visits(links.anna.id, '2026-03-12T09:00:00Z', '4.4.4.4', '4.4.4.5'))
    await refresh()
    await expectLedger(here, { uniques: false })
    await here.owner.query(`update links.counted_days set counted_at = $1, took_milliseconds = 60000 where day = '2026-03-12'`, [clock.now()])
    clock.pass(18 * 60_000)
    await count()
    await expect(expectLedger(here)).rejects.toThrow('daily_link_clicks')
    await count()
    await expectLedger(here)
  })

  test('comes to what the hits say once they are judged anew, on the days that are counted again', async () => {
    await here.owner.query('update links.hits set reason = 4 where visitor is not null and at < $1', ['2026-03-10T09:30:00Z'])
    await recount({ from: '2026-03-10', to: '2026-03-10' })
    await expectLedger(here)
    expect(await clicksIn()).toBe(4)
    expect(await ask((ctx) => changedDays(ctx, period))).toContain('2026-03-10')
  })

  test('counts again while hits wait: each is counted once all the same', async () => {
    await record(visits(links.anna.id, '2026-03-10T12:00:00Z', '5.5.5.5'))
    const waiting = here.owner.query('select id from links.batches')
    expect((await waiting).rowCount).toBe(1)
    await recount({ from: '2026-03-10', to: '2026-03-10' })
    await refresh()
    await expectLedger(here)
  })

  test('of a past is told to nobody but the teller', async () => {
    const { id } = await here.link({ content_id: offer, programme_id: pilot })
    const before = (await told()).length
    const clicked = await here.act(async (ctx) => {
      await recordHits(ctx, visits(id, '2025-06-01T10:00:00Z', '6.6.6.6', '6.6.6.7'))
      return rollUpPast(ctx, paris)
    })
    expect(clicked.map((link) => link.id)).toEqual([id])
    expect(await told()).toHaveLength(before)
    await refresh()
    await count()
    await expectLedger(here)
  })

  test('leaves days alone whose hits are no longer kept', async () => {
    clock.set('2026-12-01T10:00:00Z')
    await here.owner.query('delete from links.hits')
    await recount()
    expect(await clicksIn()).toBe(6)
  })

  test('of a hundred thousand hits takes seconds, in turns of fifty thousand', async () => {
    const many = Array.from({ length: 100_000 }, (_, index): PastRequest => ({
      link_id: index % 2 ? links.anna.id : links.bruno.id, at: new Date(Date.parse('2026-02-01T00:00:00Z') + index * 24_000), ip: `10.0.${index % 200}.${index % 250}`, agent: browser,
    }))
    await record(many)
    const started = performance.now()
    await refresh()
    expect(performance.now() - started).toBeLessThan(15_000)
    const { now } = await read({ from: '2026-02-01', to: '2026-02-28' })
    expect(now.clicks + now.drops).toBe(100_000)
    expect((await here.owner.query('select 1 from links.batches')).rowCount).toBe(0)
  })
})

describe('rolling up, whatever happens in between', () => {
  /** The same numbers at every run. */
  const dice = (seed: number) => {
    let state = seed
    return (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 4_294_967_296) * limit)
    }
  }

  test.each([1, 2, 3, 4])('ends in what the ledger says (turn %i)', async (seed) => {
    const below = dice(seed)
    const some = [links.anna, links.bruno, links.offer]
    const request = (): PastRequest => {
      const { id } = some[below(3)] ?? links.anna
      const at = new Date(Date.parse('2026-03-08T20:00:00Z') + below(86 * 3_600_000))
      return below(4) === 0 ? { ...robot(id, at.toISOString()), at } : { link_id: id, at, ip: `9.9.${below(3)}.${below(40)}`, agent: browser }
    }
    const stopped = async () => {
      // killed in the middle: what was done so far is undone
      await expect(here.act(async (ctx) => {
        await rollUpPast(ctx, paris)
        throw new Error('killed')
      })).rejects.toThrow('killed')
    }
    const leaves = () => here.owner.query('update links.links set sharer_id = null where id = $1', [links.offer.id])
    const deeds = [refresh, refresh, count, stopped, () => recount({ from: '2026-03-09', to: '2026-03-11' }), leaves, () => Promise.all([refresh(), refresh(), recount()]), async () => { clock.pass(7_200_000) }]
    for (let turn = 0; turn < 30; turn += 1) {
      await Promise.all([record(Array.from({ length: below(6) }, request)), deeds[below(deeds.length)]?.()])
    }
    await refresh()
    await count()
    await expectLedger(here)
  })
})

test('a link is deleted with its organisation alone, and takes its hits along', async () => {
  await here.owner.query('delete from organisations.organisations where id = $1', [here.organisation_id])
  for (const table of ['links', 'hits', 'daily_clicks', 'daily_link_clicks']) {
    expect((await here.owner.query(`select 1 from links.${table} where organisation_id = $1`, [here.organisation_id])).rowCount).toBe(0)
  }
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Acme', 'fr', '#336699', now())`, [here.organisation_id])
})
