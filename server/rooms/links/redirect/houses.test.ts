import { afterAll, expect, test } from 'vitest'
import { houseStatements } from '#room/organisations'
import { eventually, silent, world } from '../world.fixture.ts'
import { createHouses, type Houses } from './houses.ts'
import { createLane, type Lane } from './lane.ts'
import type { House } from './pages.ts'

const here = await world()

/** Houses on a lane whose questions are counted, with a clock of their own. */
const houses = async () => {
  const lane = createLane({ connection: here.connections.links, name: 'test', log: silent })
  afterAll(() => lane.close())
  await lane.query({ text: 'select 1' })
  const questions: string[] = []
  let now = 0
  const counted: Lane = { get up() { return lane.up }, query: (query) => { questions.push(query.name ?? ''); return lane.query(query) }, hurry: () => { lane.hurry() }, close: () => lane.close() }
  return { made: createHouses(counted, houseStatements, () => now), questions, close: () => lane.close(), pass: (milliseconds: number) => { now += milliseconds } }
}
const find = (made: Houses, organisation_id: string | null) => new Promise<House | null>((resolve) => { made.find(organisation_id, resolve) })

test('two thousand pages at once ask for their colours once', async () => {
  const { made, questions } = await houses()
  const found = await Promise.all(Array.from({ length: 2_000 }, () => find(made, here.organisation_id)))
  expect(new Set(found.map((house) => house?.name))).toEqual(new Set(['Acme']))
  expect(questions).toEqual(['house-of'])
})

test('they are asked for again after a minute, one page after the other or at once', async () => {
  const { made, questions, pass } = await houses()
  await find(made, null)
  pass(59_999)
  await find(made, null)
  expect(questions).toHaveLength(1)
  pass(1)
  await Promise.all([find(made, null), find(made, null)])
  expect(questions).toEqual(['only-house', 'only-house'])
})

test('what was learned is known for as long as the database is away, and what was not is nobody’s colour, at once', async () => {
  const { made, questions, close, pass } = await houses()
  made.learn()
  await eventually(async () => questions, ({ length }) => length === 2)
  await find(made, here.organisation_id)
  await close()
  pass(3_600_000)
  for (const whose of [here.organisation_id, null]) expect(await find(made, whose)).toMatchObject({ name: 'Acme', colour: '#336699' })
  expect(await find(made, '00000000-0000-7000-8000-000000000000')).toBeNull()
})
