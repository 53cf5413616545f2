import pg from 'pg'
import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import type { Kit } from '#kit/context'
import { recordHits } from './history.ts'
import { jobs } from './jobs.ts'
import { readReplay, writeReplay } from './queries/reasons.ts'
import { dryRun, switchReason } from './reasons/actions.ts'
import { browser, paris, settableClock, world } from './world.fixture.ts'

const clock = settableClock('2031-05-03T10:00:00Z')
const here = await world({ clock: clock.now })
const logged: { level: number; msg: string; error: string }[] = []
const log = pino({}, { write: (line: string) => { logged.push(JSON.parse(line)) } })
const kept = (hits_kept_days: number): Kit => ({ ...here.kit, log, settings: { ...here.kit.settings, hits_kept_days } })
const run = async (name: string, kit: Kit = kept(180)) => { await jobs(async () => paris).find((job) => job.name === name)?.run(kit, {}) }
const keep = (kit?: Kit) => run('links.keep-days', kit)
const days = async () => (await here.owner.query<{ name: string }>(`select relname as name from pg_class where relname ~ '^hits_2031' and relkind = 'r' order by 1`)).rows.map(({ name }) => name.slice(9))
const hits = async () => (await here.owner.query<{ day: string }>('select at::date::text as day from links.hits order by at')).rows.map(({ day }) => day)
const daily = async () => (await here.owner.query<{ day: string; clicks: number }>('select day::text, clicks from links.daily_link_clicks order by day')).rows
const visit = async (...moments: string[]) => {
  const { id } = await here.link()
  await here.act((ctx) => recordHits(ctx, moments.map((at, place) => ({ link_id: id, at: new Date(at), ip: `1.1.1.${place}`, agent: browser }))))
}
/** Reads the ledger in a transaction that stays open until `end`. */
const reader = async (what: string) => {
  const client = new pg.Client(here.connections.owner)
  await client.connect()
  await client.query('begin')
  await client.query(what)
  return { end: () => client.end() }
}

beforeEach(async () => {
  clock.set('2031-05-03T10:00:00Z')
  logged.length = 0
  for (const { name } of (await here.owner.query<{ name: string }>(`select relname as name from pg_class where relname ~ '^hits_20' and relkind = 'r'`)).rows) await here.owner.query(`drop table links.${name}`)
  for (const table of ['hits', 'daily_link_clicks', 'replays', 'counted_reasons']) await here.owner.query(`delete from links.${table}`)
  await here.owner.query(`update links.ledger_since set day = '-infinity'`)
  await here.owner.query(`select links.make_days('2031-01-01', '2031-01-03')`)
})

test('the ledger has the days that it is to have, and those before them no more', async () => {
  await here.owner.query(`select links.make_days('2031-04-02', '2031-04-04')`)
  await visit('2031-01-02T12:00:00Z', '2031-04-02T12:00:00Z', '2031-04-03T00:00:00Z', '2031-05-03T09:00:00Z')
  await keep(kept(30))
  expect(await days()).toEqual(['0403', '0404', '0502', '0503', '0504', '0505', '0506'])
  expect(await hits()).toEqual(['2031-04-03', '2031-05-03'])
  // what had gone astray is in its day
  expect((await here.owner.query('select from links.hits_20310503')).rowCount).toBe(1)
  expect(logged).toEqual([])
})

test('who reads a day keeps it from being dropped, not the next ones from being made; it is said, and done once they have read', async () => {
  const { end } = await reader(`select from links.hits where at >= '2031-01-01T01:00Z' and at < '2031-01-01T02:00Z'`)
  await expect(keep(kept(121))).rejects.toThrow('lock timeout')
  expect(await days()).toEqual(['0101', '0102', '0103', '0502', '0503', '0504', '0505', '0506'])
  expect(logged).toMatchObject([{ level: 40, msg: 'days of the ledger not dropped', first: '2031-01-01', oldest: '2031-01-02', error: expect.stringContaining('lock timeout') }])
  await expect(keep(kept(120))).rejects.toThrow('lock timeout')
  expect(logged.map(({ level }) => level)).toEqual([40, 50])
  await end()
  await keep(kept(120))
  expect(await days()).toEqual(['0103', '0502', '0503', '0504', '0505', '0506'])
})

test('who reads the whole ledger holds up neither for longer than a moment, and both are done afterwards', async () => {
  const { end } = await reader('select count(*) from links.hits')
  await expect(keep(kept(121))).rejects.toThrow('lock timeout')
  await end()
  await keep(kept(121))
  expect(await days()).toEqual(['0102', '0103', '0502', '0503', '0504', '0505', '0506'])
})

test('what was dropped stays in the figures, also when hits are to be kept for longer afterwards and days are counted again', async () => {
  await visit('2031-01-02T12:00:00Z', '2031-04-10T12:00:00Z', '2031-05-03T09:00:00Z')
  await run('links.refresh-rollups')
  const before = await daily()
  expect(before.map(({ clicks }) => clicks)).toEqual([1, 1, 1])
  await keep(kept(30))
  expect(await hits()).toEqual(['2031-04-10', '2031-05-03'])
  const longer = kept(400)
  const act = <T>(work: Parameters<typeof here.act<T>>[0]) => here.act((ctx) => work({ ...ctx, kit: longer }))
  await act((ctx) => switchReason(ctx, async () => paris, 'preview_robot', true))
  expect(await here.act(readReplay)).toEqual({ next_day: '2031-05-03', oldest_day: '2031-04-04' })
  expect(await act((ctx) => dryRun(ctx, async () => true, 'preview_robot'))).toMatchObject({ days: 30, clicks: 2 })
  await here.act((ctx) => writeReplay(ctx, { next_day: '2031-05-03', oldest_day: '2031-01-01' }))
  await run('links.replay', longer)
  expect(await daily()).toEqual(before)
})
