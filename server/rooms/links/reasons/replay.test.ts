import { beforeAll, beforeEach, expect, test } from 'vitest'
import { within } from '#kit/within'
import { recordHits } from '../history.ts'
import { jobs } from '../jobs.ts'
import { readReplay, writeReplay } from '../queries/reasons.ts'
import { browser, paris, settableClock, world } from '../world.fixture.ts'
import { switchReason } from './actions.ts'

const clock = settableClock('2026-06-12T10:00:00Z')
const here = await world({ clock: clock.now })
const list = jobs(async () => paris)
const run = async (name: string) => { await list.find((job) => job.name === name)?.run(here.kit, {}) }
let link_id: string

const visit = (...moments: string[]) => here.act((ctx) => recordHits(ctx, moments.map((at, place) => ({ link_id, at: new Date(at), ip: `1.1.1.${place}`, agent: browser }))))
const days = async () => (await here.owner.query<{ day: string; clicks: number; uniques: number }>('select day::text, clicks, uniques from links.daily_link_clicks where link_id = $1 order by day', [link_id])).rows
const asked = () => here.act((ctx) => switchReason(ctx, async () => paris, 'preview_robot', true))

beforeAll(async () => {
  await here.owner.query(`select links.make_days('2025-12-01', '2026-06-23')`)
})

beforeEach(async () => {
  clock.set('2026-06-12T10:00:00Z')
  await here.act((ctx) => writeReplay(ctx, null))
  await here.owner.query('delete from links.counted_reasons')
  link_id = (await here.link()).id
})

test('a replay that goes on after retention leaves days whose hits are gone as they were', async () => {
  await visit('2025-12-16T12:00:00Z', '2025-12-16T13:00:00Z', '2025-12-30T12:00:00Z', '2026-06-12T08:00:00Z')
  await run('links.refresh-rollups')
  await asked()
  const before = await days()
  expect(before.map(({ day, clicks }) => [day, clicks])).toEqual([['2025-12-16', 2], ['2025-12-30', 1], ['2026-06-12', 1]])
  // the worker is back eight days later, and retention comes before it
  clock.set('2026-06-20T10:00:00Z')
  await run('links.keep-days')
  await run('links.replay')
  expect(await here.act(readReplay)).toBe(null)
  expect(await days()).toEqual(before.map((row) => (row.day === '2025-12-16' ? row : { ...row, uniques: 1 })))
})

test('a replay of days that have all gone ends', async () => {
  await here.act((ctx) => writeReplay(ctx, { next_day: '2025-12-10', oldest_day: '2025-12-01' }))
  await run('links.replay')
  expect(await here.act(readReplay)).toBe(null)
})

test('a day is a transaction, and clicks that come between two are added before the next', async () => {
  await visit('2026-06-10T12:00:00Z', '2026-06-11T12:00:00Z')
  await run('links.refresh-rollups')
  await here.owner.query('update links.daily_link_clicks set clicks = 9 where link_id = $1', [link_id])
  await visit('2026-06-12T09:00:00Z')
  await here.act((ctx) => writeReplay(ctx, { next_day: '2026-06-11', oldest_day: '2026-06-10' }))
  // somebody holds the rollups of the earlier day
  const reached = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const held = within(here.kit, here.organisation_id, async (ctx) => {
    await ctx.tx.selectFrom('links.daily_link_clicks').select('day').where('day', '=', '2026-06-10').forUpdate().execute()
    reached.resolve()
    await free.promise
  })
  await reached.promise
  const replayed = run('links.replay')
  await expect.poll(days, { timeout: 5_000 }).toEqual([{ day: '2026-06-10', clicks: 9, uniques: 0 }, { day: '2026-06-11', clicks: 1, uniques: 1 }, { day: '2026-06-12', clicks: 1, uniques: 0 }])
  free.resolve()
  await Promise.all([held, replayed])
  expect(await days()).toMatchObject([{ clicks: 1 }, { clicks: 1 }, { clicks: 1 }])
})
