import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDb, createPool, withOrganisation, type Db, type Tx } from '#kit/db'
import { newId } from '#kit/ids'
import { startJobs } from '#kit/jobs'
import { metrics } from '#kit/metrics'
import { together } from '#kit/together'
import { testDatabase } from '#test/database'
import type { Connections } from '#kit/connections'

const log = pino({ level: 'silent' })
let connections: Connections
let db: Db

const organisation = async (name: string): Promise<string> => {
  const id = newId()
  await withOrganisation(db, id, (tx) => tx.insertInto('organisations.organisations')
    .values({ id, name, language: 'fr', colour: '#004488', created_at: new Date() }).execute())
  return id
}

beforeAll(async () => {
  connections = await testDatabase()
  db = createDb(createPool(connections.app, log))
})

describe('row-level security', () => {
  it('shows an organisation its own rows and no others', async () => {
    const [one, other] = [await organisation('Une'), await organisation('Autre')]
    const names = (id: string) => withOrganisation(db, id, async (tx) => (await tx.selectFrom('organisations.organisations').select('name').execute()).map(({ name }) => name))
    expect(await names(one)).toEqual(['Une'])
    expect(await names(other)).toEqual(['Autre'])
    expect(await names(newId())).toEqual([])
  })

  it('refuses to write a row of another organisation', async () => {
    const [one, other] = [await organisation('Une'), await organisation('Autre')]
    const trespass = withOrganisation(db, one, (tx) => tx.insertInto('organisations.audit_entries')
      .values({ id: newId(), organisation_id: other, at: new Date(), action: 'a', subject: 's' }).execute())
    await expect(trespass).rejects.toThrow(/row-level security/)
  })

  it('cannot be turned off by the application role', async () => {
    const id = await organisation('Une')
    await expect(sql`alter table organisations.audit_entries disable row level security`.execute(db)).rejects.toThrow(/must be owner/)
    await expect(sql`set role portevoix`.execute(db)).rejects.toThrow(/permission denied/)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from organisations.organisations`.execute(db)
    expect(rows[0]?.n).toBe(0)
    expect(id).toBeTruthy()
  })
})

describe('statements of a transaction that are asked for at once', () => {
  const in_order = (tx: Tx) => together([1, 2, 3].map(async (number) => (await sql<{ number: number; at: Date }>`select ${number}::integer as number, clock_timestamp() as at`.execute(tx)).rows[0]))

  it('are answered one after the other, while who asked is still busy with something else', async () => {
    let free_at = 0
    const answers = await withOrganisation(db, newId(), async (tx) => {
      const asked = together([in_order(tx), sql`select pg_sleep(0.1)`.execute(tx), in_order(tx)])
      await pause(20) // they are on their way
      const until = Date.now() + 300
      while (Date.now() < until) free_at = Date.now()
      const [first, , last] = await asked
      return [...first, ...last]
    })
    expect(answers.map((answer) => answer?.number)).toEqual([1, 2, 3, 1, 2, 3])
    expect(answers.every((answer) => answer !== undefined && answer.at.getTime() < free_at)).toBe(true)
  })

  it('come to nothing where one of them fails, which is the one that is told; the connection serves the next', async () => {
    const pool = createPool({ ...connections.app, max: 1 }, log)
    const one = createDb(pool)
    const id = newId()
    const write = (tx: Tx, name: string) => tx.insertInto('organisations.organisations').values({ id, name, language: 'fr', colour: '#004488', created_at: new Date() }).execute()
    await expect(withOrganisation(one, id, (tx) => together([write(tx, 'Une'), sql`select 1 / 0`.execute(tx), in_order(tx)]))).rejects.toThrow('division by zero')
    expect(await withOrganisation(one, id, (tx) => tx.selectFrom('organisations.organisations').select('name').execute())).toEqual([])
    expect((await withOrganisation(one, id, in_order)).map((answer) => answer?.number)).toEqual([1, 2, 3])
    await one.destroy()
  })

  it('that come after its end are refused', async () => {
    const kept = await withOrganisation(db, newId(), async (tx) => ({ tx }))
    await expect(sql`select 1`.execute(kept.tx)).rejects.toThrow(/committed/)
  })
})

describe('a pool', () => {
  it('outlives a connection that dies while it is held between two statements', async () => {
    const pool = createPool({ ...connections.app, max: 2 }, log)
    const held = await pool.connect()
    const { rows: [session] } = await held.query<{ pid: number }>('select pg_backend_pid() as pid')
    const lost = new Promise((resolve) => { held.once('end', resolve) })
    await pool.query('select pg_terminate_backend($1)', [session?.pid])
    await lost
    await expect(held.query('select 1')).rejects.toThrow(/not queryable/)
    held.release()
    expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
})

describe('jobs', () => {
  it('are sent in the transaction of what caused them, and not where it was rolled back', async () => {
    const ran: string[] = []
    const jobs = await startJobs(connections.app, log, { works: true })
    const id = await organisation('Une')
    const kitOf = { db } as Parameters<typeof jobs.work>[0]
    const input = z.object({ word: z.string() })
    await jobs.work(kitOf, [{ name: 'kit.send-mail', run: async (_kit, data) => {
      const { word } = input.parse(data)
      ran.push(word)
      if (word === 'broken') throw new Error('broken')
    } }])
    await withOrganisation(db, id, async (tx) => {
      await jobs.send(tx, 'kit.send-mail', { word: 'lost' })
      throw new Error('rolled back')
    }).catch(() => undefined)
    await withOrganisation(db, id, (tx) => jobs.send(tx, 'kit.send-mail', { word: 'kept' }))
    await expect.poll(() => ran, { timeout: 5000 }).toEqual(['kept'])
    await withOrganisation(db, id, async (tx) => {
      await jobs.sendAll(tx, 'kit.send-mail', [{ word: 'lost' }])
      throw new Error('rolled back')
    }).catch(() => undefined)
    await withOrganisation(db, id, (tx) => jobs.sendAll(tx, 'kit.send-mail', [{ word: 'one of many' }, { word: 'another' }]))
    await withOrganisation(db, id, (tx) => jobs.sendAll(tx, 'kit.send-mail', []))
    await expect.poll(() => ran.toSorted(), { timeout: 5000 }).toEqual(['another', 'kept', 'one of many'])
    const client = new pg.Client(connections.owner)
    await client.connect()
    // those sent together are tried again as often as those sent alone
    expect((await client.query(`select distinct retry_limit, retry_delay, retry_backoff, retry_delay_max from jobs.job where name = 'kit.send-mail'`)).rows).toHaveLength(1)
    await client.end()
    await withOrganisation(db, id, (tx) => jobs.send(tx, 'kit.send-mail', { word: 'broken' }))
    await expect.poll(() => ran, { timeout: 5000 }).toContain('broken')
    await jobs.stop()
    const told = await metrics.metrics()
    for (const [outcome, count] of [['completed', 3], ['failed', 1]]) expect(told).toContain(`portevoix_jobs_total{job="kit.send-mail",outcome="${outcome}"} ${count}`)
  })
})

describe('the application role', () => {
  it('is no superuser, bypasses nothing and owns nothing', async () => {
    const client = new pg.Client(connections.owner)
    await client.connect()
    const { rows } = await client.query(`select rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owns
      from pg_roles r where rolname in ('portevoix_app', 'portevoix_links', 'portevoix_auth')`)
    expect(rows).toEqual(Array.from({ length: 3 }, () => ({ rolsuper: false, rolbypassrls: false, owns: 0 })))
    await client.end()
  })
})
