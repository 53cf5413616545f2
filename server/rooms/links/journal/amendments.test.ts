import { pino } from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createLane } from '../redirect/lane.ts'
import { wire } from '../redirect/wire.fixture.ts'
import { dropReasons } from '../rules.ts'
import { eventually, hitsOf, navigation, redirect, silent, world } from '../world.fixture.ts'
import { createAmendments } from './amendments.ts'
import { hitHead, hitsAsOctets, hitsIn } from './hit.ts'
import { journals } from './journal.fixture.ts'

const here = await world()
const visitor = '\u0001#Eg\u0089«Íï'
const minute = 60_000

test('scans of a database’s absence of minutes are left out when it is back', async () => {
  const line = await wire(here.connections.links)
  let passed = 0
  const go = await redirect(here, { connection: { ...here.connections.links, host: '127.0.0.1', port: line.port }, clock: () => new Date(Date.now() + passed) })
  await eventually(async () => go.service.state.database, Boolean)
  const links = await Promise.all(Array.from({ length: 5 }, () => here.link()))
  const follow = (slug: string, ip: string) => go.get(`/l/${slug}`, { ...navigation, 'x-forwarded-for': ip })
  for (const [index, { slug }] of links.entries()) expect((await follow(slug, `203.0.113.${index}`)).status).toBe(302)
  await eventually(async () => go.service.state.waiting_bytes, (bytes) => bytes === 0)
  line.close()
  await eventually(async () => go.service.state.database, (up) => !up)
  for (let scan = 0; scan < 5; scan++) {
    for (const { slug } of links) expect((await follow(slug, '198.51.100.7')).status).toBe(302)
    passed += minute + 2_000
  }
  line.open()
  await eventually(async () => go.service.state.database, Boolean, 10_000)
  for (const { id } of links) expect((await hitsOf(here, id)).map(({ reason }) => reason)).toEqual([null, ...Array.from({ length: 5 }, () => dropReasons.many_links)])
}, 30_000)

test('a click that was cut into a segment before the database refused it is amended in it', async () => {
  const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
  const { root, numberOf, deliveryIn } = journals(here, lane)
  const { id } = await here.link()
  const { journal, delivery, close } = deliveryIn(root())
  const head = hitHead(here.organisation_id, await numberOf(id))
  const at = Date.now()
  const append = (moment: number) => new Promise((resolve) => { journal.append(head, moment, null, visitor, null, resolve) })
  await here.owner.query('revoke insert on links.hits from portevoix_links')
  await append(at)
  // cut by now, and tried in vain
  await new Promise((resolve) => { setTimeout(resolve, 300) })
  delivery.amend(visitor, at, dropReasons.many_links)
  await append(at + 10 * minute)
  delivery.amend(visitor, at + 10 * minute, dropReasons.many_links)
  await append(at + 20 * minute)
  await here.owner.query('grant insert on links.hits to portevoix_links')
  expect((await eventually(() => hitsOf(here, id), ({ length }) => length === 3, 8_000)).map(({ reason }) => reason)).toEqual([dropReasons.many_links, dropReasons.many_links, null])
  await close()
  await lane.close()
}, 20_000)

const line = z.object({ msg: z.string(), forgotten: z.number().optional() })
const amendments = (limit: number) => {
  const said: (number | undefined)[] = []
  const made = createAmendments(pino({ level: 'warn' }, { write: (text) => { said.push(line.parse(JSON.parse(text)).forgotten) } }), limit)
  const left = (...moments: number[]) => {
    const run = hitsAsOctets(moments.map((at) => ({ organisation_id: here.organisation_id, link: 1, at, reason: null, visitor, origin: null })))
    made.apply(run)
    return hitsIn(run).map(({ reason }) => reason)
  }
  return { made, left, said }
}

test('what was amended is known until two cuts after it are delivered', () => {
  const { made, left } = amendments(10)
  made.add(visitor, 1, 13)
  made.turn()
  made.add(visitor, 2, 13)
  made.turn()
  expect(left(1, 2, 3)).toEqual([13, 13, null])
  made.turn()
  expect(left(1, 2)).toEqual([null, 13])
  made.turn()
  expect(left(1, 2)).toEqual([null, null])
})

test('where more is amended than is kept, the oldest goes first, and it is said once that some will count, and afterwards how many did', () => {
  const { made, left, said } = amendments(3)
  made.add(visitor, 1, 13)
  made.add(visitor, 2, 13)
  made.turn()
  for (const at of [3, 4, 5]) made.add(visitor, at, 13)
  expect(left(1, 2, 3, 4, 5)).toEqual([null, null, 13, 13, 13])
  expect(said).toEqual([undefined])
  made.turn()
  made.turn()
  expect(said).toEqual([undefined, 2])
})
