import pg from 'pg'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { testInstallation } from '#test/installation'
import { company } from '#test/world'
import { recordHits } from './history.ts'
import { jobs } from './jobs.ts'
import { readReplay } from './queries/reasons.ts'
import { switchReason } from './reasons/actions.ts'
import { moveDays } from './zones.ts'
import { browser, paris, settableClock, world } from './world.fixture.ts'

const clock = settableClock('2026-03-12T10:00:00Z')
const here = await world({ clock: clock.now })
let zone = paris
const list = jobs(async () => zone)
const run = async (name: string) => { await list.find((job) => job.name === name)?.run(here.kit, {}) }
const daily = async () => (await here.owner.query<{ day: string; clicks: number; uniques: number }>('select day::text, clicks, uniques from links.daily_link_clicks order by day')).rows.map(({ day, clicks, uniques }) => [day, clicks, uniques])
const visit = async (...moments: string[]) => {
  const { id } = await here.link()
  await here.act((ctx) => recordHits(ctx, moments.map((at, place) => ({ link_id: id, at: new Date(at), ip: `1.1.1.${place}`, agent: browser }))))
  await run('links.refresh-rollups')
  clock.pass(60_000)
  await run('links.count-visitors')
}
const move = async (to: string) => {
  const before = zone
  zone = to
  await here.act((ctx) => moveDays(ctx, before, to))
}

beforeEach(async () => {
  zone = paris
  clock.set('2026-03-12T10:00:00Z')
  for (const table of ['hits', 'daily_link_clicks', 'replays', 'zone_edges', 'counted_reasons', 'counted_days']) await here.owner.query(`delete from links.${table}`)
})

test('days whose hits are kept are those of the new time zone, and nothing that came to them counts twice', async () => {
  await visit('2026-03-10T16:00:00Z', '2026-03-10T18:00:00Z', '2026-03-11T08:00:00Z', '2026-03-11T20:00:00Z')
  expect(await daily()).toEqual([['2026-03-10', 2, 2], ['2026-03-11', 2, 2]])
  await move('Asia/Tokyo')
  await run('links.replay')
  expect(await daily()).toEqual([['2026-03-11', 3, 3], ['2026-03-12', 1, 1]])
  await move(paris)
  await run('links.replay')
  expect(await daily()).toEqual([['2026-03-10', 2, 2], ['2026-03-11', 2, 2]])
})

// 12 March less 180 days: the first day that is kept whole is 14 September
test.each([
  // 00:00 of the 14th is 22:00Z in Paris, 15:00Z in Tokyo: what came between is of the 13th, and stays so
  ['Asia/Tokyo', [['2025-09-13', 1, 1], ['2025-09-14', 1, 1], ['2025-09-15', 1, 1]]],
  // and 04:00Z in New York: what came before that would be of the 13th, which cannot be counted again
  ['America/New_York', [['2025-09-13', 1, 1], ['2025-09-14', 2, 2]]],
])('at the edge of what is kept, each hit counts once: %s', async (to, expected) => {
  const moments = ['2025-09-13T16:00:00Z', '2025-09-13T23:00:00Z', '2025-09-14T16:00:00Z']
  await visit(...moments)
  expect(await daily()).toEqual([['2025-09-13', 1, 1], ['2025-09-14', 2, 2]])
  await move(to)
  await run('links.replay')
  expect(await daily()).toEqual(expected)
  // nor do they when days are counted again for another reason the same day
  await here.act((ctx) => switchReason(ctx, async () => zone, 'preview_robot', true))
  await run('links.replay')
  expect(await daily()).toEqual(expected)
})

test('a worker that comes days later, after retention, counts each hit once all the same', async () => {
  await visit('2025-09-15T16:00:00Z', '2025-09-16T23:00:00Z', '2025-09-17T16:00:00Z')
  await move('Asia/Tokyo')
  await here.act((ctx) => switchReason(ctx, async () => zone, 'preview_robot', true))
  // the first day that is kept whole is 17 September by then: what is of it in Tokyo alone was counted on the 16th, or 17th, of Paris
  clock.set('2026-03-15T10:00:00Z')
  await run('links.replay')
  expect(await here.act(readReplay)).toBe(null)
  expect(await daily()).toEqual([['2025-09-15', 1, 1], ['2025-09-17', 1, 1], ['2025-09-18', 1, 1]])
})

test('a change of the organisation’s time zone has its days counted again', async () => {
  const installation = await testInstallation()
  const { organisation_id, admin } = await company(installation, 'moved.test')
  const owner = new pg.Client(installation.connections.owner)
  await owner.connect()
  onTestFinished(() => owner.end())
  const edges = async () => (await owner.query<{ time_zone: string }>('select time_zone from links.zone_edges where organisation_id = $1', [organisation_id])).rows
  const { rows: [before] } = await owner.query<{ time_zone: string }>('select time_zone from organisations.organisations where id = $1', [organisation_id])
  expect((await admin.call('PATCH', '/organisation', { name: 'Une autre' })).status).toBe(200)
  expect((await admin.call('PATCH', '/organisation', { time_zone: 'Asia/Tokyo' })).status).toBe(200)
  await expect.poll(edges, { timeout: 15_000 }).toEqual([before])
  expect((await owner.query(`select from jobs.job where name = 'kit.deliver-event' and data->'event'->>'name' = 'organisations.time_zone_changed'`)).rowCount).toBe(1)
})
