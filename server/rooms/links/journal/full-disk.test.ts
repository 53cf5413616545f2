import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isRoot } from '#kit/postgres/user'
import { newId } from '#kit/ids'
import { createLane } from '../redirect/lane.ts'
import { eventually, hitsOf, redirect, silent, world } from '../world.fixture.ts'
import { hitHead } from './hit.ts'
import { createLedger } from '../redirect/ledger.ts'
import { journals } from './journal.fixture.ts'
import { segmentPath } from './segment.ts'

const here = await world()
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
afterAll(() => lane.close())
const { root, numberOf, stored, left, deliveryIn } = journals(here, lane)
const away = createLane({ connection: { ...here.connections.links, host: '127.0.0.1', port: 1 }, name: 'nowhere', log: silent })
afterAll(() => away.close())

const mounted: string[] = []
afterAll(() => {
  for (const disk of mounted) {
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true })
  }
})

/** A disk of so many megabytes. */
const smallDisk = (megabytes: number): string => {
  const disk = mkdtempSync(join(tmpdir(), 'portevoix-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'portevoix-test', disk])
  mounted.push(disk)
  return join(disk, 'journal')
}

const fill = (file: string): void => {
  for (let octets = 1 << 20; octets >= 1; octets = Math.floor(octets / 2)) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(octets), { flag: 'a' })
    } catch { /* smaller ones may still find room */ }
  }
}

// it takes root, on Linux, to make a disk small enough to be filled
const canMount = process.platform === 'linux' && isRoot()

test.runIf(canMount)('a process that starts on a disk that journals fill answers, delivers them, and takes hits again by itself', async () => {
  const folder = smallDisk(4)
  const { id, slug } = await here.link()
  const old = await left(folder, await numberOf(id), 30)
  const filler = segmentPath(old.path, 2)
  fill(filler)
  const go = await redirect(here, { journal: { folder, limit_bytes: 1 << 30, hold_ms: 20 } })
  expect(go.service.state.trouble).toBe('ENOSPC')
  expect((await go.get(`/l/${slug}`)).status).toBe(302)
  expect(await eventually(async () => go.service.state.trouble, (trouble) => trouble === null, 5_000)).toBeNull()
  expect((await go.get(`/l/${slug}`)).status).toBe(302)
  expect(await hitsOf(here, id)).toHaveLength(32)
  expect([go.service.state.lost, go.service.state.set_aside, readdirSync(folder).length]).toEqual([0, 0, 1])
})

test.runIf(canMount)('with the database away as well it starts, says so, and settles each hit as lost', async () => {
  const folder = smallDisk(2)
  mkdirSync(folder)
  const link = await numberOf((await here.link()).id)
  fill(join(folder, 'filler'))
  const ledger = createLedger({ connection: { ...here.connections.links, host: '127.0.0.1', port: 1 }, log: silent, folder, limit_bytes: 1 << 24, lost: () => undefined, hold_ms: 20 })
  const settled = await new Promise((resolve) => { ledger.record(hitHead(here.organisation_id, link), Date.now(), null, null, null, resolve) })
  expect([settled, ledger.state.trouble, readdirSync(folder)]).toEqual([false, 'ENOSPC', ['filler']])
  rmSync(join(folder, 'filler'))
  expect(await eventually(async () => ledger.state.trouble, (trouble) => trouble === null)).toBeNull()
  await ledger.close()
})

test('journals that were left count against the limit, whatever becomes of the database', async () => {
  const folder = root()
  const link = await numberOf((await here.link()).id)
  await left(folder, link, 40)
  const { left: others, journal, append, close } = deliveryIn(folder, { lane: away, limit_bytes: 1_000 })
  expect(others.bytes).toBeGreaterThan(40 * 48)
  expect([await append(link), journal.trouble]).toEqual([false, 'full'])
  await close()
  const next = deliveryIn(folder, { limit_bytes: 1_000 })
  await eventually(async () => next.left.bytes, (bytes) => bytes === 0)
  expect(await next.append(link)).toBe(true)
  await next.close()
  expect(await stored(link)).toBe(41)
})

test('a journal that nobody can lock is told, and the others are delivered', async () => {
  const folder = root()
  const link = await numberOf((await here.link()).id)
  const broken = join(folder, `elsewhere.${newId()}`)
  writeFileSync(broken, 'a file where a folder should be')
  await left(folder, link, 2)
  const { delivery, said, close } = deliveryIn(folder)
  expect(await eventually(() => stored(link), (hits) => hits === 2)).toBe(2)
  expect([delivery.set_aside, said]).toEqual([1, ['a journal that was left cannot be taken']])
  await close()
})

test('an answer that fails keeps no other waiting where hits go straight to the database', async () => {
  const link = await numberOf((await here.link()).id)
  const ledger = createLedger({ connection: here.connections.links, log: silent, folder: root(), limit_bytes: 0, lost: () => undefined, hold_ms: 20 })
  const head = hitHead(here.organisation_id, link)
  const record = () => new Promise<boolean>((resolve) => { ledger.record(head, Date.now(), null, null, null, resolve) })
  await eventually(record, Boolean)
  ledger.record(head, Date.now(), null, null, null, () => { throw new Error('the socket is gone') })
  expect(await Promise.all([record(), record()])).toEqual([true, true])
  // what cannot even be handed to the database is not stored, and said so
  expect(await new Promise((resolve) => { ledger.record(head, Infinity, null, null, null, resolve) })).toBe(false)
  expect(await record()).toBe(true)
  await ledger.close()
  expect(ledger.state.trouble).toBe('full')
})
