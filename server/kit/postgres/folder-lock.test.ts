import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, expect, test, vi } from 'vitest'
import { AlreadyKept } from '#kit/postgres/lock'
import { lockFolder } from '#kit/postgres/folder-lock'
import { isRoot } from '#kit/postgres/user'

const all = mkdtempSync(join(tmpdir(), 'portevoix-folder-lock-'))
afterAll(() => { rmSync(all, { recursive: true, force: true }) })

const place = (folder = mkdtempSync(join(all, 'data-'))) => {
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => { said.push(line) } })
  const lost = vi.fn<(error: AlreadyKept) => void>()
  const take = () => lockFolder({ home: { folder, cluster: join(folder, 'cluster'), user: null }, data_dir: '/data', log, lost })
  return { file: join(folder, 'portevoix.lock'), said, lost, take }
}

const elsewhere = '{"pid":7,"started":"","number_space":"elsewhere","host":"web-1"}'
const longAgo = new Date(1_000_000)
/** Every two seconds, and on a busy machine later. */
const soon = { timeout: 12_000, interval: 100 }

test('a lock that was left here is taken at once, renewed as long as it is held, and no longer', async () => {
  const { file, take, said, lost } = place()
  writeFileSync(file, 'half')
  const lock = await take()
  lock.check()
  utimesSync(file, longAgo, longAgo)
  await expect.poll(() => statSync(file).mtimeMs, soon).toBeGreaterThan(longAgo.getTime())
  lock.release()
  writeFileSync(file, elsewhere)
  utimesSync(file, longAgo, longAgo)
  await new Promise((resolve) => { setTimeout(resolve, 2_500) })
  expect([statSync(file).mtimeMs, said, lost.mock.calls]).toEqual([longAgo.getTime(), [], []])
})

test('a lock of elsewhere that is renewed is respected, whatever its clock says, and the log says whose it is', async () => {
  const { file, take, said } = place()
  writeFileSync(file, elsewhere)
  const before = performance.now()
  const timer = setInterval(() => { utimesSync(file, longAgo, longAgo) }, 1_000)
  await expect(take()).rejects.toThrow('Portevoix is already running on /data, in another container or on another machine (host web-1, process 7 there): stop it first')
  clearInterval(timer)
  // sooner than it would be taken over
  expect(performance.now() - before).toBeLessThan(12_000)
  expect(said.map((line) => JSON.parse(line))).toMatchObject([{ holder: { host: 'web-1', pid: 7 }, data_dir: '/data', msg: expect.stringMatching(/^the data folder has a lock of another container or machine/) }])
  expect(readFileSync(file, 'utf8')).toBe(elsewhere)
})

test('a lock of elsewhere that is given back meanwhile is not waited for', async () => {
  const { file, take } = place()
  writeFileSync(file, elsewhere)
  const taken = take()
  rmSync(file)
  const lock = await taken
  expect(() => { lock.check() }).not.toThrow()
  lock.release()
})

test('who has lost the folder to another is told once, and is no more taken for its keeper', async () => {
  const { file, take, lost } = place()
  const lock = await take()
  rmSync(file)
  expect(() => { lock.check() }).toThrow(AlreadyKept)
  writeFileSync(file, elsewhere)
  expect(() => { lock.check() }).toThrow(/host web-1/)
  await expect.poll(() => lost.mock.calls.map(([error]) => error.message), soon).toEqual(['Another Portevoix has taken /data over while this one stood still: it ends, so that two never write there.'])
  lock.release()
  expect(readFileSync(file, 'utf8')).toBe(elsewhere)
})

test('a lock that cannot be renewed is told of, once', async () => {
  const { file, take, said, lost } = place()
  const lock = await take()
  rmSync(file)
  await expect.poll(() => said.length, soon).toBe(1)
  await new Promise((resolve) => { setTimeout(resolve, 2_200) })
  lock.release()
  expect([said.map((line) => /"msg":"the lock of the data folder cannot be renewed/.test(line)), lost.mock.calls]).toEqual([[true], []])
})

// it takes root, on Linux, to make a disk small enough to be filled
test.runIf(process.platform === 'linux' && isRoot())('on a full disk it is renewed all the same', async () => {
  const disk = join(all, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'portevoix-test', disk])
  try {
    const { file, take, said } = place(disk)
    const lock = await take()
    const text = readFileSync(file, 'utf8')
    expect(() => { writeFileSync(join(disk, 'filler'), Buffer.alloc(2 << 20)) }).toThrow('ENOSPC')
    utimesSync(file, longAgo, longAgo)
    await expect.poll(() => statSync(file).mtimeMs, soon).toBeGreaterThan(longAgo.getTime())
    expect([readFileSync(file, 'utf8'), said]).toEqual([text, []])
    lock.release()
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})
