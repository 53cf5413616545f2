import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { groupHead, readGroups } from './group.ts'
import { hitHead, hitSize, hitsIn } from './hit.ts'
import { createJournal, type Group, type Journal } from './journal.ts'
import { quietSize, segmentSize, type Segment } from './segment.ts'

const lineShape = z.object({ msg: z.string() })
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
  const said: string[] = []
  const log = pino({ level: 'info' }, { write: (line) => { said.push(lineShape.parse(JSON.parse(line)).msg) } })
  const journal = createJournal({ hold: async () => ({ id: 'own', path: folder }), limit_bytes, elsewhere: () => 0, log, refused: (group) => {
    refusals.push(group)
    group.settles.forEach((settle) => { settle(false) })
  } })
  open.push({ journal, folder })
  const append = (link: number) => new Promise<boolean>((resolve) => {
    journal.append(hitHead('01994a6e-0000-7000-8000-000000000001', link), 1_000 + link, null, null, null, resolve)
  })
  const linksIn = (segments: readonly Segment[]) => segments.flatMap(({ path }) => readGroups(readFileSync(path)).runs.flatMap(hitsIn).map(({ link }) => link))
  const groupsIn = (segments: readonly Segment[]) => segments.map(({ path }) => readGroups(readFileSync(path)).runs.map(({ length }) => length / hitSize))
  return { folder, journal, refusals, said, append, linksIn, groupsIn }
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

test('segments end when they are long enough, and none is longer than the room that was made for it', async () => {
  const { journal, append, groupsIn } = start(1 << 24)
  await Promise.all(Array.from({ length: 50_000 }, (_, index) => append(index)))
  const segments = await journal.cut()
  // it was quiet before: the first and the second, which is made when the first is begun, are small
  expect(groupsIn(segments).map(({ length }) => length)).toEqual([1, 1, 21, 21, 6])
  expect(segments.slice(2).every(({ path, bytes }) => bytes <= segmentSize && readFileSync(path).length === segmentSize)).toBe(true)
  expect(journal.waiting_bytes).toBe(segments.reduce((sum, { bytes }) => sum + bytes, 0))
})

test('while it is quiet, little is written: segments are as large as what comes, and large again only under load', async () => {
  const { journal, append } = start(1 << 24)
  const sizes = async () => {
    const segments = await journal.cut()
    const all = segments.map(({ path }) => statSync(path).size)
    segments.forEach(journal.forget)
    return all
  }
  for (let second = 0; second < 5; second++) {
    await append(second)
    expect(await sizes()).toEqual([quietSize])
  }
  await Promise.all(Array.from({ length: 5_000 }, (_, index) => append(index)))
  expect((await sizes()).at(-1)).toBe(segmentSize)
  await Promise.all(Array.from({ length: 1_000 }, (_, index) => append(index)))
  expect(await sizes()).toEqual([segmentSize])
  // the large one that was made beforehand, then small ones
  for (const size of [segmentSize, segmentSize, quietSize, quietSize]) {
    await append(1)
    expect(await sizes()).toEqual([size])
  }
})

test('a small segment takes one hit after the other until its room is used', async () => {
  const { journal, append, groupsIn } = start()
  for (let hit = 0; hit < 300; hit++) await append(hit)
  const segments = await journal.cut()
  expect(groupsIn(segments).map(({ length }) => length)).toEqual([Math.floor(quietSize / (groupHead + hitSize)), 300 - Math.floor(quietSize / (groupHead + hitSize))])
})

describe('hits are written together', () => {
  test('where they arrive together, a thousand at most', async () => {
    const { journal, append, groupsIn } = start()
    await Promise.all(Array.from({ length: 2_500 }, (_, index) => append(index)))
    expect(groupsIn(await journal.cut()).flat()).toEqual([1_000, 1_000, 500])
  })

  test('where they arrive one after the other, as long as they do, until they are enough', async () => {
    const { journal, append, groupsIn } = start()
    // the first segment is there
    await append(0)
    const appended = []
    for (let index = 0; index < 100; index++) {
      appended.push(append(index))
      await new Promise((resolve) => { setImmediate(resolve) })
    }
    await Promise.all(appended)
    const [[first, second] = []] = groupsIn(await journal.cut())
    expect(first).toBe(1)
    expect(second).toBeGreaterThanOrEqual(48)
    expect(second).toBeLessThan(60)
  })

  test('where they stop, at once', async () => {
    const { journal, append, groupsIn } = start()
    await append(1)
    await append(2)
    expect(groupsIn(await journal.cut())).toEqual([[1, 1]])
  })
})

test('an answer that fails keeps no other waiting', async () => {
  const { journal, append, said } = start()
  journal.append(hitHead('01994a6e-0000-7000-8000-000000000001', 1), 1_000, null, null, null, () => { throw new Error('the socket is gone') })
  expect(await append(2)).toBe(true)
  expect(await append(3)).toBe(true)
  expect(said).toEqual(['an answer failed'])
})

test('what was appended before it is closed is settled, and no file stays open', async () => {
  const { folder, journal, append, linksIn } = start()
  const appended = [append(1), append(2)]
  await journal.close()
  expect(await Promise.all(appended)).toEqual([true, true])
  expect(linksIn(await journal.cut())).toEqual([1, 2])
  const files = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd') : []
  const opened = files.flatMap((file) => {
    try { return [readlinkSync(`/proc/self/fd/${file}`)] } catch { return [] }
  })
  expect(opened.filter((path) => path.startsWith(folder))).toEqual([])
})

test('more than may wait is refused aloud until room is made', async () => {
  const { journal, append, refusals, said } = start(3 * (groupHead + hitSize))
  for (const link of [1, 2, 3]) expect(await append(link)).toBe(true)
  expect(await append(4)).toBe(false)
  expect(journal.trouble).toBe('full')
  expect(said).toEqual(['the journal takes no hits'])
  expect(journal.waiting_bytes).toBe(3 * (groupHead + hitSize))
  expect(refusals.map(({ buffer, end }) => hitsIn(buffer.subarray(groupHead, end)).map(({ link }) => link))).toEqual([[4]])
  expect(await append(5)).toBe(false)
  expect(said).toHaveLength(1)
  const [oldest] = await journal.cut()
  if (oldest) journal.forget(oldest)
  expect(await append(6)).toBe(true)
  expect(journal.trouble).toBeNull()
  expect(await append(7)).toBe(true)
  expect(said).toEqual(['the journal takes no hits', 'the journal takes hits again'])
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
