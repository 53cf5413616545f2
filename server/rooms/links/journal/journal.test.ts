import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { groupHead, readGroups } from './group.ts'
import { hitHead, hitSize, hitsIn } from './hit.ts'
import { createJournal, type Group, type Journal } from './journal.ts'
import type { Segment } from './segment.ts'

const log = pino({ level: 'silent' })
const open: { journal: Journal; folder: string }[] = []

afterEach(async () => {
  for (const { journal, folder } of open.splice(0)) {
    await journal.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const start = (limit_bytes = 1 << 20) => {
  const folder = mkdtempSync(join(tmpdir(), 'portevoix-journal-'))
  const refusals: Group[] = []
  const journal = createJournal({ folder, limit_bytes, log, refused: (group) => {
    refusals.push(group)
    group.settles.forEach((settle) => { settle(false) })
  } })
  open.push({ journal, folder })
  const append = (link: number) => new Promise<boolean>((resolve) => {
    journal.append(hitHead('01994a6e-0000-7000-8000-000000000001', link), 1_000 + link, null, null, resolve)
  })
  const linksIn = (segments: readonly Segment[]) => segments.flatMap(({ path }) => readGroups(readFileSync(path)).runs.flatMap(hitsIn).map(({ link }) => link))
  return { folder, journal, refusals, append, linksIn }
}

test('what was appended is in the files before it is settled, each once and in order', async () => {
  const { journal, append, linksIn } = start()
  const first = Array.from({ length: 2_500 }, (_, index) => index)
  expect(await Promise.all(first.map(append))).toEqual(first.map(() => true))
  await append(2_500)
  expect(linksIn(await journal.cut())).toEqual([...first, 2_500])
  expect(journal.trouble).toBeNull()
})

test('a cut gives whole segments, and later ones begin anew', async () => {
  const { journal, append, linksIn } = start()
  expect(await journal.cut()).toEqual([])
  await append(1)
  const [one] = await journal.cut()
  await append(2)
  const segments = await journal.cut()
  expect(linksIn(segments)).toEqual([1, 2])
  expect(segments.map(({ number }) => number)).toEqual([1, 2])
  if (one) journal.forget(one)
  expect(linksIn(await journal.cut())).toEqual([2])
  expect(journal.waiting_bytes).toBe(groupHead + hitSize)
})

test('cuts while hits arrive lose none', async () => {
  const { journal, append, linksIn } = start()
  const appended: Promise<boolean>[] = []
  for (let link = 0; link < 3_000; link++) {
    appended.push(append(link))
    if (link % 100 === 0) await journal.cut()
  }
  expect((await Promise.all(appended)).every(Boolean)).toBe(true)
  expect(linksIn(await journal.cut())).toEqual(Array.from({ length: 3_000 }, (_, link) => link))
})

test('segments end when they are long enough', async () => {
  const { journal, append } = start(1 << 24)
  await Promise.all(Array.from({ length: 50_000 }, (_, index) => append(index)))
  expect((await journal.cut()).length).toBeGreaterThan(1)
})

test('more than may wait is refused aloud until room is made', async () => {
  const { journal, append, refusals } = start(3 * (groupHead + hitSize))
  for (const link of [1, 2, 3]) expect(await append(link)).toBe(true)
  expect(await append(4)).toBe(false)
  expect(journal.trouble).toBe('full')
  expect(refusals).toHaveLength(1)
  const [oldest] = await journal.cut()
  if (oldest) journal.forget(oldest)
  expect(await append(5)).toBe(true)
  expect(journal.trouble).toBeNull()
})

test('a folder that cannot be written is said so, and used again as soon as it can', async () => {
  const { folder, journal, append } = start()
  await append(1)
  await journal.cut()
  rmSync(folder, { recursive: true, force: true })
  // the next segment was open already
  await append(2)
  await journal.cut()
  expect(await append(3)).toBe(false)
  expect(journal.trouble).toBe('ENOENT')
})
