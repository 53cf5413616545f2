import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '#kit/ids'
import { within } from '#kit/within'
import { organisation } from '#room/organisations'
import { createLink } from './actions.ts'
import { recordHits } from './history.ts'
import { hitsAsOctets } from './journal/hit.ts'
import { jobs } from './jobs.ts'
import { storeHits } from './queries/hits.ts'
import { writeReplay } from './queries/reasons.ts'
import { lockRollups } from './queries/rollups.ts'
import { browser, settableClock, world } from './world.fixture.ts'

const clock = settableClock('2026-03-12T10:00:00Z')
const here = await world({ clock: clock.now })
const logged: { level: number; organisation?: string; msg: string }[] = []
const kit = { ...here.kit, log: pino({}, { write: (line: string) => { logged.push(JSON.parse(line)) } }) }
const broken = new Set<string>()
const turns: string[] = []
const list = jobs(async (ctx) => {
  turns.push(ctx.organisation_id)
  if (broken.has(ctx.organisation_id)) throw new Error('out of order')
  return (await organisation(ctx)).time_zone
})
const run = async (name: string) => { await list.find((job) => job.name === name)?.run(kit, {}) }

const visit = (organisation_id: string, at = '2026-03-11T08:00:00Z') => within(here.kit, organisation_id, async (ctx) => {
  const { id } = await createLink(ctx, {
    target: 'https://example.org/', share_id: newId(), programme_id: newId(), content_id: newId(), theme_id: null, network: 'x', sharer_id: newId(), tribe: 'employees', group_ids: [],
    preview: { title: 'Une', description: 'Deux', image: null, image_alt: null, site_name: 'Trois', language: 'fr' },
  })
  await recordHits(ctx, [{ link_id: id, at: new Date(at), ip: '1.1.1.1', agent: browser }])
})
const count = async (table: string, organisation_id: string) => (await here.owner.query(`select from links.${table} where organisation_id = $1`, [organisation_id])).rowCount
const uniques = async (organisation_id: string) => (await here.owner.query<{ uniques: number }>('select uniques from links.daily_link_clicks where organisation_id = $1 order by day', [organisation_id])).rows.map((row) => row.uniques)
const organised = async (): Promise<string> => {
  const id = newId()
  await here.owner.query(`insert into organisations.organisations (id, name, language, colour, created_at) values ($1, 'Beta', 'fr', '#336699', now())`, [id])
  return id
}

beforeEach(() => {
  logged.length = 0
  turns.length = 0
  broken.clear()
})

test('hits that came of an organisation when it was gone are dropped, and those of the others are added up', async () => {
  const gone = newId()
  const { text, values } = storeHits([hitsAsOctets([{ organisation_id: gone, link: 1, at: clock.now().getTime(), reason: null, visitor: null, origin: null }])])
  await here.owner.query({ text, values })
  await visit(here.organisation_id)
  await run('links.refresh-rollups')
  expect([await count('batches', gone), await count('hits', gone)]).toEqual([0, 0])
  expect([await count('batches', here.organisation_id), await count('daily_link_clicks', here.organisation_id)]).toEqual([0, 1])
  expect(logged).toMatchObject([{ level: 30, organisation: gone }])
})

test('an organisation that is removed takes its hits and batches with it', async () => {
  const other = await organised()
  await visit(other)
  await here.owner.query('delete from organisations.organisations where id = $1', [other])
  expect([await count('batches', other), await count('hits', other)]).toEqual([0, 0])
})

test('an organisation that fails keeps nobody from being rolled up, counted and counted again; it is named, the job fails, and it is done once it can be', async () => {
  const failing = await organised()
  const next = await organised()
  await visit(failing)
  await visit(next)
  broken.add(failing)
  await expect(run('links.refresh-rollups')).rejects.toThrow('rollups not refreshed: 1 of 2 organisations')
  expect(logged).toMatchObject([{ level: 50, organisation: failing, error: 'out of order', msg: 'rollups not refreshed' }])
  expect([await count('batches', failing), await count('hits', failing), await count('daily_link_clicks', failing)]).toEqual([1, 1, 0])
  expect([await count('batches', next), await count('daily_link_clicks', next)]).toEqual([0, 1])
  broken.clear()
  await run('links.refresh-rollups')
  expect(await count('daily_link_clicks', failing)).toBe(1)

  broken.add(failing)
  clock.pass(60_000)
  await expect(run('links.count-visitors')).rejects.toThrow('visitors not counted')
  expect([await uniques(failing), await uniques(next)]).toEqual([[0], [1]])
  for (const organisation_id of [failing, next]) {
    await within(here.kit, organisation_id, (ctx) => writeReplay(ctx, { next_day: '2026-03-11', oldest_day: '2026-03-11' }))
  }
  await expect(run('links.replay')).rejects.toThrow('days not counted again: 1 of 2 organisations')
  expect([await count('replays', failing), await count('replays', next)]).toEqual([1, 0])
  broken.clear()
  await run('links.count-visitors')
  await run('links.replay')
  expect([await uniques(failing), await count('replays', failing)]).toEqual([[1], 0])
})

test('while the rollups of one organisation are held, those of the others are brought up to date; its own are the next time', async () => {
  const busy = await organised()
  const next = await organised()
  await visit(busy)
  await visit(next)
  const reached = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const held = within(here.kit, busy, async (ctx) => {
    await lockRollups(ctx)
    reached.resolve()
    await free.promise
  })
  await reached.promise
  await run('links.refresh-rollups')
  expect([await count('daily_link_clicks', busy), await count('daily_link_clicks', next), await count('batches', busy)]).toEqual([0, 1, 1])
  free.resolve()
  await held
  await run('links.refresh-rollups')
  expect([await count('daily_link_clicks', busy), await count('batches', busy)]).toEqual([1, 0])
})

test('an organisation with millions of hits that wait takes turns with the others', async () => {
  const [viral, next] = [await organised(), await organised()]
  await visit(next)
  // as many as one turn takes, five times: what they name is dropped with the test
  await here.owner.query(`insert into links.batches (organisation_id, hits, first_at, last_at) select $1, 50000, $2, $2 from generate_series(1, 5)`, [viral, clock.now()])
  await run('links.refresh-rollups')
  expect([await count('batches', viral), await count('batches', next), await count('daily_link_clicks', next)]).toEqual([0, 0, 1])
  expect(turns.filter((one) => one === viral)).toHaveLength(5)
  expect(turns.slice(0, 2).toSorted()).toEqual([viral, next].toSorted())
})
