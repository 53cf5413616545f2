import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createClients } from '#kit/clients'
import { newId } from '#kit/ids'
import { houseStatements } from '#room/organisations'
import { createLane } from '../redirect/lane.ts'
import { endJournal, storeHits, storeSegment } from '../queries/hits.ts'
import { slugKey } from '../actions.ts'
import { dayKeys } from '../day-keys.ts'
import { redirectService } from '../redirect/service.ts'
import { dropReasons } from '../rules.ts'
import { delivered, eventually, hitsOf, redirect, silent, world } from '../world.fixture.ts'
import { createAdoption } from './folders.ts'
import { journals } from './journal.fixture.ts'
import { groupHead, readGroups } from './group.ts'
import { originKey } from '../origin.ts'
import { hitHead, hitsAsOctets, hitSize, type Hit } from './hit.ts'
import { quietSize, segmentPath } from './segment.ts'

const here = await world()
const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
const { root, numberOf, left, deliveryIn, settled } = journals(here, lane)
const store = (journal: string, segment: number, ...hits: Hit[]) => lane.query(storeSegment(journal, segment, [hitsAsOctets(hits)]))
const service = (folder: string) => redirectService({
  connection: here.connections.links, log: silent, clock: here.kit.clock, slug_key: slugKey(here.kit), day_keys: dayKeys(here.kit), origin_key: originKey(here.kit), journal: { folder, limit_bytes: 1 << 24 },
  house_statements: houseStatements, settings: () => ({ base_url: 'https://portevoix.example', links_base_url: null }), clients: createClients([], silent),
})

test('a segment is taken over once, however often it is delivered', async () => {
  const { id } = await here.link()
  const journal = newId()
  const hit: Hit = { organisation_id: here.organisation_id, link: await numberOf(id), at: Date.now(), reason: null, visitor: '\0\0\0\0\0\0\0\u00ff', origin: null }
  for (let turn = 0; turn < 3; turn++) await store(journal, 1, hit, { ...hit, reason: 4, visitor: null, origin: null })
  await store(journal, 2, hit)
  await store(journal, 1, hit)
  expect(await hitsOf(here, id)).toHaveLength(3)
  const { rows } = await here.owner.query('select hits from links.batches where organisation_id = $1 order by id', [here.organisation_id])
  expect(rows).toEqual([{ hits: 2 }, { hits: 1 }])
})

test('a delivery that arrives after its journal was done with adds nothing, for a week', async () => {
  const { id } = await here.link()
  const [unused, late, journal] = [newId(), newId(), newId()]
  const hit: Hit = { organisation_id: here.organisation_id, link: await numberOf(id), at: Date.now(), reason: null, visitor: null, origin: null }
  const known = async () => (await here.owner.query<{ id: string }>('select id from links.journals where id = any($1) order by id', [[unused, late, journal]])).rows.map(({ id }) => id)
  await store(journal, 1, hit)
  await lane.query(endJournal(journal))
  await store(journal, 1, hit)
  await lane.query(endJournal(late))
  await store(late, 1, hit)
  expect(await hitsOf(here, id)).toHaveLength(1)
  await here.owner.query(`update links.journals set at = now() - interval '6 days' where id = $1`, [late])
  await here.owner.query(`update links.journals set at = now() - interval '8 days' where id = $1`, [journal])
  await lane.query(endJournal(unused))
  expect(await known()).toEqual([unused, late].sort())
})

test('a journal in use is known however long it had nothing to deliver', async () => {
  const [journal, other] = [newId(), newId()]
  const { id } = await here.link()
  const hit: Hit = { organisation_id: here.organisation_id, link: await numberOf(id), at: Date.now(), reason: null, visitor: null, origin: null }
  await store(journal, 1, hit)
  await here.owner.query(`update links.journals set at = now() - interval '30 days' where id = $1`, [journal])
  await lane.query(endJournal(other))
  await store(journal, 1, hit)
  expect(await hitsOf(here, id)).toHaveLength(1)
})

test('hits of several organisations go each to its own batch', async () => {
  const other = newId()
  const hit: Hit = { organisation_id: other, link: 1, at: Date.now(), reason: null, visitor: null, origin: null }
  await lane.query(storeHits([hitsAsOctets([hit, { ...hit, organisation_id: here.organisation_id }]), hitsAsOctets([hit])]))
  expect((await here.owner.query('select hits from links.batches where organisation_id = $1', [other])).rows).toEqual([{ hits: 2 }])
  const { rows: [together] } = await here.owner.query<{ same: boolean }>('select count(distinct h.batch) = 1 and min(h.batch) = min(b.id) as same from links.hits h join links.batches b using (organisation_id) where organisation_id = $1', [other])
  expect(together?.same).toBe(true)
})

test('journals left by ended processes are delivered by the next one on their disk, then removed', async () => {
  const folder = root()
  const { id } = await here.link()
  const link = await numberOf(id)
  await left(folder, link, 40)
  const cut = await left(folder, link, 2)
  const [segment = ''] = readdirSync(cut.path).filter((name) => name.endsWith('.segment'))
  const file = openSync(join(cut.path, segment), 'r+')
  writeSync(file, Buffer.from('PVX1 torn off'), 0, 13, readGroups(readFileSync(join(cut.path, segment))).whole)
  closeSync(file)
  const next = service(folder)
  expect(await eventually(async () => readdirSync(folder).length, (count) => count === 1, 5_000)).toBe(1)
  expect(await hitsOf(here, id)).toHaveLength(42)
  await next.close()
  expect(readdirSync(folder)).toEqual([])
  await store(cut.id, 99, { organisation_id: here.organisation_id, link, at: Date.now(), reason: null, visitor: null, origin: null })
  expect(await hitsOf(here, id)).toHaveLength(42)
})

describe('a database that refuses', () => {
  const refuse = () => here.owner.query(`revoke insert on links.hits from portevoix_links`)
  const accept = () => here.owner.query(`grant insert on links.hits to portevoix_links`)

  test('gets each hit once when it takes them again, from the journal and from those that were left', async () => {
    const folder = root()
    const { id } = await here.link()
    const link = await numberOf(id)
    await left(folder, link, 3)
    await refuse()
    const { journal, left: others, append, close } = deliveryIn(folder)
    await append(link)
    await eventually(async () => others.bytes, Boolean)
    await settled()
    expect([await hitsOf(here, id), journal.waiting_bytes, others.bytes]).toEqual([[], groupHead + hitSize, quietSize])
    expect(readdirSync(folder)).toHaveLength(2)
    await accept()
    expect(await eventually(() => hitsOf(here, id), ({ length }) => length === 4)).toHaveLength(4)
    await settled()
    expect([journal.waiting_bytes, others.bytes, readdirSync(folder).length]).toEqual([0, 0, 1])
    for (const count of [5, 6]) {
      await append(link)
      expect(await eventually(() => hitsOf(here, id), ({ length }) => length === count)).toHaveLength(count)
    }
    await append(link)
    await close()
    expect(await hitsOf(here, id)).toHaveLength(7)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is asked more and more seldom, and said to refuse once each time', async () => {
    const { id } = await here.link()
    const { append, close, said, asked } = deliveryIn(root())
    for (let turn = 1; turn <= 2; turn++) {
      await refuse()
      await append(await numberOf(id))
      const before = asked()
      await new Promise((resolve) => { setTimeout(resolve, 900) })
      expect(asked() - before).toBeGreaterThan(1)
      expect(asked() - before).toBeLessThan(8)
      expect(said).toEqual(Array.from({ length: turn }, () => 'the journal waits for the database'))
      await accept()
      expect(await eventually(() => hitsOf(here, id), ({ length }) => length === turn)).toHaveLength(turn)
      await settled()
    }
    await close()
    expect(said).toHaveLength(2)
  })

  test('keeps nobody waiting who ends', async () => {
    const { append, close, said } = deliveryIn(root(), { hold_ms: 2_000 })
    const { id } = await here.link()
    await append(await numberOf(id))
    await settled()
    const started = performance.now()
    await close()
    expect(performance.now() - started).toBeLessThan(1_500)
    expect([await hitsOf(here, id), said]).toEqual([[expect.objectContaining({ reason: null })], []])
  })

  test('leaves the journal to the next start, which is free to take it', async () => {
    const folder = root()
    const { id } = await here.link()
    const { own, append, close, said } = deliveryIn(folder)
    await refuse()
    await append(await numberOf(id))
    await close()
    expect(said.at(-1)).toBe('the journal is left for the next start')
    expect(readdirSync(own.current?.path ?? '')).toEqual(['000000000001.segment'])
    await accept()
    const [taken] = createAdoption(folder)()?.folders ?? []
    expect(taken?.path).toBe(own.current?.path)
    taken?.release()
    const next = deliveryIn(folder)
    expect(await eventually(() => hitsOf(here, id), ({ length }) => length === 1)).toHaveLength(1)
    await next.close()
    expect(readdirSync(folder)).toEqual([])
  })

  test('gives back what others left, for whoever comes next', async () => {
    const folder = root()
    const { id } = await here.link()
    await refuse()
    const other = await left(folder, await numberOf(id), 1)
    const { left: others, close } = deliveryIn(folder)
    await eventually(async () => others.bytes, Boolean)
    await close()
    await accept()
    const [taken] = createAdoption(folder)()?.folders ?? []
    expect(taken?.path).toBe(other.path)
    taken?.release()
  })

  test.each([['whole', 0], ['torn off', 1]])('or takes: a segment that is %s is told %i times', async (_name, times) => {
    const folder = root()
    const { id } = await here.link()
    const own = await left(folder, await numberOf(id), 2)
    const path = segmentPath(own.path, 1)
    const whole = readGroups(readFileSync(path)).whole
    // the last of the octets that are looked at
    if (times > 0) {
      const file = openSync(path, 'r+')
      writeSync(file, Buffer.from([1]), 0, 1, whole + groupHead - 1)
      closeSync(file)
    }
    const { close, said } = deliveryIn(folder)
    expect(await eventually(() => hitsOf(here, id), ({ length }) => length === 2)).toHaveLength(2)
    await close()
    expect(said).toEqual(Array.from({ length: times }, () => 'the end of a segment was never promised to anybody, and is left out'))
  })

  test('is said so for hits that no journal took', async () => {
    const { id } = await here.link()
    const { delivery, close } = deliveryIn(root())
    const hits = hitsAsOctets([{ organisation_id: here.organisation_id, link: await numberOf(id), at: Date.now(), reason: null, visitor: null, origin: null }])
    await refuse()
    expect(await delivery.store(hits)).toBe(false)
    await accept()
    expect(await delivery.store(hits)).toBe(true)
    expect(await hitsOf(here, id)).toHaveLength(1)
    await close()
  })
})

test('what turned out to be left out is so by visitor and moment, and what was left out already stays as it was', async () => {
  const folder = root()
  const { id } = await here.link()
  const link = await numberOf(id)
  const { journal, delivery, close } = deliveryIn(folder, { hold_ms: 400 })
  const at = Date.now()
  const append = (moment: number, reason: number | null, visitor: string | null) => new Promise((resolve) => { journal.append(hitHead(here.organisation_id, link), moment, reason, visitor, null, resolve) })
  const [one, other] = ['\u0001#Eg\u0089«Íï', '\u0002#Eg\u0089«Íï']
  await Promise.all([append(at, null, one), append(at + 1, null, one), append(at + 2, 9, one), append(at, null, other), append(at + 3, null, null)])
  delivery.amend(one, at, dropReasons.many_links)
  delivery.amend(one, at + 2, dropReasons.many_links)
  const hits = await eventually(() => hitsOf(here, id), ({ length }) => length === 5)
  const told = hits.map(({ at: moment, reason, visitor }) => `${moment.getTime() - at} ${reason} ${visitor?.slice(0, 1)}`)
  expect(new Set(told)).toEqual(new Set(['0 null 2', '0 13 1', '1 null 1', '2 9 1', '3 null undefined']))
  await close()
})

test('a service that ends in order leaves nothing behind', async () => {
  const folder = root()
  const one = service(folder)
  await eventually(async () => one.state.database, Boolean)
  await one.close()
  await delivered()
  expect(existsSync(folder) && readdirSync(folder)).toEqual([])
  await lane.close()
})

test('clicks that turned out to be a scan’s are left out before they are delivered', async () => {
  const go = await redirect(here, { journal: { folder: root(), limit_bytes: 1 << 24, hold_ms: 700 } })
  const links = []
  for (let count = 0; count < 7; count++) links.push(await here.link())
  for (const { slug } of links) expect((await go.get(`/l/${slug}`)).status).toBe(302)
  const reasons = (await Promise.all(links.map(({ id }) => hitsOf(here, id)))).flat().map(({ reason }) => reason)
  expect(reasons).toEqual(links.map(() => dropReasons.many_links))
})
