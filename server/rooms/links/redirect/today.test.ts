import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { systemActor } from '#kit/context'
import { newId } from '#kit/ids'
import { rememberSharer } from '../actions.ts'
import { dayKeys } from '../day-keys.ts'
import { personalData } from '../personal-data.ts'
import { destroyOver, runBy, saltOf } from '../queries/salts.ts'
import { eventually, settableClock, silent, world } from '../world.fixture.ts'
import { createLane } from './lane.ts'
import { createCalendar, type Calendar } from './today.ts'

const clock = settableClock('2026-05-04T12:00:00Z')
const here = await world({ clock: clock.now })
const folder = join(here.kit.settings.data_dir, 'salts')
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
const ms = (iso: string) => Date.parse(iso)
const open: Calendar[] = []
const calendar = (of = lane, log = silent) => {
  const made = createCalendar({ lane: of, keys: dayKeys(here.kit), clock: () => clock.now().getTime(), log })
  open.push(made)
  return made
}
const salts = async () => (await here.owner.query<{ day: string }>('select day::text from links.salts order by day')).rows.map(({ day }) => day)
const members = async () => (await here.owner.query<{ member_id: string }>('select member_id from links.sharer_marks order by day')).rows.map(({ member_id }) => member_id)
const seen = (member_id: string) => here.act((ctx) => rememberSharer(ctx, { ip: '203.0.113.1', agent: 'Firefox' }), { ...systemActor, member_id })

beforeEach(async () => {
  clock.set('2026-05-04T12:00:00Z')
  await here.owner.query('delete from links.salts')
  await here.owner.query('delete from links.sharer_marks')
  rmSync(folder, { recursive: true, force: true })
})
afterAll(() => lane.close())
afterEach(() => { open.splice(0).forEach((one) => { one.close() }) })

test('a day is read once, and is at hand from its first to its last moment', async () => {
  const days = calendar()
  const [asked, again] = [days.at(ms('2026-05-04T12:00:00Z')), days.at(ms('2026-05-04T12:00:01Z'))]
  const one = await asked
  expect(await again).toBe(one)
  expect(one).toEqual({ day: '2026-05-04', salt: expect.any(Buffer), marks: new Map() })
  for (const moment of ['00:00:00.000', '12:00:00.000', '23:59:59.999']) expect(days.at(ms(`2026-05-04T${moment}Z`))).toBe(one)
  const next = days.at(ms('2026-05-05T00:00:00.000Z'))
  expect(next).toBeInstanceOf(Promise)
  expect(await next).toMatchObject({ day: '2026-05-05' })
  expect((await next).salt).not.toEqual(one.salt)
  expect(await days.at(ms('2026-05-04T23:59:59.999Z'))).toMatchObject({ day: '2026-05-04' })
})

test('a first connection that takes its time is waited for, and nobody is warned of it', async () => {
  const told: string[] = []
  const slow = createLane({ connection: here.connections.links, name: 'slow', log: silent, prepare: () => sleep(900) })
  onTestFinished(() => slow.close())
  const days = calendar(slow, pino({ level: 'warn' }, { write: (line: string) => { told.push(line) } }))
  expect(await eventually(salts, ({ length }) => length > 0, 8_000)).toEqual(['2026-05-04'])
  expect((await days.at(ms('2026-05-04T12:00:00Z'))).salt).toEqual((await calendar().at(ms('2026-05-04T12:00:00Z'))).salt)
  expect(told).toEqual([])
})

test('who comes before the first connection is there waits for half a second, and it is told that the salt is of this process alone', async () => {
  const told: string[] = []
  const slow = createLane({ connection: here.connections.links, name: 'slow', log: silent, prepare: () => sleep(2_000) })
  onTestFinished(() => slow.close())
  const days = calendar(slow, pino({ level: 'warn' }, { write: (line: string) => { told.push(line) } }))
  const own = (await days.at(ms('2026-05-04T12:00:00Z'))).salt
  expect([slow.up, told.length]).toEqual([false, 1])
  expect(told[0]).toContain('without the salt of the day')
  const read = await eventually(async () => (await days.at(ms('2026-05-04T12:00:00Z'))).salt, (salt) => !salt.equals(own), 8_000)
  expect(read).toEqual((await calendar().at(ms('2026-05-04T12:00:00Z'))).salt)
})

test('a day that begins is the last that anything is kept of', async () => {
  await calendar().at(ms('2026-05-04T12:00:00Z'))
  await seen(newId())
  clock.set('2026-05-05T00:00:00Z')
  const today = newId()
  await seen(today)
  expect([await salts(), (await members()).length, readdirSync(folder).length]).toEqual([['2026-05-04', '2026-05-05'], 2, 2])
  await calendar().at(ms('2026-05-05T00:00:00Z'))
  expect([await salts(), await members(), readdirSync(folder)]).toEqual([['2026-05-05'], [today], ['2026-05-05.key']])
})

test('the worker destroys the salts of days that are over, and those alone', async () => {
  for (const day of ['2026-05-03', '2026-05-04', '2026-05-05']) await here.owner.query('insert into links.salts (day, salt) values ($1, $2)', [day, Buffer.alloc(32)])
  await destroyOver(runBy(here.kit.db), dayKeys(here.kit), '2026-05-04', ['salts'])
  expect(await salts()).toEqual(['2026-05-04', '2026-05-05'])
})

test('a salt that is gone as soon as it was made is none', async () => {
  expect(await saltOf(async () => [], dayKeys(here.kit), '2026-05-04')).toBeNull()
})

test('a sharer who comes again and again has one mark, and none of a day that is over', async () => {
  const [member_id, other] = [newId(), newId()]
  await seen(member_id)
  await seen(member_id)
  clock.set('2026-05-05T00:00:00Z')
  await seen(other)
  expect(await members()).toEqual([member_id, other])
  await here.act((ctx) => personalData.retain(ctx))
  expect(await members()).toEqual([other])
})

test('the salt of a day is made six hours before it, and used at once as it begins, whatever the database does', async () => {
  clock.set('2026-05-04T18:00:00Z')
  await calendar().at(ms('2026-05-04T18:00:00Z'))
  await new Promise((resolve) => { setTimeout(resolve, 200) })
  expect(await salts()).toEqual(['2026-05-04'])

  clock.set('2026-05-04T18:00:00.001Z')
  const own = createLane({ connection: here.connections.links, name: 'away', log: silent })
  const days = calendar(own)
  expect(await eventually(salts, ({ length }) => length === 2)).toEqual(['2026-05-04', '2026-05-05'])
  await days.at(ms('2026-05-04T18:00:00.001Z'))
  await eventually(async () => existsSync(join(folder, '2026-05-05.key')), Boolean)
  await new Promise((resolve) => { setTimeout(resolve, 20) })
  await own.close()
  const tomorrow = days.at(ms('2026-05-05T00:00:00Z'))
  expect(tomorrow).not.toBeInstanceOf(Promise)
  expect(tomorrow).toMatchObject({ day: '2026-05-05', marks: new Map() })
  expect((await tomorrow).salt).toEqual((await calendar().at(ms('2026-05-05T00:00:00Z'))).salt)
})

test('a day that was made before is read again as it begins: marks of its first moments, salts of before', async () => {
  clock.set('2026-05-04T23:00:00Z')
  const days = calendar()
  await eventually(salts, ({ length }) => length === 2)
  await days.at(ms('2026-05-04T23:00:00Z'))
  await new Promise((resolve) => { setTimeout(resolve, 50) })
  clock.set('2026-05-05T00:00:00Z')
  const member_id = newId()
  await seen(member_id)
  const begun = days.at(ms('2026-05-05T00:00:00Z'))
  const other = newId()
  days.heard(`2026-05-05 ${other} aa`)
  expect([...(await begun).marks.keys()]).toEqual([other])
  const known = await eventually(async () => (await days.at(ms('2026-05-05T00:00:01Z'))).marks, ({ size }) => size > 1)
  expect(new Set(known.keys())).toEqual(new Set([member_id, other]))
  expect(await eventually(salts, ({ length }) => length === 1)).toEqual(['2026-05-05'])
})

test('sharers are known by all their marks of the day: those of the database, and those that are heard of', async () => {
  const [member_id, other] = [newId(), newId()]
  await seen(member_id)
  const days = calendar()
  // while it is read
  days.heard(`2026-05-04 ${other} aa`)
  days.heard(`2026-05-05 ${other} bb`)
  const { marks } = await days.at(ms('2026-05-04T12:00:00Z'))
  expect(marks).toEqual(new Map([[member_id, new Set([expect.stringMatching(/^[0-9a-f]{16}$/)])], [other, new Set(['aa'])]]))
  days.heard(`2026-05-04 ${other} cc`)
  for (const message of [`2026-05-03 ${other} dd`, '2026-05-04', `2026-05-04 ${other}`, '2026-05-04  ee', '']) days.heard(message)
  expect(marks.get(other)).toEqual(new Set(['aa', 'cc']))
  expect(marks.size).toBe(2)
})

test('in doubt, the day is read again, and used as it was until then', async () => {
  const days = calendar()
  const before = await days.at(ms('2026-05-04T12:00:00Z'))
  const member_id = newId()
  await seen(member_id)
  expect(before.marks.size).toBe(0)
  days.doubt()
  expect(days.at(ms('2026-05-04T12:00:00Z'))).toBe(before)
  // what is heard meanwhile is in both
  const other = newId()
  days.heard(`2026-05-04 ${other} aa`)
  expect(before.marks.has(other)).toBe(true)
  const after = await eventually(async () => days.at(ms('2026-05-04T12:00:00Z')), (day) => day !== before)
  expect(new Set(after.marks.keys())).toEqual(new Set([member_id, other]))
  expect(after.salt).toEqual(before.salt)
})

test('in doubt twice, what was read last counts', async () => {
  const days = calendar()
  const before = await days.at(ms('2026-05-04T12:00:00Z'))
  days.doubt()
  days.doubt()
  const after = await eventually(async () => days.at(ms('2026-05-04T12:00:00Z')), (day) => day !== before)
  await new Promise((resolve) => { setTimeout(resolve, 50) })
  expect(days.at(ms('2026-05-04T12:00:00Z'))).toBe(after)
})

test('a day that cannot be read has a salt of the process, and the one of all nodes as soon as it can', async () => {
  await calendar().at(ms('2026-05-04T12:00:00Z'))
  writeFileSync(join(folder, '2026-05-04.key'), 'nothing')
  const days = calendar()
  const own = await days.at(ms('2026-05-04T12:00:00Z'))
  expect(own).toEqual({ day: '2026-05-04', salt: expect.any(Buffer), marks: new Map() })
  expect(days.at(ms('2026-05-04T12:00:01Z'))).toBe(own)
  rmSync(join(folder, '2026-05-04.key'))
  const shared = await eventually(async () => days.at(ms('2026-05-04T12:00:02Z')), (day) => day !== own)
  expect(shared.salt).toEqual((await calendar().at(ms('2026-05-04T12:00:02Z'))).salt)
  expect(shared.salt).not.toEqual(own.salt)
})

test('the day turns where nobody clicks, within a minute, until the calendar is closed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const days = calendar()
    await days.at(ms('2026-05-04T12:00:00Z'))
    clock.set('2026-05-05T00:00:30Z')
    vi.advanceTimersByTime(59_999)
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    expect(await salts()).toEqual(['2026-05-04'])
    vi.advanceTimersByTime(1)
    expect(await eventually(salts, ([day]) => day === '2026-05-05')).toEqual(['2026-05-05'])
    days.close()
    clock.set('2026-05-06T00:00:30Z')
    vi.advanceTimersByTime(600_000)
    await new Promise((resolve) => { setTimeout(resolve, 100) })
    expect(await salts()).toEqual(['2026-05-05'])
  } finally {
    vi.useRealTimers()
  }
})
