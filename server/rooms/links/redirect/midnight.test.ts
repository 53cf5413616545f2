import { expect, test } from 'vitest'
import { eventually, hitsOf, navigation, redirect, settableClock, world } from '../world.fixture.ts'
import { wire } from './wire.fixture.ts'

const clock = settableClock('2026-05-04T17:00:00Z')
const here = await world({ clock: clock.now })
const line = await wire(here.connections.links)
const go = await redirect(here, { connection: { ...here.connections.links, host: '127.0.0.1', port: line.port } })
const other = await redirect(here)

const from = (visitor: number) => ({ ...navigation, 'x-forwarded-for': `203.0.113.${visitor}` })
const away = async () => {
  line.close()
  await eventually(async () => go.service.state.database, (up) => !up)
}
const back = async () => {
  line.open()
  await eventually(async () => go.service.state.database, Boolean, 10_000)
}
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
/** Visits, all of which lead on without waiting for a salt, which would be half a second more than what asks for none takes. */
const visit = async (slug: string, visitors: readonly number[]) => {
  const usual = await timed(() => Promise.all(visitors.map(() => go.get('/robots.txt'))))
  const took = await timed(async () => {
    const answers = await Promise.all(visitors.map((visitor) => go.get(`/l/${slug}`, from(visitor))))
    expect(answers.map(({ status }) => status)).toEqual(visitors.map(() => 302))
  })
  expect(took).toBeLessThan(450 + 4 * usual)
}
const visitorsOf = async (id: string) => (await hitsOf(here, id)).map(({ visitor }) => visitor)
/** The hash of a visitor on another node, whose salt is that of the database. */
const onOtherNode = async (id: string, slug: string, visitor: number) => {
  clock.pass(60_000)
  await other.get(`/l/${slug}`, from(visitor))
  return (await visitorsOf(id)).at(-1)
}

test('a database that is away from the afternoon until past midnight costs no hit and keeps nobody waiting', async () => {
  const { id, slug } = await here.link()
  await go.get(`/l/${slug}`, from(1))
  await away()
  clock.set('2026-05-05T00:00:10Z')
  await visit(slug, [1, 2, 3, 4])
  clock.pass(60_000)
  await visit(slug, [4])
  expect(go.service.state).toMatchObject({ lost: 0, trouble: null })
  await back()
  const visitors = await visitorsOf(id)
  expect(visitors).toHaveLength(6)
  // told apart, the fifth recognised as the fourth, and nobody of the day before
  expect(new Set(visitors).size).toBe(5)
  expect(visitors.at(-1)).toBe(visitors.at(-2))

  const shared = await onOtherNode(id, slug, 4)
  expect(visitors).not.toContain(shared)
  const again = async () => {
    clock.pass(60_000)
    await go.get(`/l/${slug}`, from(4))
    return (await visitorsOf(id)).at(-1)
  }
  expect(await eventually(again, (visitor) => visitor === shared, 8_000)).toBe(shared)
}, 40_000)

test('a clock that leaps to another day and back while the database is away finds the salt of its day again', async () => {
  clock.set('2026-05-06T10:00:00Z')
  const { id, slug } = await here.link()
  await go.get(`/l/${slug}`, from(1))
  const [before] = await visitorsOf(id)
  expect(await onOtherNode(id, slug, 1)).toBe(before)
  await away()
  clock.set('2026-05-09T10:00:00Z')
  await visit(slug, [1, 2])
  clock.set('2026-05-06T12:00:00Z')
  await visit(slug, [1, 2])
  expect(go.service.state.lost).toBe(0)
  await back()
  const hits = await hitsOf(here, id)
  const of = (day: string) => hits.filter(({ at }) => at.toISOString().startsWith(day)).map(({ visitor }) => visitor)
  expect(of('2026-05-09')).not.toContain(before)
  expect(of('2026-05-06').filter((visitor) => visitor === before)).toHaveLength(3)
}, 40_000)

test('a database that hangs as the day turns keeps the first visitors for half a second, and nobody after them', async () => {
  clock.set('2026-05-11T10:00:00Z')
  const { id, slug } = await here.link()
  await go.get(`/l/${slug}`, from(1))
  line.hold()
  clock.set('2026-05-12T00:00:01Z')
  const begun = performance.now()
  expect((await go.get(`/l/${slug}`, from(1))).status).toBe(302)
  expect(performance.now() - begun).toBeLessThan(1_500)
  await visit(slug, [2, 3])
  line.release()
  expect(await visitorsOf(id)).toHaveLength(4)
  expect(go.service.state.lost).toBe(0)
}, 40_000)
