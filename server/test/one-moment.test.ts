import { sql } from 'kysely'
import type pg from 'pg'
import { pino } from 'pino'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Connections } from '#kit/connections'
import { createDb, createPool, lookingAt, withOrganisation, type Db, type Tx } from '#kit/db'
import { newId } from '#kit/ids'
import { together } from '#kit/together'
import { testDatabase } from '#test/database'

const log = pino({ level: 'silent' })
let connections: Connections
let pool: pg.Pool
let db: Db

const open = async (max: number, connected: number): Promise<void> => {
  pool = createPool({ ...connections.app, max }, log)
  db = createDb(pool)
  const clients = await Promise.all(Array.from({ length: connected }, () => pool.connect()))
  for (const client of clients) client.release()
}

const found = (on: Db, id: string, name: string) => withOrganisation(on, id, (tx) => tx.insertInto('organisations.organisations')
  .values({ id, name, language: 'fr', colour: '#004488', created_at: new Date() }).execute())
const names = async (tx: Tx) => (await tx.selectFrom('organisations.organisations').select('name').execute()).map(({ name }) => name)
const process = async (tx: Tx) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid
const everyoneIsBack = () => ({ idle: pool.idleCount === pool.totalCount, waiting: pool.waitingCount })

beforeAll(async () => { connections = await testDatabase() })
beforeEach(() => open(3, 2))
afterEach(() => db.destroy())

describe('a look at one moment', () => {
  it('has two processes of PostgreSQL answer, which show the organisation’s own rows and no others', async () => {
    const [one, other] = [newId(), newId()]
    await found(db, one, 'Une')
    await found(db, other, 'Autre')
    const [first, second, seen] = await lookingAt(db, one, (tx, beside) => together([process(tx), process(beside), together([names(tx), names(beside)])]))
    expect(second).not.toBe(first)
    expect(seen).toEqual([['Une'], ['Une']])
    expect(everyoneIsBack()).toEqual({ idle: true, waiting: 0 })
    // nor does the second know whose rows it showed once it is somebody else's
    expect(await lookingAt(db, other, (tx, beside) => together([names(tx), names(beside)]))).toEqual([['Autre'], ['Autre']])
  })

  it('sees on both what there was when it began, whatever is changed meanwhile', async () => {
    const id = newId()
    await found(db, id, 'Avant')
    const seen = await lookingAt(db, id, async (tx, beside) => {
      const before = await names(tx)
      await withOrganisation(db, id, (change) => change.updateTable('organisations.organisations').set({ name: 'Après' }).where('id', '=', id).execute())
      return [before, await names(tx), await names(beside)]
    })
    expect(seen).toEqual([['Avant'], ['Avant'], ['Avant']])
    expect(await withOrganisation(db, id, names)).toEqual(['Après'])
  })

  it('makes do with one connection where no other is free, and waits for none', async () => {
    await db.destroy()
    await open(2, 2)
    const id = newId()
    await found(db, id, 'Une')
    const held = await pool.connect()
    expect(await lookingAt(db, id, async (tx, beside) => [tx === beside, await names(beside)])).toEqual([true, ['Une']])
    held.release()
    // more than there are connections, all at once
    const looks = await Promise.all(Array.from({ length: 12 }, () => lookingAt(db, id, (tx, beside) => together([names(tx), names(beside), sql`select pg_sleep(0.01)`.execute(beside)]))))
    expect(looks.map(([one, two]) => [...one, ...two])).toEqual(looks.map(() => ['Une', 'Une']))
    expect(everyoneIsBack()).toEqual({ idle: true, waiting: 0 })
  })

  it('leaves a free connection to those who wait for one', async () => {
    const id = newId()
    await found(db, id, 'Une')
    const [held, alone] = await Promise.all([pool.connect(), lookingAt(db, id, async (tx, beside) => tx === beside)])
    held.release()
    expect(alone).toBe(true)
  })

  it('changes nothing', async () => {
    const id = newId()
    for (const which of ['tx', 'beside'] as const) {
      const change = lookingAt(db, id, (tx, beside) => ({ tx, beside })[which].insertInto('organisations.organisations').values({ id, name: 'Une', language: 'fr', colour: '#004488', created_at: new Date() }).execute())
      await expect(change).rejects.toThrow(/read-only transaction/)
    }
    expect(everyoneIsBack()).toEqual({ idle: true, waiting: 0 })
  })

  it('ends on both where either fails, tells the cause, and gives both connections back', async () => {
    const id = newId()
    await found(db, id, 'Une')
    for (const [fails, goes_on] of [[0, 1], [1, 0]] as const) {
      const done: string[] = []
      const look = lookingAt(db, id, async (...both) => {
        const slow = async () => { await sql`select pg_sleep(0.05)`.execute(both[goes_on]); done.push('the other') }
        await together([sql`select 1 / 0`.execute(both[fails]), slow()])
      })
      await expect(look).rejects.toThrow('division by zero')
      expect(done).toEqual(['the other'])
      expect(everyoneIsBack()).toEqual({ idle: true, waiting: 0 })
    }
    expect(await lookingAt(db, id, (tx, beside) => together([names(tx), names(beside)]))).toEqual([['Une'], ['Une']])
  })

  it('ends where the second connection dies', async () => {
    const id = newId()
    await found(db, id, 'Une')
    const look = lookingAt(db, id, async (tx, beside) => {
      const pid = await process(beside)
      await together([sql`select pg_sleep(10)`.execute(beside), sql`select pg_terminate_backend(${pid})`.execute(tx)])
    })
    await expect(look).rejects.toBeInstanceOf(Error)
    expect(await lookingAt(db, id, names)).toEqual(['Une'])
    expect(everyoneIsBack()).toEqual({ idle: true, waiting: 0 })
  })
})
