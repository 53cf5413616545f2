import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { AlreadyKept, findLock, isElsewhere, takeLock } from '#kit/postgres/lock'
import { isNumberedHere, numberSpace, startOf } from '#kit/postgres/processes'

const all = mkdtempSync(join(tmpdir(), 'portevoix-lock-'))
afterAll(() => { rmSync(all, { recursive: true, force: true }) })

const fileIn = () => join(mkdtempSync(join(all, 'folder-')), 'lock')
const noProcess = 2 ** 31 - 1
const [boot = '', namespace = ''] = numberSpace()?.split(' ') ?? []
const otherBoot = '00000000-0000-4000-8000-000000000000'

/** A lock by somebody else, and what taking it comes to. */
const taking = (holder: object | string) => {
  const file = fileIn()
  writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder))
  try {
    takeLock(file, '/data')
    return 'taken'
  } catch (error) {
    if (error instanceof AlreadyKept) return error.message.replace('Portevoix is already running on /data', '').replace(/: stop it first.*/, '').trim()
    throw error
  }
}

test('a lock says whose it is, is held, and is given back', () => {
  const file = fileIn()
  const lock = takeLock(file, '/data')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid, started: startOf(process.pid), number_space: numberSpace(), host: hostname() })
  expect(() => takeLock(file, '/data')).toThrow(`Portevoix is already running on /data (process ${process.pid}): stop it first, or write another folder in DATA_DIR.`)
  lock.release()
  expect(readdirSync(join(file, '..'))).toEqual([])
})

test('of many that find a lock that was left, one takes it', () => {
  const file = fileIn()
  writeFileSync(file, '')
  takeLock(file, '/data').release()
  writeFileSync(file, 'half')
  const lock = takeLock(file, '/data')
  expect(() => takeLock(file, '/data', findLock(file))).toThrow(AlreadyKept)
  expect(findLock(file)?.text).toBe(lock.text)
})

test.runIf(process.platform === 'linux')('a space of numbers is this boot and this namespace', () => {
  expect([boot, namespace]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^pid:\[\d+\]$/)])
  expect([numberSpace(), `${otherBoot} ${namespace}`, `${boot} pid:[1]`, namespace, null].map(isNumberedHere)).toEqual([true, false, false, false, false])
})

const there = `, in another container or on another machine (host web-1, process ${noProcess} there)`
const gone = { pid: noProcess, host: 'web-1' }
const alive = { pid: process.pid, host: 'web-1' }

test.runIf(process.platform === 'linux').each([
  ['of here, its process gone', { ...gone, started: `${boot} 1`, number_space: numberSpace() }, 'taken'],
  ['of here, its number another’s now', { ...alive, started: `${boot} 1`, number_space: numberSpace() }, 'taken'],
  ['of another container', { ...gone, started: `${boot} 1`, number_space: `${boot} pid:[1]` }, there],
  ['of before this machine’s last start, or of another machine', { ...gone, started: `${otherBoot} 1`, number_space: `${otherBoot} ${namespace}` }, there],
  ['of a system that does not say', { ...gone, started: '', number_space: null }, there],
  ['of the former version, here', { ...gone, started: `${boot} 1`, number_space: namespace }, 'taken'],
  ['of the former version, here and alive', { ...alive, started: startOf(process.pid), number_space: namespace }, `(process ${process.pid})`],
  ['of the former version, in another container', { ...gone, started: `${boot} 1`, number_space: 'pid:[1]' }, there],
  ['of the former version, on another machine, whose namespaces have the same numbers', { ...gone, started: `${otherBoot} 1`, number_space: namespace }, there],
  ['of the earliest version, alive', { ...alive, started: startOf(process.pid) }, `(process ${process.pid})`],
  ['of the earliest version, not found', { ...gone, started: `${boot} 1` }, there],
  ['that cannot be read', '{"pid":', 'taken'],
])('a lock %s', (_, holder, expected) => {
  expect(taking(holder)).toBe(expected)
})

test('a lock of elsewhere is taken from whoever has watched it, unless it has changed since', () => {
  const file = fileIn()
  writeFileSync(file, JSON.stringify({ ...gone, started: '', number_space: 'elsewhere' }))
  const left = findLock(file)
  expect([left && isElsewhere(left), findLock(`${file}s`)]).toEqual([true, null])
  utimesSync(file, new Date(1_000), new Date(1_000))
  expect(() => takeLock(file, '/data', left)).toThrow(AlreadyKept)
  const again = findLock(file)
  expect(again?.changed_ms).toBe(1_000)
  const lock = takeLock(file, '/data', again)
  expect(findLock(file)?.text).toBe(lock.text)
})
