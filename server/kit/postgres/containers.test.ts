import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { isRoot } from '#kit/postgres/user'

const fixture = join(import.meta.dirname, 'keeper.fixture.ts')
const children: ChildProcess[] = []
const roots: string[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await sleep(500)
  for (const root of roots) rmSync(root, { recursive: true, force: true, maxRetries: 40, retryDelay: 50 })
})

const told = z.object({ pid: z.number(), connection: z.object({ host: z.string(), port: z.number(), user: z.string(), password: z.string(), database: z.string() }) })

/** What docker run makes of it: processes numbered anew, and no memory shared with others'. With it goes all that runs in it. */
const container = ['unshare', '--pid', '--ipc', '--fork', '--mount-proc', '--kill-child=SIGKILL']

/** A data folder, and Portevoix in small on it. */
const volume = () => {
  const root = mkdtempSync(join(tmpdir(), 'pv-'))
  chmodSync(root, 0o755)
  roots.push(root)
  const data = join(root, 'data')
  const run = (within: string[]) => {
    const child = spawn('/usr/bin/env', [...within, process.execPath, fixture, data, 'correct horse', 'wait'], { stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' })
    children.push(child)
    let said = ''
    child.stderr.on('data', (chunk) => { said += String(chunk) })
    const ended = once(child, 'close').then(([code]) => ({ code: Number(code), said }))
    const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => told.parse(JSON.parse(String(line))))
    const process_id = () => (within.length === 0 ? child.pid : Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim()))
    return { ready, ended, signal: (signal: NodeJS.Signals) => { process.kill(process_id() ?? 0, signal) } }
  }
  return { data, run, lock: join(data, 'postgres/portevoix.lock'), server: () => readFileSync(join(data, 'postgres/cluster/postmaster.pid'), 'utf8') }
}

const query = async (connection: pg.ClientConfig, text: string): Promise<unknown> => {
  const client = new pg.Client(connection)
  client.on('error', () => {})
  await client.connect()
  return client.query<{ answer: unknown }>(text).then(({ rows }) => rows[0]?.answer).finally(() => client.end())
}

const elsewhere = /^Refusal: Portevoix is already running on \S+, in another container or on another machine \(host \S+, process 1 there\): stop it first, or write another folder in DATA_DIR\.\n$/

// each waits for what fifteen seconds without a renewal bring; it takes root, on Linux, to make processes that are numbered anew
describe.runIf(process.platform === 'linux' && isRoot())('containers on one volume', { concurrent: true, timeout: 60_000 }, () => {
  test('a second one leaves the cluster of the first alone and says whose it is; so does the machine itself', async () => {
    const { run, server } = volume()
    const { connection } = await run(container).ready
    await query(connection, 'create table kept as select 42 as answer')
    const before = server()
    for (const within of [container, []]) {
      const { code, said } = await run(within).ended
      expect(code).toBe(1)
      expect(said).toMatch(elsewhere)
    }
    expect(server()).toBe(before)
    expect(await query(connection, 'select answer from kept')).toBe(42)
  })

  test('of two that start at once where one was killed, one comes up by itself with all that was committed, the other is refused', async () => {
    const { run, lock } = volume()
    const first = run(container)
    await query((await first.ready).connection, 'create table kept as select 42 as answer')
    first.signal('SIGKILL')
    await first.ended
    expect(readFileSync(lock, 'utf8')).toContain('"pid":1,')
    const both = [run(container), run(container)]
    const { connection } = await Promise.any(both.map(({ ready }) => ready))
    const { code, said } = await Promise.any(both.map(({ ended }) => ended))
    expect([code, await query(connection, 'select answer from kept')]).toEqual([1, 42])
    expect(said).toMatch(elsewhere)
  })

  test('one that stands still keeps its cluster as long as its server is heard of', async () => {
    const { run, server } = volume()
    const first = run(container)
    const { connection } = await first.ready
    const before = server()
    first.signal('SIGSTOP')
    expect(await run(container).ended).toEqual({ code: 1, said: expect.stringMatching(/^Refusal: PostgreSQL is still running on \S+, although its Portevoix \(host \S+, process 1 there\) stands still: stop that container/) })
    first.signal('SIGCONT')
    expect(server()).toBe(before)
    expect(await query(connection, 'select 42 as answer')).toBe(42)
  })
})

test.runIf(process.platform !== 'win32')('a process whose folder another has taken over ends, with its server, and leaves the lock to the other', async () => {
  const { run, lock } = volume()
  const first = run([])
  const { connection } = await first.ready
  writeFileSync(lock, '{"pid":1,"started":"","number_space":"another machine"}')
  const { code, said } = await first.ended
  expect([code, readFileSync(lock, 'utf8')]).toEqual([1, '{"pid":1,"started":"","number_space":"another machine"}'])
  expect(said).toMatch(/Another Portevoix has taken \S+ over while this one stood still/)
  await expect(query(connection, 'select 1')).rejects.toThrow(/ENOENT|ECONNREFUSED/)
})
