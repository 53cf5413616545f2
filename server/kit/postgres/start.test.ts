import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRoot } from '#kit/postgres/user'
import { numberSpace, startOf } from '#kit/postgres/processes'
import { startPostgres, type Postgres, type PostgresOptions } from '#kit/postgres/start'

const log = pino({ level: 'silent' })
const password = 'correct horse'
const nobody = { uid: 65_534, gid: 65_534 }
const fixture = join(import.meta.dirname, 'keeper.fixture.ts')

let root: string
let running: Postgres[] = []
let children: ChildProcess[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'pv-'))
  chmodSync(root, 0o755)
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(running.map((postgres) => postgres.stop()))
  running = []
  children = []
  rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
})

const data = () => join(root, 'data')
const home = () => realpathSync(join(data(), 'postgres'))
const processesOf = (words: string) => spawnSync('ps', ['-eo', 'command'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(words))

const start = async (options: Partial<PostgresOptions> = {}): Promise<Postgres> => {
  const postgres = await startPostgres({ data_dir: data(), password, log, ...options })
  running.push(postgres)
  return postgres
}

const query = async (connection: pg.ClientConfig, text: string): Promise<unknown[]> => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  return client.query<Record<string, unknown>>(text).then(({ rows }) => rows.map((row) => Object.values(row)[0])).finally(() => client.end())
}

const keeper = (mode = 'wait', rest: { uid?: number; gid?: number; data_dir?: string } = {}): ChildProcess => {
  const { data_dir = data(), ...user } = rest
  const child = spawn(process.execPath, [fixture, data_dir, password, mode], { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/', ...user })
  children.push(child)
  return child
}

const firstLine = async (child: ChildProcess): Promise<{ pid: number }> => {
  const [line] = await once(createInterface({ input: child.stdout ?? process.stdin }), 'line') as [string]
  return JSON.parse(line) as { pid: number }
}

const until = async (condition: () => boolean, what: string): Promise<void> => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (condition()) return
    await sleep(25)
  }
  throw new Error(`never: ${what}`)
}

describe('first and warm start', () => {
  it('makes a private, durable database, and finds it again', async () => {
    const first = await start()
    await query(first.connection, 'create table kept as select 42 as answer')
    expect(await query(first.connection, `select name || '=' || setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses') order by name`))
      .toEqual(['data_checksums=on', 'fsync=on', 'full_page_writes=on', 'listen_addresses=', 'synchronous_commit=on'])
    expect(await query(first.connection, 'select current_user')).toEqual(['portevoix'])
    expect(statSync(first.connection.host).mode & 0o777).toBe(0o700)
    expect(statSync(home()).mode & 0o777).toBe(0o700)
    expect(readFileSync(join(home(), 'cluster/pg_hba.conf'), 'utf8')).not.toMatch(/^[^#]*\btrust\b/m)
    expect(readdirSync(home()).toSorted()).toEqual(['cluster', 'portevoix.lock', 'socket'])
    await first.stop()
    const second = await start()
    expect(await query(second.connection, 'select answer from kept')).toEqual([42])
  })

  it('starts over when the making was interrupted', async () => {
    mkdirSync(join(data(), 'postgres/initdb-abc/cluster'), { recursive: true })
    writeFileSync(join(data(), 'postgres/initdb-abc/cluster/PG_VERSION'), '18\n')
    const postgres = await start()
    expect(await query(postgres.connection, 'select 1')).toEqual([1])
    expect(readdirSync(home())).not.toContain('initdb-abc')
  })

  it('keeps the socket in a short folder when the data folder is deep', async () => {
    const data_dir = join(root, 'd'.repeat(60), 'e'.repeat(60))
    const postgres = await start({ data_dir })
    expect(Buffer.byteLength(postgres.connection.host)).toBeLessThan(80)
    expect(statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
    expect(await query(postgres.connection, 'select 1')).toEqual([1])
    await postgres.stop()
    expect(existsSync(postgres.connection.host)).toBe(false)
    expect((await start({ data_dir })).connection.host).toBe(postgres.connection.host) // where who had joined it looks
  })

  it.runIf(isRoot())('does not use a short folder that another user has made before it', async () => {
    const data_dir = join(root, 'd'.repeat(60), 'e'.repeat(60))
    const first = await start({ data_dir })
    await first.stop()
    mkdirSync(first.connection.host)
    try {
      const second = await start({ data_dir })
      expect(second.connection.host).not.toBe(first.connection.host)
      expect(statSync(second.connection.host).mode & 0o777).toBe(0o700)
    } finally {
      rmSync(first.connection.host, { recursive: true })
    }
  })

  it.runIf(isRoot())('opens a data folder that only root may enter to the database’s user, and to nobody else', async () => {
    mkdirSync(data(), { mode: 0o700 })
    await start()
    expect(home()).toBe(join(realpathSync(data()), 'postgres'))
    expect(statSync(data()).mode & 0o777).toBe(0o710)
  })

  it.runIf(isRoot())('works under a folder that only root may enter', async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const data_dir = join(closed, 'data')
    const postgres = await start({ data_dir })
    const real = realpathSync(join(data_dir, 'postgres'))
    try {
      expect(await query(postgres.connection, 'select 1')).toEqual([1])
      expect(real).toMatch(/^\/var\/lib\/portevoix\/postgres-/)
      await postgres.stop()
      expect(await query((await start({ data_dir })).connection, 'select 1')).toEqual([1])
    } finally {
      await Promise.all(running.map((each) => each.stop()))
      rmSync(real, { recursive: true })
    }
  })
})

describe('the end', () => {
  it('leaves no process and no lock', async () => {
    const postgres = await start()
    const { pid } = postgres
    if (pid === null) throw new Error('not running')
    expect(startOf(pid)).not.toBeNull()
    await postgres.stop()
    await postgres.stop()
    expect(startOf(pid)).toBeNull()
    expect(postgres.pid).toBeNull()
    // the shell beside it ends on hearing of it
    await expect.poll(() => processesOf(root), { timeout: 5_000 }).toEqual([])
    expect(readdirSync(home()).toSorted()).toEqual(['cluster', 'socket'])
  })

  it('comes with a kill -9 of Portevoix, and nothing committed is lost', async () => {
    let committed = 0
    for (let round = 0; round < 3; round += 1) {
      const child = keeper('write')
      const lines = createInterface({ input: child.stdout ?? process.stdin })
      lines.on('line', (line) => { if (/^\d+$/.test(line)) committed = Number(line) })
      const before = committed
      await until(() => committed > before + 50, 'fifty rows')
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await Promise.all([gone, once(lines, 'close')])
    }
    const postgres = await start()
    const [found] = await query(postgres.connection, 'select max(number)::int from numbers')
    expect(found).toBeGreaterThanOrEqual(committed)
    expect(committed).toBeGreaterThan(150)
  })

  it('comes to PostgreSQL by itself when Portevoix was killed and does not come back', async () => {
    const child = keeper()
    const { pid } = await firstLine(child)
    child.kill('SIGKILL')
    await until(() => startOf(pid) === null, 'PostgreSQL ends')
    expect(existsSync(join(home(), 'cluster/postmaster.pid'))).toBe(false)
  })

  it('is not put off by a number that another process has now', async () => {
    const first = await start()
    await first.stop()
    appendFileSync(join(home(), 'cluster/postmaster.pid'), `${process.ppid}\n${join(home(), 'cluster')}\n1\n5432\n\n\n\n`)
    writeFileSync(join(home(), 'portevoix.lock'), JSON.stringify({ pid: process.ppid, started: 'long ago', number_space: numberSpace() }))
    expect(await query((await start()).connection, 'select 1')).toEqual([1])
    expect(startOf(process.ppid)).not.toBeNull()
  })
})

describe('a kill -9 of PostgreSQL', () => {
  it('is followed by a restart, with nothing lost', async () => {
    const restarts: { reason: string; pid: number | null }[] = []
    const postgres = await start({ onRestart: (event) => { restarts.push(event) } })
    await query(postgres.connection, 'create table kept as select 42 as answer')
    for (let round = 1; round <= 3; round += 1) {
      const { pid } = postgres
      if (pid === null) throw new Error('not running')
      process.kill(pid, 'SIGKILL')
      await until(() => restarts.length === round, 'a restart')
      expect(restarts.at(-1)).toMatchObject({ reason: 'code 137', pid: postgres.pid })
      expect(postgres.pid).not.toBe(pid)
      expect(await query(postgres.connection, 'select answer from kept')).toEqual([42])
    }
  })

  it('does not come in the way of a stop', async () => {
    const postgres = await start()
    const { pid } = postgres
    if (pid === null) throw new Error('not running')
    process.kill(pid, 'SIGKILL')
    await postgres.stop()
    await expect.poll(() => processesOf(`-D ${home()}`), { timeout: 5_000 }).toEqual([])
  })
})

describe('who may not enter', () => {
  it('refuses a wrong password, on the socket too', async () => {
    const { connection } = await start()
    await expect(query({ ...connection, password: 'wrong' }, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await expect(query({ ...connection, password: '' }, 'select 1')).rejects.toThrow(/password/)
  })

  it.runIf(isRoot())('keeps other users of the machine away from the socket', async () => {
    const { connection } = await start()
    const script = `require('node:net').connect(${JSON.stringify(join(connection.host, `.s.PGSQL.${connection.port}`))}).on('connect', () => { console.log('in') }).on('error', (e) => { console.log(e.code) })`
    const enter = (user: object) => spawnSync(process.execPath, ['-e', `${script}.on('connect', () => process.exit())`], { encoding: 'utf8', cwd: '/', ...user }).stdout.trim()
    expect(enter(nobody)).toBe('EACCES')
    expect(enter({})).toBe('in')
  })

  it('says so when the secret key has changed', async () => {
    const first = await start()
    await first.stop()
    await expect(start({ password: 'another' })).rejects.toThrow(/^The embedded database in .* does not open with this secret key: put back/)
    expect(await query((await start()).connection, 'select 1')).toEqual([1])
  })
})

describe('refusals', () => {
  it('refuses a second start on the same folder, from the same process or another', async () => {
    await start()
    await expect(start()).rejects.toThrow(`Portevoix is already running on ${data()} (process ${process.pid}): stop it first, or write another folder in DATA_DIR.`)
    const child = keeper()
    let said = ''
    child.stderr?.on('data', (chunk) => { said += String(chunk) })
    expect(await once(child, 'close')).toEqual([1, null])
    expect(said).toMatch(/^Refusal: Portevoix is already running on [^\n]*\n$/)
  })

  it('refuses another major version, naming both', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(home(), 'cluster/PG_VERSION'), '16\n')
    await expect(start()).rejects.toThrow(/made by PostgreSQL 16, and this Portevoix brings PostgreSQL 18/)
  })

  it('refuses a folder that cannot be made', async () => {
    writeFileSync(data(), 'a file')
    await expect(start({ data_dir: join(data(), 'under') })).rejects.toThrow(/^The data folder .* cannot be written \(ENOTDIR\)/)
  })
})

describe.runIf(isRoot())('as a user without privileges', () => {
  const told = async (child: ChildProcess): Promise<string> => {
    let said = ''
    child.stderr?.on('data', (chunk) => { said += String(chunk) })
    await once(child, 'close')
    return said
  }

  it('works in a folder of its own', async () => {
    chmodSync(root, 0o777)
    const child = keeper('wait', nobody)
    const { pid } = await firstLine(child)
    expect(statSync(join(data(), 'postgres/cluster')).uid).toBe(nobody.uid)
    child.kill('SIGTERM')
    expect(await once(child, 'close')).toEqual([0, null])
    expect(startOf(pid)).toBeNull()
    expect(await query((await start()).connection, 'select count(*)::int from numbers')).toEqual([0]) // root runs it as its owner
  })

  it('refuses a folder that it may not write', async () => {
    mkdirSync(data(), { mode: 0o755 })
    expect(await told(keeper('wait', nobody))).toMatch(/^Refusal: The data folder .* cannot be written \(EACCES\): give it to the user who starts Portevoix, or write another one, for example DATA_DIR=[^\n]*\n$/)
  })

  it('refuses a database that is another user’s', async () => {
    const first = await start()
    await first.stop()
    chmodSync(data(), 0o777)
    expect(await told(keeper('wait', nobody))).toMatch(/^Refusal: The database in .* belongs to user \d+, not to 65534: start Portevoix as that user or as root, or run chown -R 65534 [^\n]*\n$/)
  })
})
