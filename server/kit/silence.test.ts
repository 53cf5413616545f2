import { once } from 'node:events'
import net from 'node:net'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createDb, createPool } from '#kit/db'
import { watchSilence } from '#kit/silence'
import { testDatabase } from '#test/database'
import { inTheEnd } from '#test/ending'

const connections = await testDatabase()
const logged: { msg: string }[] = []
const log = pino({}, { write: (line: string) => { logged.push(JSON.parse(line)) } })

/** A way to PostgreSQL whose connections of now can be forgotten: nothing of theirs goes through any more, and nobody is told. Those that are made later are served. */
const firewall = async (to: pg.ClientConfig) => {
  const ends = new Set<net.Socket>()
  const forgotten = new WeakSet<net.Socket>()
  let deaf = false
  let served = 0
  const server = net.createServer({ allowHalfOpen: true }, (near) => {
    served += 1
    const far = to.host?.startsWith('/') ? net.connect(`${to.host}/.s.PGSQL.${to.port}`) : net.connect(to.port ?? 5432, to.host)
    for (const [one, other] of [[near, far], [far, near]] as const) {
      ends.add(one)
      one.on('error', () => undefined).on('data', (octets: Buffer) => {
        if (deaf && octets.includes('pg_stat_activity')) for (const end of [near, far]) forgotten.add(end)
        if (!forgotten.has(one)) other.write(octets)
      }).on('end', () => { if (!forgotten.has(one)) other.end() })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  inTheEnd(() => {
    server.close()
    ends.forEach((end) => { end.destroy() })
  })
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : 0, served: () => served, forget: (later = false) => {
    deaf = later
    ends.forEach((end) => { forgotten.add(end) })
  } }
}

const reach = async () => {
  const way = await firewall(connections.app)
  const pool = createPool({ ...connections.app, host: '127.0.0.1', port: way.port, max: 4 }, log)
  const db = createDb(pool)
  inTheEnd(() => db.destroy())
  return { ...way, pool, db }
}
const locks = async (key: number) => {
  const client = new pg.Client(connections.owner)
  await client.connect()
  const { rows } = await client.query<{ held: number }>(`select count(*)::integer as held from pg_locks where locktype = 'advisory' and objid = $1 and database = (select oid from pg_database where datname = current_database())`, [key])
  await client.end()
  return rows[0]?.held
}

/** Stands still in a transaction from now on, while the other tests run; gives what it is told in the end. */
const standStill = async (): Promise<string> => {
  const client = new pg.Client(connections.app)
  const told = new Promise<string>((resolve) => { client.on('error', ({ message }) => { resolve(message) }) })
  await client.connect()
  await client.query('begin; select pg_advisory_xact_lock(8)')
  if (await locks(8) !== 1) throw new Error('no lock is held')
  return told
}
const still = standStill()

test('who asks over connections that were forgotten hears that they are gone, their locks are free, and those that lay idle are not handed out', async () => {
  const { pool, db, forget } = await reach()
  // four connections, three of which lie idle afterwards
  await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.1)`.execute(db)))
  const asked = db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(7)`.execute(tx)
    forget()
    await sql`select 1`.execute(tx)
  })
  const began = performance.now()
  await expect(asked).rejects.toThrow(/connection/i)
  // idle ones that are gone would each have been waited for
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(rows).toEqual([{ one: 1 }])
  await expect.poll(() => locks(7)).toBe(0)
  expect(logged.map(({ msg }) => msg)).toContain('a database connection has gone silent, and was ended')
  expect(pool.totalCount).toBe(1)
}, 30_000)

test('where the connection that looks others up goes silent too, the next one finds out', async () => {
  const { db, forget } = await reach()
  await sql`select 1`.execute(db)
  forget(true)
  const asked = sql`select 1`.execute(db)
  await new Promise((resolve) => { setTimeout(resolve, 4_000) })
  forget()
  await expect(asked).rejects.toThrow(/connection/i)
}, 30_000)

test('one whose end PostgreSQL closed without being heard is hung up', async () => {
  const { db, forget } = await reach()
  const { rows: [row] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  forget()
  const owner = new pg.Client(connections.owner)
  await owner.connect()
  await owner.query('select pg_terminate_backend($1, 5000)', [row?.pid])
  await owner.end()
  await expect(sql`select 1`.execute(db)).rejects.toThrow(/connection/i)
  expect((await sql`select 1`.execute(db)).rows).toHaveLength(1)
}, 30_000)

test('one that much was sent on is given the time that a slow network takes for it', async () => {
  const ended: pg.ClientBase[] = []
  const watch = watchSilence(connections.app, log, (client) => { ended.push(client) })
  const client = new pg.Client(connections.app)
  client.on('error', () => undefined)
  await client.connect()
  inTheEnd(() => {
    watch.end()
    return client.end().catch(() => undefined)
  })
  watch.hold(client, 1_000_000)
  await new Promise((resolve) => { setTimeout(resolve, 3_500) })
  expect(ended).toEqual([])
  watch.hold(client)
  await expect.poll(() => ended, { timeout: 10_000 }).toEqual([client])
}, 30_000)

test('one that is busy for long is looked at ever more seldom', async () => {
  const { db, served } = await reach()
  await sql`select pg_sleep(7)`.execute(db)
  // after 1, 2 and 4 seconds, and where a busy machine keeps a look from its answer, once or twice more: at every look it were two dozen
  expect(served()).toBeLessThanOrEqual(8)
}, 30_000)

test('a long statement, and a transaction in which nothing is asked for a while, are left alone', async () => {
  logged.length = 0
  const { db } = await reach()
  const slow = await db.transaction().execute(async (tx) => {
    for (let turn = 0; turn < 2; turn += 1) {
      await sql`select 1`.execute(tx)
      await new Promise((resolve) => { setTimeout(resolve, 2_500) })
    }
    return (await sql<{ done: boolean }>`select pg_sleep(3) is not null as done`.execute(tx)).rows
  })
  expect(slow).toEqual([{ done: true }])
  expect(logged).toEqual([])
}, 30_000)

test('a process that stands still in the middle of a transaction holds its locks for ten seconds and no longer', async () => {
  expect(await still).toContain('idle-in-transaction')
  await expect.poll(() => locks(8)).toBe(0)
}, 30_000)
