import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { migrate } from '#kit/migrate'
import { isSmall } from '#room/people'
import { rolePrefix, testKey } from '#test/cluster'
import { recordHits, type PastRequest } from '../history.ts'
import { countDrops, readClicks } from '../queries/clicks.ts'
import { readCountedReasons, readReplay } from '../queries/reasons.ts'
import { rollUp } from '../roll-up.fixture.ts'
import { refreshAll } from '../rollups.ts'
import { dropReasonNames, dropReasonOf } from '../rules.ts'
import { browser, paris, settableClock, world, type World } from '../world.fixture.ts'
import { dryRun, replayAll, shownReasons, switchReason } from './actions.ts'

const clock = settableClock('2026-03-10T09:00:00Z')
const period = { from: '2026-02-01', since: '2026-02-01', to: '2026-03-31' }
const firstClick = z.looseObject({ link_id: z.string() })
const confirmed: string[] = []
let here: World
let link_id: string
let seen_by_robots: string

const human = (at: string, ip: string, more: Partial<PastRequest> = {}): PastRequest => ({ link_id, at: new Date(at), ip, agent: browser, accept_language: 'fr', ...more })
const robot = (at: string, more: Partial<PastRequest> = {}): PastRequest => human(at, '192.0.2.1', { agent: 'Twitterbot/1.0', ...more })
const record = async (...requests: PastRequest[]) => {
  await here.act((ctx) => recordHits(ctx, requests))
  await refreshAll(here.kit, async () => paris)
}
const clicks = async () => (await here.act((ctx) => readClicks(ctx, period))).now
const change = (reason: 'preview_robot' | 'repeat', counts: boolean) => here.act((ctx) => switchReason(ctx, async () => paris, reason, counts))
const replay = () => replayAll(here.kit, async () => paris)
/** Every rollup, row by row. */
const rollups = async () => here.act(async ({ tx }) => Object.fromEntries(await Promise.all(['daily_link_clicks', 'daily_clicks', 'daily_totals', 'daily_drops', 'daily_drop_totals'].map(async (table) =>
  [table, (await sql<{ row: string }>`select t::text as row from ${sql.table(`links.${table}`)} t order by 1`.execute(tx)).rows.map(({ row }) => row)] as const))))
const countedOf = async (reason: string) => (await here.act((ctx) => shownReasons(ctx, isSmall, async () => paris))).items.find((one) => one.reason === reason)

beforeAll(async () => {
  here = await world({ clock: clock.now, subscriptions: [{ event: 'links.first_click', hearer: 'test.hear', hear: async (_, event) => { confirmed.push(firstClick.parse(event).link_id) } }] })
  link_id = (await here.link()).id
  seen_by_robots = (await here.link()).id
  await here.owner.query(`select links.make_days('2026-01-01', '2026-03-14')`)
  await record(
    human('2026-02-11T10:00:00Z', '198.51.100.1'), robot('2026-02-11T10:00:01Z'), robot('2026-02-11T11:00:00Z', { link_id: seen_by_robots }),
    human('2026-03-09T10:00:00Z', '198.51.100.2'), human('2026-03-09T10:00:02Z', '198.51.100.2'), human('2026-03-09T11:00:00Z', '198.51.100.3'), robot('2026-03-09T12:00:00Z'),
  )
  await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, from: period.from, to: '2026-03-10' })
})

test('what each reason left out of late is told, and what counting it would change is before it is done', async () => {
  expect(await clicks()).toMatchObject({ clicks: 3, drops: 4 })
  const { days, items, replay: waiting } = await here.act((ctx) => shownReasons(ctx, isSmall, async () => paris))
  expect([days, waiting, items.map(({ reason }) => reason)]).toEqual([30, null, dropReasonNames])
  expect(await countedOf('preview_robot')).toEqual({ reason: 'preview_robot', counts: false, fixed: false, hits: 3 })
  expect(await countedOf('removed')).toEqual({ reason: 'removed', counts: false, fixed: true, hits: 0 })
  expect(await here.act((ctx) => dryRun(ctx, isSmall, 'preview_robot'))).toEqual({ days: 180, threshold: 5, clicks: 3, clicks_after: 6, links: 2 })
  expect(await here.act((ctx) => dryRun(ctx, isSmall, 'prefetch'))).toEqual({ days: 180, threshold: 5, clicks: 3, clicks_after: 3, links: 0 })
  expect(await clicks()).toMatchObject({ clicks: 3, drops: 4 })
})

test('counted, it counts at once what comes, and day by day what came, as the dry run said', async () => {
  const before = await rollups()
  await change('preview_robot', true)
  expect(await here.act(readReplay)).toEqual({ next_day: '2026-03-10', oldest_day: '2025-09-12' })
  await record(robot('2026-03-10T08:00:00Z'))
  expect(await clicks()).toMatchObject({ clicks: 4, drops: 4 })
  await replay()
  expect(await here.act(readReplay)).toBe(null)
  expect(await clicks()).toMatchObject({ clicks: 7, drops: 1 })
  expect(await here.act((ctx) => countDrops(ctx, period))).toEqual([{ reason: 'repeat', hits: 1 }])
  expect(await countedOf('preview_robot')).toMatchObject({ counts: true, hits: 4 })
  expect(await here.act((ctx) => dryRun(ctx, isSmall, 'preview_robot'))).toEqual({ days: 180, threshold: 5, clicks: 7, clicks_after: 3, links: 2 })
  const counted = await rollups()
  await replay()
  expect(await rollups()).toEqual(counted)
  // and left out again, every figure is what it was but for the robot that came meanwhile
  await change('preview_robot', false)
  await replay()
  expect(await clicks()).toMatchObject({ clicks: 3, drops: 5 })
  const after = await rollups()
  const days = (rows: readonly string[] = []) => rows.filter((row) => !row.includes('2026-03-10'))
  for (const table of Object.keys(before)) expect(days(after[table])).toEqual(before[table])
})

test('no switch confirms a share: only what the pipeline took for somebody does', async () => {
  await change('preview_robot', true)
  await replay()
  const { rows } = await here.owner.query<{ id: string; first_click_at: Date | null }>('select id, first_click_at from links.links')
  expect(rows.find(({ id }) => id === seen_by_robots)?.first_click_at).toBe(null)
  expect(rows.find(({ id }) => id === link_id)?.first_click_at).toEqual(new Date('2026-02-11T10:00:00Z'))
  expect(confirmed).not.toContain(seen_by_robots)
  await change('preview_robot', false)
  await replay()
})

test('a visitor that a switch counts is told apart where it can be', async () => {
  await change('repeat', true)
  await replay()
  const { rows } = await here.owner.query('select clicks, uniques from links.daily_link_clicks where link_id = $1 and day = $2', [link_id, '2026-03-09'])
  // a second visit of the same person
  expect(rows).toEqual([{ clicks: 3, uniques: 2 }])
  await change('repeat', false)
  await replay()
})

test('what fewer than five members’ links came to is not told where there are five', async () => {
  await here.owner.query('insert into people.numbers_given (organisation_id, last, present) values ($1, 6, 6) on conflict (organisation_id) do update set last = 6, present = 6', [here.organisation_id])
  expect((await here.act((ctx) => shownReasons(ctx, isSmall, async () => paris))).items.filter(({ hits }) => hits !== null)).toEqual([])
  expect(await here.act((ctx) => dryRun(ctx, isSmall, 'preview_robot'))).toEqual({ days: 180, threshold: 5, clicks: null, clicks_after: null, links: null })
  const links = await Promise.all(Array.from({ length: 4 }, () => here.link()))
  await record(...links.map(({ id }, place) => human('2026-03-10T07:00:00Z', `198.51.100.${10 + place}`, { link_id: id })))
  const dry = () => here.act((ctx) => dryRun(ctx, isSmall, 'preview_robot'))
  expect(await dry()).toEqual({ days: 180, threshold: 5, clicks: 7, clicks_after: null, links: null })
  await record(...links.slice(0, 3).map(({ id }) => robot('2026-03-10T07:10:00Z', { link_id: id })))
  // a double click of one person is left out too: with all others told, it would be
  expect(await dry()).toEqual({ days: 180, threshold: 5, clicks: 7, clicks_after: null, links: null })
  expect((await countedOf('preview_robot'))?.hits).toBe(null)
  const all = [link_id, seen_by_robots, ...links.map(({ id }) => id)]
  await record(...all.map((id) => human('2026-03-10T07:20:00Z', '192.0.2.9', { link_id: id, method: 'HEAD' })))
  expect(await dry()).toEqual({ days: 180, threshold: 5, clicks: 7, clicks_after: 14, links: 5 })
  expect(await here.act((ctx) => dryRun(ctx, isSmall, 'head'))).toEqual({ days: 180, threshold: 5, clicks: 7, clicks_after: null, links: null })
  expect([(await countedOf('preview_robot'))?.hits, (await countedOf('head'))?.hits]).toEqual([7, null])
})

test('a switch that changes nothing counts nothing again, and each that does is in the audit log', async () => {
  await change('repeat', false)
  expect(await here.act(readReplay)).toBe(null)
  const { rows } = await here.owner.query<{ action: string }>(`select action from organisations.audit_entries where action like 'link_reason.%' order by id`)
  expect(rows.map(({ action }) => action)).toEqual(['link_reason.counted', 'link_reason.left_out', 'link_reason.counted', 'link_reason.left_out', 'link_reason.counted', 'link_reason.left_out'])
})

test('visits that could not be stored are told where one looks for what is left out', async () => {
  const told = async () => (await here.act((ctx) => shownReasons(ctx, isSmall, async () => paris))).lost
  expect(await told()).toBe(0)
  const { owner } = here
  await owner.query(`insert into links.losses (day, requests) values (($1::timestamptz at time zone 'UTC')::date, 7), (($1::timestamptz at time zone 'UTC')::date - 60, 100)`, [clock.now()])
  expect(await told()).toBe(7)
  await owner.query('delete from links.losses')
})

test('who counted what rules had in common goes on counting it when Portevoix is upgraded, and nothing else', async () => {
  const { owner, organisation_id } = here
  const upgraded = async (...counted: number[]) => {
    await owner.query('delete from links.counted_reasons')
    for (const reason of counted) await owner.query('insert into links.counted_reasons (organisation_id, reason, since) values ($1, $2, now())', [organisation_id, reason])
    await owner.query(`delete from public.migrations where name = '251_links_reasons_apart.sql'`)
    expect(await migrate(here.connections.owner, { role_prefix: rolePrefix, key: testKey })).toEqual(['251_links_reasons_apart.sql'])
    return (await here.act(readCountedReasons)).map(dropReasonOf).sort()
  }
  expect(await upgraded(9)).toEqual(['burst', 'crowd', 'repeat', 'swarm'])
  expect(await upgraded(2, 3)).toEqual(['not_opened', 'prefetch', 'preview_robot'])
  expect(await upgraded(4, 6, 20)).toEqual(['contact', 'headless', 'mail_scanner', 'no_language', 'probe', 'robot', 'tool'])
  expect(await upgraded(1, 3, 5, 7, 8, 11, 12, 13)).toHaveLength(8)
  await owner.query('delete from links.counted_reasons')
})
