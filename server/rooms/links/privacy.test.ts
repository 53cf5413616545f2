import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { systemActor } from '#kit/context'
import { newId } from '#kit/ids'
import { rememberSharer } from './actions.ts'
import { dayKeys } from './day-keys.ts'
import { recordHits, type PastRequest } from './history.ts'
import { jobs } from './jobs.ts'
import { personalData } from './personal-data.ts'
import { readClicks } from './queries/clicks.ts'
import { countOwnClicksBy } from './queries/own.ts'
import { rollUp } from './roll-up.fixture.ts'
import { subscriptions } from './subscriptions.ts'
import { visitorOf } from './visitor.ts'
import { browser, delivered, eventually, hitsOf, navigation, paris, redirect, settableClock, world } from './world.fixture.ts'

const clock = settableClock('2026-05-04T12:00:00Z')
const here = await world({ clock: clock.now })
const go = await redirect(here)
const salts = async () => (await here.owner.query<{ day: string; salt: Buffer }>('select day::text, salt from links.salts order by day')).rows
const run = async (name: string) => jobs(async () => paris).find((job) => job.name === name)?.run(here.kit, {})
const folder = join(here.kit.settings.data_dir, 'salts')
const keysOnDisk = () => readdirSync(folder).filter((name) => name.endsWith('.key'))
const destroy = () => run('links.destroy-salts')
const period = { from: '2026-05-01', to: '2026-05-31' }
const clicksIn = async (days: { from: string; to: string }) => (await here.act((ctx) => readClicks(ctx, { ...days, since: days.from }))).now.clicks

test('a request leaves nothing of its address and agent anywhere in the database', async () => {
  const { id, slug } = await here.link()
  await go.get(`/l/${slug}`, { ...navigation, 'user-agent': `${browser} Unmistakable`, 'x-forwarded-for': '203.0.113.231' })
  expect(await hitsOf(here, id)).toHaveLength(1)
  const { rows } = await here.owner.query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`)
  const leaking: string[] = []
  for (const { name } of rows) {
    if ((await here.owner.query(`select 1 from ${name} t where t::text ~ 'Unmistakable|203\\.0\\.113\\.231'`)).rowCount) leaking.push(name)
  }
  expect(rows.length).toBeGreaterThan(20)
  expect(leaking).toEqual([])
})

test('the salt of a day is one for all nodes, another each day, and gone when the day is over', async () => {
  const other = await redirect(here)
  const { id, slug } = await here.link()
  const visit = async (node = go) => {
    await node.get(`/l/${slug}`, navigation)
    return (await hitsOf(here, id)).at(-1)?.visitor
  }
  const monday = await visit()
  clock.pass(60_000)
  expect(await visit(other)).toBe(monday)
  const [salt] = await salts()
  expect(salt).toEqual({ day: '2026-05-04', salt: expect.any(Buffer) })
  expect(salt?.salt).toHaveLength(32)

  clock.set('2026-05-05T00:00:01Z')
  expect(await visit()).not.toBe(monday)
  expect((await salts()).map(({ day }) => day)).toEqual(['2026-05-05'])
  expect(keysOnDisk()).toEqual(['2026-05-05.key'])
})

test('whoever has the database alone recognises nobody', async () => {
  const { id, slug } = await here.link()
  const from = { ip: '203.0.113.9', agent: browser }
  await go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': from.ip })
  const visitor = (await hitsOf(here, id)).at(-1)?.visitor
  const [stored] = await salts()
  const day = stored?.day ?? ''
  const half = stored?.salt ?? Buffer.alloc(32)
  const recognise = (salt: Buffer) => Buffer.from(visitorOf(salt, id, from), 'latin1').toString('hex').replace(/^0+/, '')
  expect(recognise(half)).not.toBe(visitor)
  const file = join(folder, `${day}.key`)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(recognise(dayKeys(here.kit).saltOf(day, half))).toBe(visitor)
  // without the file, nobody does any more
  rmSync(file)
  expect(recognise(dayKeys(here.kit).saltOf(day, half))).not.toBe(visitor)
})

test('nodes on a database of the operator’s come to the same salt by the secret key, another each day', () => {
  const node = (key: Buffer, data_dir: string) => dayKeys({ key, settings: { ...here.kit.settings, data_dir, database_url: 'postgres://a:b@127.0.0.1/c' } })
  const stored = Buffer.alloc(32, 7)
  const [one, two] = [node(here.kit.key, '/nowhere/one'), node(here.kit.key, '/nowhere/two')]
  expect(one.saltOf('2026-05-04', stored)).toEqual(two.saltOf('2026-05-04', stored))
  expect(one.saltOf('2026-05-05', stored)).not.toEqual(one.saltOf('2026-05-04', stored))
  expect(node(Buffer.alloc(32, 1), '/nowhere/one').saltOf('2026-05-04', stored)).not.toEqual(one.saltOf('2026-05-04', stored))
})

test('a salt is destroyed by the worker even if nobody clicks, and by a service that starts after having been down', async () => {
  clock.set('2026-05-05T12:00:00Z')
  await here.act((ctx) => rememberSharer(ctx, { ip: '203.0.113.1', agent: browser }), { ...systemActor, member_id: newId() })
  expect(await salts()).toHaveLength(1)
  await destroy()
  expect(await salts()).toHaveLength(1)
  clock.set('2026-05-06T00:10:00Z')
  await destroy()
  expect(await salts()).toEqual([])
  expect(keysOnDisk()).toEqual([])

  await here.owner.query(`insert into links.salts (day, salt) values ('2026-05-01', $1)`, [Buffer.alloc(32, 9)])
  await redirect(here)
  expect((await eventually(salts, (left) => left.length === 1 && left[0]?.day === '2026-05-06')).map(({ day }) => day)).toEqual(['2026-05-06'])
  await eventually(async () => (await here.owner.query('select 1 from links.sharer_marks')).rowCount, (count) => count === 0)
  expect((await here.owner.query('select 1 from links.sharer_marks')).rowCount).toBe(0)
})

describe('a destroyed salt', () => {
  const half = (day: number) => Buffer.alloc(32, `half of day ${day}`)
  /** Those whose octets are in the files of the table, wherever in them. */
  const inFiles = async () => {
    await here.owner.query('checkpoint')
    const { rows: [file] } = await here.owner.query<{ octets: Buffer }>(`select pg_read_binary_file(pg_relation_filepath('links.salts')) as octets`)
    return [1, 2, 3, 4].filter((day) => file?.octets.includes(half(day)))
  }
  const begin = async (day: number) => {
    clock.set(`2026-05-1${day}T00:00:01Z`)
    await here.owner.query('insert into links.salts (day, salt) values ($1, $2)', [`2026-05-1${day}`, half(day)])
    await destroy()
  }

  test('is not left behind in the table’s pages, which vacuum would leave it in', async () => {
    await begin(1)
    await begin(2)
    expect(await inFiles()).toEqual([2])
    expect((await salts()).map(({ day, salt }) => [day, salt])).toEqual([['2026-05-12', half(2)]])
  })

  test('is gone though somebody reads the table meanwhile, and from its pages the next time', async () => {
    const reader = new pg.Client(here.connections.owner)
    await reader.connect()
    await reader.query('begin')
    await reader.query('select 1 from links.salts')
    await begin(3)
    expect((await salts()).map(({ day }) => day)).toEqual(['2026-05-13'])
    await reader.query('rollback')
    await reader.end()
    await begin(4)
    expect(await inFiles()).toEqual([4])
  })
})

test('who leaves is no longer named, and their links go on', async () => {
  clock.set('2026-05-07T12:00:00Z')
  const member_id = newId()
  const actor = { ...systemActor, member_id }
  const { id, slug } = await here.link({ sharer_id: member_id, group_ids: [newId()] })
  await here.act((ctx) => rememberSharer(ctx, { ip: '203.0.113.77', agent: browser }), actor)
  await go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': '203.0.113.1' })
  await delivered()
  const roll = () => rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...period })
  await roll()
  const before = await clicksIn(period)

  expect(await here.act((ctx) => personalData.export(ctx, member_id), actor)).toMatchObject({ links: [{ slug, network: 'linkedin' }], daily_clicks: [{ day: '2026-05-07', clicks: 1 }] })
  await here.act((ctx) => personalData.erase(ctx, member_id), actor)
  await here.act((ctx) => personalData.erase(ctx, member_id), actor)
  expect(await here.act((ctx) => personalData.export(ctx, member_id), actor)).toEqual({ links: [], daily_clicks: [], domains: [] })
  const naming: string[] = []
  for (const column of personalData.columns) {
    const [schema, table, name] = column.split('.')
    if ((await here.owner.query(`select 1 from ${schema}.${table} where ${name} = $1`, [member_id])).rowCount) naming.push(column)
  }
  expect(naming).toEqual([])

  const hits = await eventually(async () => {
    expect((await go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': '203.0.113.77' })).status).toBe(302)
    return hitsOf(here, id)
  }, (rows) => rows.at(-1)?.reason === null)
  expect(hits.length).toBeGreaterThan(1)
  await roll()
  expect(await here.act((ctx) => countOwnClicksBy(ctx, member_id, 'day', period))).toEqual([])
  expect(await clicksIn(period)).toBe(before + 1)
})

test('who leaves one programme is no longer named there, and stays so in the other', async () => {
  clock.set('2026-05-08T12:00:00Z')
  const member_id = newId()
  const actor = { ...systemActor, member_id }
  const [left, kept] = [newId(), newId()]
  const links = await Promise.all([left, kept].map((programme_id) => here.link({ sharer_id: member_id, programme_id, group_ids: [newId()] })))
  await here.act((ctx) => rememberSharer(ctx, { ip: '203.0.113.88', agent: browser }), actor)
  const visitAll = async (ip: string) => {
    for (const { slug } of links) expect((await go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': ip })).status).toBe(302)
    await delivered()
    await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...period })
  }
  // who named a short domain is not forgotten with a programme
  const ofLinks = personalData.columns.filter((column) => !column.startsWith('links.domains.'))
  const naming = async (column: string) => Number((await here.owner.query<{ rows: number }>(`select count(*)::integer as rows from ${column.slice(0, column.lastIndexOf('.'))} where ${column.slice(column.lastIndexOf('.') + 1)} = $1`, [member_id])).rows[0]?.rows)
  const leave = (programme_id: string) => here.act(async (ctx) => {
    for (const { event, hear } of subscriptions) if (event === 'programme.left') await hear(ctx, { name: event, programme_id, member_id })
  })
  await visitAll('203.0.113.1')
  const before = await clicksIn(period)
  expect(await Promise.all(ofLinks.map(naming))).toEqual([2, 1])

  await leave(left)
  await visitAll('203.0.113.2')
  expect(await Promise.all(ofLinks.map(naming))).toEqual([1, 1])
  await leave(kept)
  await visitAll('203.0.113.3')
  expect(await Promise.all(ofLinks.map(naming))).toEqual([0, 0])
  expect(await clicksIn(period)).toBe(before + 4)
})

test('single hits go after their time with the day that they lie in, their days stay in the rollups', async () => {
  await run('links.keep-days')
  const { id } = await here.link()
  await here.act((ctx) => recordHits(ctx, [{ link_id: id, at: new Date('2026-05-02T12:00:00Z'), ip: '203.0.113.1', agent: browser }]))
  await rollUp(here.kit, { organisation_id: here.organisation_id, time_zone: paris, ...period })
  clock.set('2026-10-30T12:00:00Z')
  const day = { from: '2026-05-02', to: '2026-05-02' }
  await run('links.keep-days')
  expect(await hitsOf(here, id)).toEqual([])
  expect(await clicksIn(day)).toBe(1)
})

test('the ledger is kept by days, those of a clock gone astray included', async () => {
  const days = async () => (await here.owner.query<{ name: string; hits: number }>(`select tableoid::regclass::text as name, count(*)::integer as hits from links.hits group by 1 order by 1`)).rows
  const { id } = await here.link()
  clock.set('2026-12-30T12:00:00Z')
  await run('links.keep-days')
  const at = (day: string): PastRequest => ({ link_id: id, at: new Date(`${day}T23:59:59.999Z`), ip: '203.0.113.1', agent: browser })
  await here.act((ctx) => recordHits(ctx, [at('2026-12-30'), at('2026-12-31'), at('2027-01-20'), at('2099-01-01')]))
  const before = [{ name: 'links.hits_20261230', hits: 1 }, { name: 'links.hits_20261231', hits: 1 }]
  expect((await days()).slice(-3)).toEqual([...before, { name: 'links.hits_astray', hits: 2 }])
  clock.set('2027-01-19T12:00:00Z')
  await run('links.keep-days')
  await run('links.keep-days')
  expect((await days()).slice(-4)).toEqual([...before, { name: 'links.hits_20270120', hits: 1 }, { name: 'links.hits_astray', hits: 1 }])
})
