import { mkdtempSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { systemActor } from '#kit/context'
import { newId } from '#kit/ids'
import { rememberSharer } from '../actions.ts'
import { dayKeys } from '../day-keys.ts'
import { jobs } from '../jobs.ts'
import { personalData } from '../personal-data.ts'
import { eventually, paris, settableClock, silent, world } from '../world.fixture.ts'
import { createLane } from './lane.ts'
import { createCalendar } from './today.ts'

const clock = settableClock('2026-05-04T12:00:00Z')
const here = await world({ clock: clock.now })
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
const data_dir = mkdtempSync(join(here.kit.settings.data_dir, 'node-'))
const keys = dayKeys({ ...here.kit, settings: { ...here.kit.settings, data_dir } })
const ms = (iso: string) => Date.parse(iso)
afterAll(() => lane.close())

/** A node with a clock of its own, on the data folder of both. */
const node = (iso: string) => {
  let now = ms(iso)
  const calendar = createCalendar({ lane, keys, clock: () => now, log: silent })
  afterAll(() => { calendar.close() })
  return { today: () => calendar.at(now), set: (to: string) => { now = ms(to) } }
}
const daysOf = async (table: 'salts' | 'sharer_marks') => (await here.owner.query<{ day: string }>(`select day::text from links.${table} order by day`)).rows.map(({ day }) => day)
const databaseDay = (day: string) => here.owner.query(`create or replace function links.utc_day() returns date language sql stable as $$ select '${day}'::date $$`)
const put = async (...days: string[]) => {
  for (const day of days) {
    await here.owner.query('insert into links.salts (day, salt) values ($1, $2)', [day, Buffer.alloc(32)])
    await here.owner.query(`insert into links.sharer_marks (organisation_id, member_id, day, mark) values ($1, $2, $3, '\\x00')`, [here.organisation_id, newId(), day])
  }
}

beforeEach(async () => {
  clock.set('2026-05-04T12:00:00Z')
  rmSync(join(data_dir, 'salts'), { recursive: true, force: true })
  await databaseDay('2026-05-04')
  await here.owner.query('delete from links.salts')
  await here.owner.query('delete from links.sharer_marks')
})

test('a node whose clock leaps a year takes no other’s salt, and leaves none of that year', async () => {
  const [wrong, right] = [node('2026-05-04T12:00:00Z'), node('2026-05-04T12:00:00Z')]
  const { salt } = await right.today()
  expect((await wrong.today()).salt).toEqual(salt)
  await put('2026-05-05')
  wrong.set('2027-05-04T12:00:00Z')
  const astray = await wrong.today()
  expect(astray.day).toBe('2027-05-04')
  expect(astray.salt).not.toEqual(salt)
  expect([await daysOf('salts'), readdirSync(join(data_dir, 'salts'))]).toEqual([['2026-05-04', '2026-05-05'], ['2026-05-04.key']])
  wrong.set('2026-05-04T12:00:00Z')
  expect((await wrong.today()).salt).toEqual(salt)
  expect((await node('2026-05-04T12:00:00Z').today()).salt).toEqual(salt)
})

test('a node that starts with a clock a year ahead has a salt of its own, and destroys nothing of today', async () => {
  await put('2026-05-04')
  const wrong = node('2027-05-04T12:00:00Z')
  expect(await wrong.today()).toMatchObject({ day: '2027-05-04', marks: new Map() })
  expect([await daysOf('salts'), await daysOf('sharer_marks')]).toEqual([['2026-05-04'], ['2026-05-04']])
})

test('a salt of tomorrow may be made by a clock that is ahead by less than a day, and yesterday’s stays until the database’s day is over', async () => {
  await put('2026-05-04')
  const ahead = node('2026-05-05T00:00:05Z')
  await ahead.today()
  expect(await daysOf('salts')).toEqual(['2026-05-04', '2026-05-05'])
  await databaseDay('2026-05-05')
  await node('2026-05-05T00:00:05Z').today()
  expect(await eventually(() => daysOf('salts'), ({ length }) => length === 1)).toEqual(['2026-05-05'])
})

test('what a wrong clock left for later than tomorrow is destroyed: salts, keys and marks', async () => {
  mkdirSync(join(data_dir, 'salts'), { recursive: true })
  const leave = async () => {
    await put('2026-05-03', '2026-05-05', '2026-05-06', '2027-05-04')
    writeFileSync(join(data_dir, 'salts', '2027-05-04.key'), '')
  }
  await leave()
  await node('2026-05-04T12:00:00Z').today()
  expect([await daysOf('salts'), await daysOf('sharer_marks')]).toEqual([['2026-05-04', '2026-05-05'], ['2026-05-05']])
  expect(readdirSync(join(data_dir, 'salts'))).toEqual(['2026-05-04.key'])

  await here.owner.query('delete from links.salts')
  await here.owner.query('delete from links.sharer_marks')
  await leave()
  for (const iso of ['2027-05-04T12:00:00Z', '2026-05-04T12:00:00Z']) {
    clock.set(iso)
    await jobs(async () => paris).find(({ name }) => name === 'links.destroy-salts')?.run({ ...here.kit, settings: { ...here.kit.settings, data_dir } }, {})
    await here.act((ctx) => personalData.retain(ctx))
    expect([await daysOf('salts'), await daysOf('sharer_marks')]).toEqual([['2026-05-05'], ['2026-05-05']])
  }
  expect(readdirSync(join(data_dir, 'salts'))).toEqual(['2026-05-04.key'])
})

test('a member who comes by way of a node with a wrong clock leaves no mark that lives for a year', async () => {
  clock.set('2027-05-04T12:00:00Z')
  await here.act((ctx) => rememberSharer(ctx, { ip: '203.0.113.1', agent: 'Firefox' }), { ...systemActor, member_id: newId() })
  expect([await daysOf('salts'), await daysOf('sharer_marks')]).toEqual([[], []])
})
