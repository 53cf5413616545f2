import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { endJournal, storeSegment } from '../queries/hits.ts'
import { createLane } from '../redirect/lane.ts'
import { eventually, silent, world } from '../world.fixture.ts'
import { segmentsOf, type JournalFolder } from './folders.ts'
import { readGroups } from './group.ts'
import { journals } from './journal.fixture.ts'

const here = await world()
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
afterAll(() => lane.close())
const { root, numberOf, stored, deliveryIn, reined, settled } = journals(here, lane)
const newLink = async () => numberOf((await here.link()).id)

/** What another machine does with a journal whose lock was not renewed for two minutes. */
const takeAway = async (folder: JournalFolder | null) => {
  if (folder === null) throw new Error('there is no journal')
  for (const segment of segmentsOf(folder)) {
    const { runs } = readGroups(readFileSync(segment.path))
    if (runs.length > 0) await lane.query(storeSegment(folder.id, segment.number, runs))
  }
  rmSync(folder.path, { recursive: true })
  await lane.query(endJournal(folder.id))
}

test('a process whose journal was taken over begins a new one before it writes again: nothing is lost', async () => {
  const folder = root()
  const link = await newLink()
  const { own, append, losses, said, close } = deliveryIn(folder)
  await append(link)
  await eventually(() => stored(link), (hits) => hits === 1)
  await settled()
  const first = own.current
  await takeAway(first)
  for (let hit = 0; hit < 5; hit++) expect(await append(link)).toBe(true)
  expect(await eventually(() => stored(link), (hits) => hits === 6)).toBe(6)
  expect(own.current?.id).not.toBe(first?.id)
  await close()
  expect([losses, said, readdirSync(folder)]).toEqual([[], ['another process took the journal over while this one stood still: it begins a new one'], []])
})

test('a journal whose lock is another’s is not one’s own, though the folder is there', async () => {
  const folder = root()
  const link = await newLink()
  const { own, append, close } = deliveryIn(folder)
  const held = own.current
  rmSync(`${held?.path}/lock`)
  expect(await held?.isOwn()).toBe(false)
  expect(await append(link)).toBe(true)
  expect(own.current?.id).not.toBe(held?.id)
  await close()
  expect(await stored(link)).toBe(1)
})

test('what was written before it was known to be one’s own for the last time is the other’s to deliver; what came after is counted as lost', async () => {
  const folder = root()
  const link = await newLink()
  const { held, release } = reined()
  const { own, journal, append, losses, close } = deliveryIn(folder, { lane: held })
  for (const hits of [3, 2]) {
    for (let hit = 0; hit < hits; hit++) await append(link)
    await journal.cut()
  }
  await takeAway(own.current)
  expect(await stored(link)).toBe(5)
  release()
  await eventually(async () => journal.waiting_bytes, (bytes) => bytes === 0)
  expect(await append(link)).toBe(true)
  await close()
  // the second segment was delivered whole here, which its process cannot tell
  expect([await stored(link), losses.map(({ hits }) => hits)]).toEqual([6, [2]])
})

test('a journal that another process ended but has not removed yet adds nothing, and its hits are counted as lost', async () => {
  const folder = root()
  const link = await newLink()
  const { held, release } = reined()
  const { own, journal, append, losses, close } = deliveryIn(folder, { lane: held })
  for (let hit = 0; hit < 3; hit++) await append(link)
  await lane.query(endJournal(own.current?.id ?? ''))
  release()
  await eventually(async () => journal.waiting_bytes, (bytes) => bytes === 0)
  await close()
  expect([await stored(link), losses.map(({ hits }) => hits)]).toEqual([0, [3]])
})
