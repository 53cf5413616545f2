import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Ctx } from '#kit/context'
import { within } from '#kit/within'
import { newId } from '#kit/ids'
import { createLink } from '../actions.ts'
import { recordHits } from '../history.ts'
import { jobs } from '../jobs.ts'
import { expectLedger, kept } from '../ledger.fixture.ts'
import { switchReason } from '../reasons/actions.ts'
import { refreshAll } from '../rollups.ts'
import { dropReasons } from '../rules.ts'
import { browser, paris, settableClock, world } from '../world.fixture.ts'
import { correct, type Correction } from './actions.ts'
import { readNetwork, readProgram, united } from './asked.ts'

const clock = settableClock('2026-11-05T10:00:00Z')
const here = await world({ clock: clock.now })
const timeZone = async () => paris
const other = newId()
const acme = 'AcmeFetch/1.0 (research; like a person)'
const listed = '203.0.113'

const asked = (more: Partial<Correction> & { networks?: string[]; agents?: string[] } = {}): Correction => ({
  blocks: (more.networks ?? []).map((network) => {
    const blocks = readNetwork(network)
    if (typeof blocks === 'string') throw new Error(blocks)
    return blocks
  }),
  programs: (more.agents ?? []).map((agent) => readProgram(agent) ?? 0),
  from: '2026-11-01', to: '2026-11-05', dry_run: false, ...more,
})
const run = (correction: Correction, ids: readonly string[] = [here.organisation_id]) => correct(here.kit, ids, timeZone, correction)
const dry = (correction: Correction) => run({ ...correction, dry_run: true })

let links: { id: string }[]
const visit = (link: number, at: string, ip: string, agent = browser) => ({ link_id: links[link]?.id ?? '', at: new Date(at), ip, agent })
const record = (...visits: ReturnType<typeof visit>[]) => here.act((ctx) => recordHits(ctx, visits))
const reasons = async () => (await here.owner.query<{ day: string; reason: number | null; hits: number }>(`
  select (at at time zone 'UTC')::date::text as day, reason, count(*)::integer as hits from links.hits where organisation_id = $1 group by 1, 2 order by 1, 2 nulls first`, [here.organisation_id])).rows.map(({ day, reason, hits }) => [day, reason, hits])
const whole = async () => [...await kept(here)]
const clicks = async () => (await here.owner.query<{ day: string; clicks: number; uniques: number }>('select day::text, sum(clicks)::integer as clicks, sum(uniques)::integer as uniques from links.daily_link_clicks where organisation_id = $1 group by day order by day', [here.organisation_id])).rows.map((row) => [row.day, row.clicks, row.uniques])

beforeAll(async () => {
  await here.owner.query(`select links.make_days('2026-10-28', '2026-11-08')`)
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Other', 'fr', '#336699', now())`, [other])
})

/** A link of the other organisation. */
const theirLink = (and: (ctx: Ctx, link_id: string) => Promise<unknown>) => within(here.kit, other, async (ctx) => {
  const made = await createLink(ctx, { target: 'https://example.org/', share_id: newId(), programme_id: newId(), content_id: newId(), theme_id: null, network: 'x', sharer_id: newId(), tribe: 'employees', group_ids: [], preview: { title: 'A', description: '', image: null, image_alt: null, image_size: null, site_name: 'Other', language: 'fr' } })
  await and(ctx, made.id)
  return made
})
/** What the worker does. */
const addUp = async () => {
  await refreshAll(here.kit, timeZone)
  await jobs(timeZone).find(({ name }) => name === 'links.count-visitors')?.run(here.kit, {})
}

beforeEach(async () => {
  clock.set('2026-11-05T10:00:00Z')
  for (const table of ['hits', 'batches', 'links', 'counted_reasons', 'replays', 'daily_link_clicks', 'daily_clicks', 'daily_totals', 'daily_drops', 'daily_drop_totals', 'daily_reason_links', 'changed_days', 'counted_days']) await here.owner.query(`delete from links.${table}`)
  await here.owner.query('delete from organisations.audit_entries')
  links = [await here.link(), await here.link()]
  // two days and two links; the first of November 3 is already November 4 in Paris
  await record(
    visit(0, '2026-11-03T10:00:00Z', `${listed}.1`), visit(0, '2026-11-03T10:01:00Z', `${listed}.200`), visit(1, '2026-11-03T23:30:00Z', `${listed}.1`),
    visit(0, '2026-11-04T10:00:00Z', `${listed}.1`), visit(0, '2026-11-03T11:00:00Z', '198.51.100.1'), visit(1, '2026-11-04T11:00:00Z', '198.51.100.1'),
    visit(1, '2026-11-04T12:00:00Z', '192.0.2.1', acme), visit(1, '2026-11-04T12:01:00Z', '192.0.2.2', 'curl/8'),
  )
  await addUp()
})

describe('a network that is listed later', () => {
  test('is left out of earlier days, as the dry run said, and others stay', async () => {
    const before = await whole()
    const said = await dry(asked({ networks: [`${listed}.0/24`] }))
    expect(await whole()).toEqual(before)
    expect(said).toEqual({ hits: 4, links: 2, organisations: 1, days: ['2026-11-03', '2026-11-04'], looked_at: 7, unknown: 0, by_chance: expect.closeTo(7 / 65_535, 6) })
    expect(await run(asked({ networks: [`${listed}.0/24`] }))).toEqual(said)
    expect(await reasons()).toEqual([['2026-11-03', null, 1], ['2026-11-03', 30, 3], ['2026-11-04', null, 2], ['2026-11-04', dropReasons.robot, 1], ['2026-11-04', 30, 1]])
    await expectLedger(here)
    // by the organisation's days
    expect(await clicks()).toEqual([['2026-11-03', 1, 1], ['2026-11-04', 2, 2]])
  })

  test('twice comes to the same', async () => {
    await run(asked({ networks: [`${listed}.0/24`] }))
    const after = await whole()
    expect(await run(asked({ networks: [`${listed}.0/24`] }))).toMatchObject({ hits: 0, links: 0, organisations: 0, days: [], looked_at: 3 })
    expect(await whole()).toEqual(after)
  })

  test('is told from its neighbours by larger networks too, of IPv6 as well', async () => {
    await record(visit(0, '2026-11-03T12:00:00Z', '2001:db8:1:2::3'), visit(0, '2026-11-03T12:00:01Z', '2001:db8:ff00::1'))
    clock.pass(60_000)
    await addUp()
    expect(await dry(asked({ networks: ['203.0.0.0/16'] }))).toMatchObject({ hits: 4, by_chance: expect.closeTo(9 * 256 / 65_535, 6) })
    expect(await run(asked({ networks: ['2001:db8::/40'] }))).toMatchObject({ hits: 1, links: 1, days: ['2026-11-03'] })
    await expectLedger(here)
  })

  test('holds for the days that were asked for', async () => {
    expect(await run(asked({ networks: [`${listed}.0/24`], from: '2026-11-04' }))).toMatchObject({ hits: 1, days: ['2026-11-04'] })
    expect(await run(asked({ networks: [`${listed}.0/24`], from: '2026-11-01', to: '2026-11-02' }))).toMatchObject({ hits: 0, looked_at: 0 })
    await expectLedger(here)
  })

  test('is left out of what waits for the rollups too', async () => {
    await record(visit(0, '2026-11-05T09:00:00Z', `${listed}.9`))
    expect(await run(asked({ networks: [`${listed}.0/24`] }))).toMatchObject({ hits: 5, days: ['2026-11-03', '2026-11-04', '2026-11-05'] })
    clock.pass(60_000)
    await addUp()
    await expectLedger(here)
  })

  test('a day that fails is as it was, those before it are done, and it goes on from there', async () => {
    const before = await clicks()
    await here.owner.query(`create function links.refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$`)
    await here.owner.query(`create trigger refuse before delete on links.daily_totals for each row when (old.day = '2026-11-05') execute function links.refuse()`)
    await record(visit(0, '2026-11-05T09:00:00Z', `${listed}.9`), visit(1, '2026-11-05T09:00:00Z', '198.51.100.4'))
    clock.pass(60_000)
    await addUp()
    await expect(run(asked({ networks: [`${listed}.0/24`] }))).rejects.toThrow('days not corrected: 1 of 1 organisations')
    expect((await clicks()).map(([day, count]) => [day, count])).toEqual([['2026-11-03', 1], ['2026-11-04', 2], ['2026-11-05', 2]])
    expect((await reasons()).filter(([day]) => day === '2026-11-05')).toEqual([['2026-11-05', null, 2]])
    await here.owner.query('drop trigger refuse on links.daily_totals')
    await here.owner.query('drop function links.refuse()')
    expect(await run(asked({ networks: [`${listed}.0/24`] }))).toMatchObject({ hits: 1, days: ['2026-11-05'] })
    await expectLedger(here)
    expect(before).not.toEqual(await clicks())
  })

  test('days whose hits are no longer kept whole stay as they are', async () => {
    clock.set('2027-05-02T10:00:00Z')
    const before = await whole()
    // the third of November has begun in Paris before the first hit that is kept
    expect(await run(asked({ networks: [`${listed}.0/24`], to: '2027-05-02' }))).toMatchObject({ hits: 2, days: ['2026-11-03', '2026-11-04'], looked_at: 4 })
    const days = (rows: [string, object[]][]) => JSON.stringify(rows.map(([table, list]) => [table, list.filter((row) => JSON.stringify(row).includes('2026-11-03'))]))
    expect(days(await whole())).toBe(days(before))
  })
})

describe('a program that is known later', () => {
  test('is left out by its name, whatever its version says', async () => {
    const correction = asked({ agents: ['Mozilla/5.0 (compatible; AcmeFetch/2.0; +https://acme.example)'] })
    const said = await dry(correction)
    expect(said).toMatchObject({ hits: 1, links: 1, days: ['2026-11-04'], by_chance: expect.closeTo(1 / 65_535, 7) })
    expect(await run(correction)).toEqual(said)
    expect((await reasons()).filter(([, reason]) => reason === 31)).toEqual([['2026-11-04', 31, 1]])
    await expectLedger(here)
  })

  test('a network that is asked for with it comes first', async () => {
    await run(asked({ networks: ['192.0.2.0/24'], agents: ['AcmeFetch/1.0'] }))
    expect((await reasons()).filter(([, reason]) => reason === 30 || reason === 31)).toEqual([['2026-11-04', 30, 1]])
  })

  test('what is a browser’s is nobody’s name', () => {
    expect(readProgram(browser)).toBe(null)
    expect(readProgram('')).toBe(null)
    expect(readProgram('AcmeFetch/1')).not.toBe(null)
  })
})

test('the switch takes it back to the last figure, and a recount leaves it as it is', async () => {
  const before = await clicks()
  await run(asked({ networks: [`${listed}.0/24`] }))
  expect(await clicks()).not.toEqual(before)
  await here.act((ctx) => switchReason(ctx, timeZone, 'network_listed_later', true))
  await jobs(timeZone).find(({ name }) => name === 'links.replay')?.run(here.kit, {})
  expect(await clicks()).toEqual(before)
})

test('a share that was confirmed by such a click stays confirmed', async () => {
  const first = async () => (await here.owner.query<{ at: Date | null }>('select first_click_at as at from links.links where id = $1', [links[0]?.id])).rows[0]?.at
  const before = await first()
  expect(before).toEqual(new Date('2026-11-03T10:00:00Z'))
  await run(asked({ networks: [`${listed}.0/24`] }))
  expect(await first()).toEqual(before)
})

test('hits from before there were marks are told, and left as they are', async () => {
  await here.owner.query('update links.hits set origin = null')
  expect(await run(asked({ networks: [`${listed}.0/24`], agents: ['AcmeFetch/1'] }))).toMatchObject({ hits: 0, looked_at: 7, unknown: 7, by_chance: 0 })
  expect((await reasons()).every(([, reason]) => reason === null || reason === dropReasons.robot)).toBe(true)
})

test('each organisation has it in its audit log, once a reason and without counts', async () => {
  await run(asked({ networks: [`${listed}.0/24`] }))
  await dry(asked({ agents: ['AcmeFetch/1'] }))
  const { rows } = await here.owner.query<{ organisation_id: string; details: unknown }>(`select organisation_id, details from organisations.audit_entries where action = 'link_hits.left_out' order by id`)
  expect(rows).toEqual([{ organisation_id: here.organisation_id, details: { reason: 'network_listed_later', days: ['2026-11-03', '2026-11-05'] } }])
})

test('hits that come meanwhile are added between two days, and wait for no end', async () => {
  await record(visit(1, '2026-11-05T09:00:00Z', '198.51.100.4'))
  await run(asked({ networks: [`${listed}.0/24`], to: '2026-11-04' }))
  expect((await clicks()).at(-1)).toEqual(['2026-11-05', 1, 0])
})

test('one organisation that fails keeps no other from being corrected', async () => {
  const failing = async (ctx: { organisation_id: string }) => {
    if (ctx.organisation_id === other) throw new Error('out of order')
    return paris
  }
  await here.owner.query(`insert into links.batches (organisation_id, first_at, last_at, hits) values ($1, '2026-11-03T10:00:00Z', '2026-11-03T10:00:00Z', 1)`, [other])
  await theirLink(async () => undefined)
  await expect(correct(here.kit, [other, here.organisation_id], failing, asked({ networks: [`${listed}.0/24`] }))).rejects.toThrow('days not corrected: 1 of 2 organisations')
  expect((await reasons()).filter(([, reason]) => reason === 30)).toEqual([['2026-11-03', 30, 3], ['2026-11-04', 30, 1]])
})

test('networks that lie within others are looked for once', () => {
  const blocks = (...texts: string[]) => united(texts.flatMap((text) => { const read = readNetwork(text); return typeof read === 'string' ? [] : [read] }))
  expect(blocks('203.0.113.0/24', '203.0.0.0/16', '203.0.113.0/24')).toEqual(blocks('203.0.0.0/16'))
  expect(blocks('203.0.113.0/24', '203.0.112.0/24')).toEqual(blocks('203.0.112.0/23'))
  expect(blocks('203.0.113.0/24', '203.0.115.0/24')).toHaveLength(2)
})

test('one organisation’s correction touches no other’s hits', async () => {
  const link = await theirLink((ctx, link_id) => recordHits(ctx, [{ link_id, at: new Date('2026-11-03T10:00:00Z'), ip: `${listed}.1`, agent: browser }]))
  await addUp()
  const theirs = async () => (await here.owner.query<{ reason: number | null }>('select h.reason from links.hits h join links.links l on l.number = h.link where l.id = $1', [link.id])).rows
  expect(await run(asked({ networks: [`${listed}.0/24`] }))).toMatchObject({ hits: 4, organisations: 1 })
  expect(await theirs()).toEqual([{ reason: null }])
  expect(await run(asked({ networks: [`${listed}.0/24`] }), [here.organisation_id, other])).toMatchObject({ hits: 1, links: 1, organisations: 1, days: ['2026-11-03'] })
  expect(await theirs()).toEqual([{ reason: 30 }])
  await expectLedger(here)
})

test('a day of more links and origins than are held at a time is gone through whole', async () => {
  await here.owner.query(`insert into links.hits (organisation_id, at, batch, link, visitor, reason, origin)
    select $1, '2026-11-03T12:00:00Z', 0, n.number, i, null, 1 + i from generate_series(1, 45000) i, (select min(number) as number from links.links where organisation_id = $1) n`, [here.organisation_id])
  const said = await dry(asked({ networks: ['203.0.0.0/16'] }))
  expect(said).toMatchObject({ looked_at: 45_007 })
  // each of the marks 2 to 45,001 is there once: the 256 of the network are found but for those above
  expect(said.hits).toBeGreaterThan(100)
  expect(await run(asked({ networks: ['203.0.0.0/16'] }))).toEqual(said)
  await expectLedger(here)
})
