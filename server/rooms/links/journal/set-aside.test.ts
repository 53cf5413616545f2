import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createLane } from '../redirect/lane.ts'
import { eventually, redirect, silent, world } from '../world.fixture.ts'
import { groupHead, sealGroup } from './group.ts'
import { hitSize } from './hit.ts'
import { journals } from './journal.fixture.ts'
import { segmentPath } from './segment.ts'

const here = await world()
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
afterAll(() => lane.close())
const { root, numberOf, stored, left, deliveryIn, reined, settled } = journals(here, lane)
const newLink = async () => numberOf((await here.link()).id)
/** No moment that PostgreSQL knows. */
const never = 1e18
const setAside = 'a segment of the journal is set aside: it waits for somebody to look at it'
const asideIn = (folder: string) => readdirSync(folder).filter((name) => !/\.[0-9a-f-]{36}$/.test(name))

const flip = (path: string, octet: number) => {
  const bytes = readFileSync(path)
  bytes.writeUInt8(bytes.readUInt8(octet) ^ 4, octet)
  writeFileSync(path, bytes)
}

describe('one segment holds up no other', () => {
  test('where it cannot be read: the other journals and the own one are delivered, and it is kept', async () => {
    const folder = root()
    const link = await newLink()
    const spoilt = await left(folder, link, 1)
    rmSync(segmentPath(spoilt.path, 1))
    mkdirSync(segmentPath(spoilt.path, 1))
    const others = [await left(folder, link, 2), await left(folder, link, 3)]
    const { delivery, append, said, close } = deliveryIn(folder)
    await append(link)
    expect(await eventually(() => stored(link), (hits) => hits === 6)).toBe(6)
    await settled()
    expect([delivery.set_aside, said]).toEqual([1, [setAside]])
    await close()
    expect(readdirSync(folder)).toEqual([`${basename(spoilt.path)}.000000000001.unreadable`])
    expect(others).toHaveLength(2)
  })

  test('where the database refuses its hits, of a left journal and of the own one: what comes after is delivered', async () => {
    const folder = root()
    const link = await newLink()
    const refused = await left(folder, link, 2, { at: never })
    await left(folder, link, 2)
    const { own, delivery, journal, append, said, losses, close } = deliveryIn(folder)
    await append(link, never)
    await eventually(async () => delivery.set_aside, (count) => count === 2)
    await append(link)
    expect(await eventually(() => stored(link), (hits) => hits === 3)).toBe(3)
    await settled()
    expect([delivery.set_aside, journal.waiting_bytes, said, losses]).toEqual([2, 0, [setAside, setAside], []])
    const path = basename(own.current?.path ?? '')
    await close()
    expect(readdirSync(folder).sort()).toEqual([`${basename(refused.path)}.000000000001.refused`, `${path}.000000000001.refused`].sort())
  })

  test('where it cannot even be set aside: it stays where it is', async () => {
    const folder = root()
    const link = await newLink()
    const { own, delivery, append, said, close } = deliveryIn(folder)
    const held = own.current?.path ?? ''
    mkdirSync(join(folder, `${basename(held)}.000000000001.refused`)) // stands in the way
    await append(link, never)
    await eventually(async () => said, ({ length }) => length > 1)
    await append(link)
    expect(await eventually(() => stored(link), (hits) => hits === 1)).toBe(1)
    expect(delivery.set_aside).toBeGreaterThan(0)
    expect(said).toContain('a segment of the journal cannot be set aside')
    await close()
    expect(readdirSync(held)).toEqual(['000000000001.segment'])
  })

  test('is told by the next process too, until somebody takes it away', async () => {
    const folder = root()
    const link = await newLink()
    await left(folder, link, 1, { at: never })
    const first = deliveryIn(folder)
    await eventually(async () => first.delivery.set_aside, (count) => count === 1)
    await first.close()
    const next = deliveryIn(folder)
    expect([next.delivery.set_aside, next.said]).toEqual([1, ['segments of the journal were set aside: they wait for somebody to look at them']])
    const [name = ''] = asideIn(folder)
    // as docs/self-host.md says: in a folder of its own, it is a journal that was left
    const again = join(folder, 'again.6f1f9d8e-0000-4000-8000-0000000000aa')
    mkdirSync(again)
    writeFileSync(segmentPath(again, 1), readFileSync(join(folder, name)))
    rmSync(join(folder, name))
    expect(await eventually(async () => next.delivery.set_aside, (count) => count === 0)).toBe(0)
    await next.close()
    const last = deliveryIn(folder)
    expect(await eventually(async () => last.delivery.set_aside, (count) => count === 1)).toBe(1)
    await last.close()
    expect(asideIn(folder)).toEqual(['again.6f1f9d8e-0000-4000-8000-0000000000aa.000000000001.refused'])
  })
})

describe('what the disk spoils', () => {
  const group = groupHead + hitSize

  test.each([['the sign', 0], ['the length', 4], ['the length, beyond the end', 7], ['the checksum', 8], ['a hit', groupHead + 30]])('in %s of a group costs that group alone, which is counted as lost', async (_, octet) => {
    const folder = root()
    const link = await newLink()
    const spoilt = await left(folder, link, 20, { apart: true, at: 1_800_000_000_000 })
    flip(segmentPath(spoilt.path, 1), 3 * group + octet)
    const { delivery, said, losses, close } = deliveryIn(folder)
    await eventually(async () => delivery.set_aside, (count) => count === 1)
    expect([await stored(link), losses]).toEqual([19, [{ hits: 1, at: 1_800_000_000_000 }]])
    expect(said).toEqual(['a part of a segment was spoilt on the disk: its hits are lost', setAside])
    await close()
    expect(asideIn(folder)).toEqual([`${basename(spoilt.path)}.000000000001.damaged`])
  })

  test('at the end of the own journal is lost, for it was promised; after a crash nobody knows of it', async () => {
    const folder = root()
    const link = await newLink()
    const { held, release } = reined()
    const { own, delivery, append, losses, close } = deliveryIn(folder, { lane: held })
    for (let hit = 0; hit < 4; hit++) await append(link)
    flip(segmentPath(own.current?.path ?? '', 1), 3 * group + groupHead)
    release()
    await eventually(async () => delivery.set_aside, (count) => count === 1)
    await close()
    expect([await stored(link), losses.map(({ hits }) => hits)]).toEqual([3, [1]])
    const other = await left(folder, link, 4, { apart: true })
    flip(segmentPath(other.path, 1), 3 * group + groupHead)
    const next = deliveryIn(folder)
    expect(await eventually(() => stored(link), (hits) => hits === 6)).toBe(6)
    await next.close()
    expect(next.losses).toEqual([])
  })

  test('is written down with the day’s losses, and told by the service', async () => {
    const folder = root()
    const link = await newLink()
    const spoilt = await left(folder, link, 3, { apart: true, at: Date.parse('2026-03-04T12:00:00Z') })
    flip(segmentPath(spoilt.path, 1), group + groupHead)
    const go = await redirect(here, { journal: { folder, limit_bytes: 1 << 24, hold_ms: 20 } })
    const losses = async () => (await here.owner.query(`select day::text, requests::integer from links.losses`)).rows
    expect(await eventually(losses, ({ length }) => length > 0, 6_000)).toEqual([{ day: '2026-03-04', requests: 1 }])
    expect(go.service.state).toMatchObject({ lost: 1, set_aside: 1, trouble: null })
    expect(go.service.ready()).toBe(true)
    const figures = await go.service.metrics.metrics()
    expect(figures).toContain('\nportevoix_links_segments_set_aside 1\n')
    expect(figures).toContain('\nportevoix_links_hits_lost 1\n')
  })
})

test('octets of a segment that were written but never promised are not delivered', async () => {
  const folder = root()
  const link = await newLink()
  const { held, release } = reined()
  const { own, append, losses, close } = deliveryIn(folder, { lane: held })
  await append(link)
  // as a write leaves them that failed at its very end, on a disk that does not even take that they are cut off
  const path = segmentPath(own.current?.path ?? '', 1)
  const bytes = readFileSync(path)
  const group = Buffer.from(bytes.subarray(0, groupHead + hitSize))
  sealGroup(group, group.length)
  group.copy(bytes, group.length)
  writeFileSync(path, bytes)
  release()
  await eventually(() => stored(link), Boolean)
  await close()
  expect([await stored(link), losses, readdirSync(folder)]).toEqual([1, [], []])
})
