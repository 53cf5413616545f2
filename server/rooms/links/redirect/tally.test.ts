import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { addLosses } from '../queries/redirect.ts'
import { eventually, silent, world } from '../world.fixture.ts'
import { createLane } from './lane.ts'
import { createTally, tellGrowth } from './tally.ts'
import { wire } from './wire.fixture.ts'

const here = await world()
const line = await wire(here.connections.links)
const lane = createLane({ connection: { ...here.connections.links, host: '127.0.0.1', port: line.port }, name: 'tally', log: silent })
afterAll(() => lane.close())
const written = async () => (await here.owner.query<{ day: string; requests: number }>('select day::text, requests::integer from links.losses order by day')).rows

test('counts are written down within their rhythm, by day, and wait for a database that is away', async () => {
  await eventually(async () => lane.up, Boolean)
  const tally = createTally(lane, addLosses, 50)
  tally.count(Date.parse('2026-03-11T23:59:59Z'))
  tally.count(Date.parse('2026-03-12T00:00:00Z'), 2)
  expect(await eventually(written, ({ length }) => length === 2, 2_000)).toEqual([{ day: '2026-03-11', requests: 1 }, { day: '2026-03-12', requests: 2 }])
  line.close()
  await eventually(async () => lane.up, (up) => !up)
  tally.count(Date.parse('2026-03-12T00:00:01Z'), 3)
  line.open()
  expect(await eventually(written, (rows) => rows.some(({ requests }) => requests === 5), 5_000)).toEqual([{ day: '2026-03-11', requests: 1 }, { day: '2026-03-12', requests: 5 }])
  expect(tally.total).toBe(6)
  tally.count(Date.parse('2026-03-12T00:00:02Z'))
  expect(await tally.close()).toBe(0)
  expect((await written())[1]?.requests).toBe(6)
})

test('what can be written down no more when the process ends is told in the log, with its number', async () => {
  const said: unknown[] = []
  line.close()
  await eventually(async () => lane.up, (up) => !up)
  const tally = createTally(lane, addLosses, 50)
  const told = tellGrowth(tally, pino({}, { write: (text: string) => { said.push(JSON.parse(text)) } }), 'hits could not be stored')
  tally.count(Date.parse('2026-03-12T00:00:03Z'), 4)
  await told.close()
  expect(said).toMatchObject([
    { level: 50, requests: 4, msg: 'hits could not be stored' },
    { level: 50, requests: 4, msg: 'hits could not be stored, and are counted nowhere but here: the database is away' },
  ])
})
