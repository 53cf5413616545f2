import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { createAdoption, makeFolder } from './folders.ts'

const all = mkdtempSync(join(tmpdir(), 'portevoix-folders-'))
afterAll(() => { rmSync(all, { recursive: true, force: true }) })

/** Journals on a disk, and how much time has passed for who looks after them. */
const disk = () => {
  const root = mkdtempSync(join(all, 'journals-'))
  let passed = 0
  const adopt = createAdoption(root, () => passed)
  return { root, look: (later_ms: number) => { passed += later_ms; return adopt().map(({ path }) => path) } }
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

test('a journal that another machine left in order is taken at once', () => {
  const { root, look } = disk()
  const { folder, lock } = elsewhere(root, new Date())
  expect(look(0)).toEqual([])
  rmSync(lock)
  expect(look(half)).toEqual([folder])
})
