import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { newId } from '#kit/ids'
import { createAdoption, makeFolder, removeFolder, segmentsOf, type Adoption } from './folders.ts'

const all = mkdtempSync(join(tmpdir(), 'portevoix-folders-'))
afterAll(() => { rmSync(all, { recursive: true, force: true }) })

/** What is found at a look; nothing where it is not the time. */
const found = (adopt: Adoption) => adopt()?.folders ?? []

/** Journals on a disk, and how much time has passed for who looks after them. */
const disk = () => {
  const root = mkdtempSync(join(all, 'journals-'))
  let passed = 0
  const adopt = createAdoption(root, () => passed)
  return { root, look: (later_ms: number) => { passed += later_ms; return found(adopt).map(({ path }) => path) } }
}

/** A journal of another machine, whose clock says this. */
const elsewhere = (root: string, clock: Date) => {
  const folder = join(root, `elsewhere.${newId()}`)
  const lock = join(folder, 'lock')
  mkdirSync(folder)
  writeFileSync(lock, '{}')
  const renew = (now: Date) => { utimesSync(lock, now, now) }
  renew(clock)
  return { folder, lock, renew }
}

const half = 30_000

test('a journal whose process lives is left alone, and taken once it has ended, at the next look', () => {
  const { root, look } = disk()
  const own = makeFolder(root)
  expect(look(0)).toEqual([])
  own.release()
  expect(look(half - 1)).toEqual([])
  expect(look(1)).toEqual([own.path])
})

test.each([['right', 0], ['an hour slow', -3_600_000], ['a day fast', 86_400_000]])('a journal of another machine is its own as long as its lock changes, its clock being %s', (_, wrong) => {
  const { root, look } = disk()
  const now = Date.now() + wrong
  const away = elsewhere(root, new Date(now))
  for (let turn = 1; turn <= 8; turn++) {
    expect(look(half)).toEqual([])
    away.renew(new Date(now + turn * half))
  }
  away.renew(new Date(now - 600_000)) // its clock is put right
  for (let turn = 0; turn < 4; turn++) expect(look(half)).toEqual([])
  expect(look(half)).toEqual([away.folder])
})

const lockShape = z.object({ pid: z.number(), started: z.string(), token: z.string(), number_space: z.string().nullable().optional() })

/** What a process of this host's name, whose folder this is, writes in its lock, with a change. */
const rewrite = (path: string, change: (lock: z.infer<typeof lockShape>) => object) => {
  const lock = join(path, 'lock')
  writeFileSync(lock, JSON.stringify(change(lockShape.parse(JSON.parse(readFileSync(lock, 'utf8'))))))
  return { renew: (at: number) => { utimesSync(lock, new Date(at), new Date(at)) } }
}

const noProcess = 2 ** 31 - 1
const otherBoot = '00000000-0000-4000-8000-000000000000'
const isLinux = process.platform === 'linux'
// the same one on all machines, outside containers; no other system has any
const namespace = isLinux ? readlinkSync('/proc/self/ns/pid') : null

const strangers: [string, object][] = [
  ['another container', { pid: noProcess, number_space: 'pid:[1]' }],
  ['another container, whose number is one of ours', { number_space: 'pid:[1]' }],
  ['an earlier version, which does not say where its number counts', { pid: noProcess, number_space: undefined }],
]
const namesakes: [string, object][] = [
  ['another machine', { pid: noProcess, started: `${otherBoot} 1`, number_space: `${otherBoot} ${namespace}` }],
  ['another machine, of the former version', { pid: noProcess, started: `${otherBoot} 1`, number_space: namespace }],
]

test.each([...strangers, ...isLinux ? namesakes : []])('under the same host name, the journal of %s is its own as long as its lock changes', (_, change) => {
  const { root, look } = disk()
  const own = makeFolder(root)
  const { renew } = rewrite(own.path, (lock) => ({ ...lock, ...change }))
  for (let turn = 1; turn <= 8; turn++) {
    renew(turn * half)
    expect(look(half)).toEqual([])
  }
  for (let turn = 0; turn < 3; turn++) expect(look(half)).toEqual([])
  expect(look(half)).toEqual([own.path])
})

test.each([['as now', {}], ['as the former version wrote them', { number_space: namespace }]])('a process of this host, and of these numbers, %s, that was killed leaves its journal to the next look', (_, change) => {
  const { root, look } = disk()
  const own = makeFolder(root)
  rewrite(own.path, (lock) => ({ ...lock, pid: noProcess, ...change }))
  expect(look(0)).toEqual([own.path])
})

test('a lock of an earlier version holds as long as its process lives, renewed or not', () => {
  const { root, look } = disk()
  rewrite(makeFolder(root).path, (lock) => ({ ...lock, number_space: undefined }))
  for (let turn = 0; turn < 8; turn++) expect(look(half)).toEqual([])
})

test('a journal that another machine left in order is taken at once', () => {
  const { root, look } = disk()
  const { folder, lock } = elsewhere(root, new Date())
  expect(look(0)).toEqual([])
  rmSync(lock)
  expect(look(half)).toEqual([folder])
})

test('a journal is a folder of this machine and its id, for its owner alone', () => {
  const { root } = disk()
  const own = makeFolder(join(root, 'deep'))
  expect(basename(own.path)).toBe(`${hostname().replaceAll(/[^\w-]/g, '-')}.${own.id}`)
  expect(statSync(own.path).mode & 0o777).toBe(0o700)
  expect(statSync(join(root, 'deep')).mode & 0o777).toBe(0o700)
  own.release()
})

test('a folder that is not there yet is made to look into, for its owner alone, and what is no journal is left alone', () => {
  const { root } = disk()
  const below = join(root, 'below')
  let passed = 0
  const adopt = createAdoption(below, () => passed)
  expect(found(adopt)).toEqual([])
  expect(statSync(below).mode & 0o777).toBe(0o700)
  const id = newId()
  for (const name of ['lost+found', id, `elsewhere.${id}.old`, `.${id}`, `else where.${id}`, `elsewhere.${id.slice(1)}`, `elsewhere.${id.toUpperCase()}`, `elsewhere.${id}0`]) mkdirSync(join(below, name))
  mkdirSync(join(below, `else-where_2.${id}`))
  passed += half
  expect(found(adopt).map(({ path, id }) => [path, id])).toEqual([[join(below, `else-where_2.${id}`), id]])
})

test('a journal is held by who took it until it is given back', () => {
  const { root, look } = disk()
  const own = makeFolder(root)
  own.release()
  const [first, second] = [createAdoption(root), createAdoption(root)]
  const [taken] = found(first)
  expect(taken?.path).toBe(own.path)
  expect(found(second)).toEqual([])
  taken?.release()
  expect(look(0)).toEqual([own.path])
})

test('it says whether its lock is still its own', async () => {
  const { root } = disk()
  const own = makeFolder(root)
  const lock = join(own.path, 'lock')
  expect(await own.isOwn()).toBe(true)
  const text = readFileSync(lock, 'utf8')
  writeFileSync(lock, `${text} `)
  expect(await own.isOwn()).toBe(false)
  writeFileSync(lock, text)
  expect(await own.isOwn()).toBe(true)
  rmSync(lock)
  expect(await own.isOwn()).toBe(false)
  mkdirSync(lock)
  await expect(own.isOwn()).rejects.toThrow('EISDIR')
})

test('a journal that cannot be taken is told, by its folder and what hinders, and the next is found all the same', () => {
  const { root } = disk()
  const [first, second] = [makeFolder(root), makeFolder(root)].toSorted((one, other) => (one.path < other.path ? -1 : 1))
  first?.release()
  second?.release()
  mkdirSync(join(first?.path ?? '', 'lock'))
  const looked = createAdoption(root)()
  expect(looked?.troubled).toEqual([{ path: first?.path, problem: 'EEXIST' }])
  expect(looked?.folders.map(({ path }) => path)).toEqual([second?.path])
})

test('where its lock cannot be made, a new journal leaves no folder behind', () => {
  const { root } = disk()
  rmSync(root, { recursive: true })
  writeFileSync(root, 'no folder')
  expect(() => makeFolder(root)).toThrow('ENOTDIR')
  rmSync(root)
  mkdirSync(root)
  vi.spyOn(globalThis, 'setInterval').mockImplementationOnce(() => { throw new Error('no timer') })
  expect(() => makeFolder(root)).toThrow('no timer')
  expect(readdirSync(root)).toEqual([])
})

test('its lock is renewed every ten seconds, as long as it is held', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    const { root } = disk()
    const own = makeFolder(root)
    const lock = join(own.path, 'lock')
    const long_ago = new Date('2026-01-01T00:00:00Z')
    const renewed = (after_ms: number) => {
      utimesSync(lock, long_ago, long_ago)
      vi.advanceTimersByTime(after_ms)
      return statSync(lock).mtimeMs > long_ago.getTime()
    }
    expect([renewed(9_999), renewed(1), renewed(10_000)]).toEqual([false, true, true])
    rmSync(own.path, { recursive: true })
    vi.advanceTimersByTime(10_000)
    mkdirSync(own.path)
    own.release()
    writeFileSync(lock, '{}')
    expect(renewed(60_000)).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('a machine that left and came back under the same name is watched anew', () => {
  const { root, look } = disk()
  const away = elsewhere(root, new Date(1_000_000))
  expect(look(half)).toEqual([])
  rmSync(away.folder, { recursive: true })
  expect(look(4 * half)).toEqual([])
  mkdirSync(away.folder)
  writeFileSync(away.lock, '{}')
  away.renew(new Date(1_000_000))
  expect(look(half)).toEqual([])
  for (let turn = 0; turn < 3; turn++) expect(look(half)).toEqual([])
  expect(look(half)).toEqual([away.folder])
})

test('segments are told by their names, oldest first, with their octets; they go with the journal', () => {
  const { root } = disk()
  const own = makeFolder(root)
  const paths = [12, 2, 1].map((number) => join(own.path, `${String(number).padStart(12, '0')}.segment`))
  paths.forEach((path, index) => { writeFileSync(path, 'x'.repeat(index + 1)) })
  writeFileSync(join(own.path, 'notes.txt'), '')
  expect(segmentsOf(own)).toEqual([[1, paths[2], 3], [2, paths[1], 2], [12, paths[0], 1]].map(([number, path, bytes]) => ({ journal_id: own.id, number, path, bytes })))
  removeFolder(root, own)
  expect([existsSync(own.path), readdirSync(root)]).toEqual([false, []])
  removeFolder(root, makeFolder(root))
  expect(readdirSync(root)).toEqual([])
})
