import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lastFile } from '#kit/postgres/backup'
import { deriveKey, parseSecretKey } from '#kit/secret-key'
import { operator, type Running } from './operator.fixture.ts'

const here = operator()
const folder = (name: string) => join(here.data_dir, name)
const settings = { DATA_DIR: folder('installation') }
const email = 'alix@exemple.test'

/** The embedded database of a data folder, as its superuser. */
const enter = async (data_dir: string): Promise<pg.Client> => {
  const key = parseSecretKey(readFileSync(join(data_dir, 'secret.key'), 'utf8').trim()) ?? Buffer.alloc(0)
  const client = new pg.Client({ host: realpathSync(join(data_dir, 'postgres/socket')), user: 'portevoix', database: 'portevoix', password: deriveKey(key, 'embedded-postgres').toString('base64url') })
  await client.connect()
  return client
}

const numbers = async (client: pg.Client): Promise<{ count: number; last: number }> =>
  (await client.query<{ count: number; last: number }>('select count(*)::integer, coalesce(max(number), 0)::integer as last from public.written')).rows[0] ?? { count: 0, last: 0 }

/** Goes on writing lines of a size that makes the log change its file often, one transaction after the other. */
const write = (client: pg.Client) => {
  const ends = new AbortController()
  let last = 0
  const done = (async () => {
    for (; !ends.signal.aborted; last += 1) {
      await client.query(`insert into public.written select $1, string_agg(md5(random()::text), '') from generate_series(1, 3000)`, [last + 1])
    }
  })()
  return { last: () => last, stop: async () => { ends.abort(); await done } }
}

let portevoix: Running
beforeAll(async () => {
  mkdirSync(settings.DATA_DIR, { mode: 0o755 })
  portevoix = await here.start(settings)
}, 120_000)
afterAll(here.leave, 60_000)

describe('a backup of an installation that runs', () => {
  const backup = folder('backups/first')
  let written = 0

  it('is made while people write, and holds all that was written before it began', async () => {
    await here.command(['organisation', 'create', '--name', 'Ateliers Été', '--admin-name', 'Alix Martin', '--admin-email', email], settings)
    const journal = join(settings.DATA_DIR, 'journal/elsewhere.6f1f9d8e-0000-4000-8000-0000000000aa')
    mkdirSync(journal, { recursive: true })
    for (const name of ['lock', 'kept']) writeFileSync(join(journal, name), name)
    const client = await enter(settings.DATA_DIR)
    // somebody is signed in, another has a link for it, and people clicked today
    const link = /http:\S+/.exec((await here.command(['sign-in-link', email], settings)).out)?.[0] ?? ''
    expect(link).not.toBe('')
    await client.query(`insert into auth.sessions (expires_at, token, updated_at, identity_id) select now() + interval '30 days', 'of-somebody', now(), id from auth.identities`)
    const over = await client.query(`select (select count(*) from auth.sessions)::integer as sessions, (select count(*) from auth.verifications)::integer as links, (select count(*) from links.salts)::integer as salts`)
    const held = expect.toSatisfy((count: number) => count > 0)
    expect(over.rows).toEqual([{ sessions: 1, links: held, salts: held }])
    expect(readdirSync(join(settings.DATA_DIR, 'salts'))).toContainEqual(expect.stringMatching(/^\d{4}-\d\d-\d\d\.key$/))
    await client.query('create table public.written (number integer primary key, words text not null)')
    const writer = write(client)
    await sleep(500)
    written = writer.last()
    const { code, out, err } = await here.command(['backup', backup, '--json'], settings)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    await writer.stop()
    expect(writer.last()).toBeGreaterThan(written)
    expect(JSON.parse(out)).toMatchObject({ folder: backup, secret_key: true })
    expect(readdirSync(join(backup, 'journal/elsewhere.6f1f9d8e-0000-4000-8000-0000000000aa'))).toEqual(['kept'])
    // the half of the salts that would recognise visitors is in no backup
    expect(readdirSync(backup).sort()).toEqual(['backup.json', 'journal', 'postgres', 'secret.key'])
    expect([statSync(backup).mode & 0o777, statSync(join(backup, 'secret.key')).mode & 0o777]).toEqual([0o700, 0o600])
    // nothing of it stays in the server that was copied
    const slots = await client.query('select 1 from pg_replication_slots')
    expect(slots.rowCount).toBe(0)
    // where a backup ends with a file of the log, it needs that file, and not one that may not be there yet
    const place = async (at: string) => (await client.query<{ file: string }>(`select ${lastFile(`'${at}'::pg_lsn`)} as file`)).rows[0]?.file.slice(8)
    expect([await place('0/3000000'), await place('0/3000001'), await place('1/0')]).toEqual(['0000000000000002', '0000000000000003', '00000000000000FF'])
    await client.end()
    expect((await fetch(`${portevoix.address}/health/ready`)).status).toBe(200)
  }, 120_000)

  it('opens as a whole installation elsewhere, at one moment of its life', async () => {
    const restored = { DATA_DIR: folder('restored') }
    expect(await here.command(['restore', backup], restored)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Everybody has to sign in again') })
    expect(existsSync(join(restored.DATA_DIR, 'salts'))).toBe(false)
    const second = await here.start(restored)
    const client = await enter(restored.DATA_DIR)
    const { count, last } = await numbers(client)
    expect(count).toBe(last) // no transaction is missing from the middle
    expect(last).toBeGreaterThanOrEqual(written)
    const whole = await client.query(`select name from organisations.organisations`)
    expect(whole.rows).toEqual([{ name: 'Ateliers Été' }])
    const over = await client.query('select 1 from auth.sessions union all select 1 from auth.verifications')
    expect(over.rowCount).toBe(0)
    // every page of it agrees with its checksum
    await client.query('select count(length(words)) from public.written')
    await client.end()
    const link = /http:\S+/.exec((await here.command(['sign-in-link', email], restored)).out)?.[0] ?? ''
    expect(new URL(link).origin).toBe(second.address)
  }, 120_000)

  it('is refused onto what exists already, and restored over nothing', async () => {
    const full = await here.command(['backup', backup], settings)
    expect(full).toMatchObject({ code: 1, out: '', err: expect.stringContaining('holds something already') })
    const over = await here.command(['restore', backup], settings)
    expect(over).toMatchObject({ code: 1, out: '', err: expect.stringContaining('nothing there is overwritten') })
    const half = await here.command(['restore', folder('backups')], { DATA_DIR: folder('other') })
    expect(half).toMatchObject({ code: 1, out: '', err: expect.stringContaining('no finished backup') })
    const elsewhere = await here.command(['restore', backup], { DATA_DIR: folder('other'), DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
    expect(elsewhere).toMatchObject({ code: 1, out: '', err: expect.stringContaining('leave DATABASE_URL out') })
    const own = await here.command(['backup', folder('backups/own')], { ...settings, DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' })
    expect(own).toMatchObject({ code: 1, out: '', err: expect.stringContaining('pg_dump') })
    const nothing = await here.command(['backup', folder('backups/nothing')], { DATA_DIR: folder('empty') })
    expect(nothing).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no database') })
    expect([existsSync(folder('backups/own')), existsSync(folder('backups/nothing'))]).toEqual([false, false])
  }, 120_000)

  it('is made of one that does not run, too', async () => {
    await here.end(portevoix.child, 'SIGTERM')
    expect(await here.command(['backup', folder('backups/cold')], settings)).toMatchObject({ code: 0, err: '' })
    expect(existsSync(join(folder('backups/cold'), 'postgres/cluster/backup_label'))).toBe(true)
  }, 120_000)
})
