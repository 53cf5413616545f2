import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Dashboard } from '@portevoix/contract/insights'
import type { Actor } from '#kit/context'
import { atOneMoment, within } from '#kit/within'
import { recordHits, type PastRequest } from '#room/links'
import { rollUp } from '../links/roll-up.fixture.ts'
import { readNumbering } from '#room/people'
import { joinProgramme, leaveProgramme } from '#room/programme'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { unlikeContent } from '../content/feed/actions/mark.ts'
import { remove } from '../people/actions/members.ts'
import { dashboardOf } from './actions/dashboard.ts'
import { figuresByContent } from './actions/figures-by-content.ts'
import { keepSpans } from './actions/keep-spans.ts'
import { keptWithin } from './actions/kept.ts'
import type { FiltersAsked } from './actions/filters.ts'
import { jobs } from './index.ts'
import { lastDayOver, type PeriodAsked } from './rules.ts'
import { actorOf, at, beThere, dice, gather, like, openSeason, read, record, share, someRequest, visit } from './season.fixture.ts'

let now = new Date('2026-04-10T12:00:00Z')
const [first, last] = [new Date('2025-12-01T00:00:00Z'), new Date('2026-04-10T00:00:00Z')]
const stage = await testInstallation({ clock: () => now, works: false })
const random = dice(4_102_026)
let ours: Company
let ambassadors: Actor[]
let programmes: { news: string; pilot: string; theme: string }
let contents: { id: string }[]
const links: string[] = []

type Asked = PeriodAsked & FiltersAsked
const questions = (): Asked[] => [
  { period: '7' }, { period: '30' }, { period: '90' }, { period: '365' }, { from: '2026-01-15', to: '2026-03-31' }, { from: '2026-01-13', to: '2026-04-10' }, { from: '2026-04-01', to: '2026-04-10' }, { from: '2026-02-11', to: '2026-02-11' },
  { period: '90', programme_id: programmes.news }, { period: '30', programme_id: programmes.pilot }, { period: '90', tribe: 'employees' }, { from: '2026-01-13', to: '2026-04-10', tribe: 'customers' }, { period: '365', group_id: ours.groups.paris },
  { period: '90', theme_id: programmes.theme }, { period: '90', network: 'linkedin', tribe: 'employees' }, { period: '90', programme_id: programmes.news, group_id: ours.groups.lyon },
]

/** On two connections: those of two transactions at once are both free after. */
const ask = async (asked: Asked): Promise<Dashboard> => {
  await Promise.all([1, 2].map(() => within(stage.kit, ours.organisation_id, async () => undefined)))
  return atOneMoment(stage.kit, ours.organisation_id, (ctx) => dashboardOf(ctx, asked))
}

class Undone extends Error { readonly answer: Dashboard; constructor(answer: Dashboard) { super('undone'); this.answer = answer } }

/** The same on one connection, counted from the rows: all that was kept is forgotten for the length of the question. */
const counted = async (asked: Asked): Promise<Dashboard> => {
  try {
    return await within(stage.kit, ours.organisation_id, async (ctx) => {
      for (const table of ['spans', 'crowds', 'closed_days']) await sql`delete from ${sql.table(`insights.${table}`)} where organisation_id = ${ctx.organisation_id}`.execute(ctx.tx)
      throw new Undone(await dashboardOf(ctx, asked))
    })
  } catch (error) {
    if (error instanceof Undone) return error.answer
    throw error
  }
}

/** Every figure of an answer by its place. */
const leaves = (value: unknown, place = ''): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, `${place}/${name}`)) : [[place, value]]

/** What is answered otherwise from what is kept, by question and place, with both answers. */
const untrue = async () => {
  const wrong: { question: Asked; place: string; kept: unknown; counted: unknown }[] = []
  for (const question of questions()) {
    const [kept, truth] = [new Map(leaves(await ask(question))), new Map(leaves(await counted(question)))]
    for (const place of new Set([...kept.keys(), ...truth.keys()])) {
      if (!isDeepStrictEqual(kept.get(place), truth.get(place))) wrong.push({ question, place, kept: kept.get(place), counted: truth.get(place) })
    }
  }
  return wrong
}

const keep = async () => { for (const job of jobs(async () => [ours.organisation_id])) await job.run(stage.kit, {}) }
const rowsOf = async (table: string) => within(stage.kit, ours.organisation_id, async ({ tx }) => (await sql<{ rows: number }>`select count(*) as rows from ${sql.table(`insights.${table}`)}`.execute(tx)).rows[0]?.rows ?? 0)

/** Everybody who hears of this does what they do. */
const tell = async (event: { name: string; member_id: string; programme_id?: string }) => {
  for (const { event: name, hear } of stage.kit.subscriptions) if (name === event.name) await within(stage.kit, ours.organisation_id, (ctx) => hear(ctx, event))
}

beforeAll(async () => {
  ours = await company(stage, 'ours.example')
  const organisation_id = ours.organisation_id
  const lead = await actorOf(stage, organisation_id, ours.lead.member_id)
  const news = await openSeason(stage, organisation_id, lead, { from: first, to: last, contents: 10, random })
  const pilot = await openSeason(stage, organisation_id, lead, { from: first, to: last, contents: 4, random, name: 'Pilote' })
  ambassadors = await gather(stage, organisation_id, news.programme_id, Array.from({ length: 30 }, (_, number) => ({
    email: `a${number}@ours.example`, tribe: number % 3 === 0 ? 'customers' as const : 'employees' as const, group_ids: number < 14 ? [ours.groups.paris] : number < 24 ? [ours.groups.lyon] : [],
  })), first)
  for (const actor of ambassadors) await at(stage, organisation_id, actor, first, (ctx) => joinProgramme(ctx, pilot.programme_id, { version: 1, language: 'fr' }))
  contents = [...news.contents, ...pilot.contents].filter(({ visibility, tribes }) => visibility === 'shareable' && tribes.length === 0)
  programmes = { news: news.programme_id, pilot: pilot.programme_id, theme: news.contents.find(({ theme_id, visibility }) => theme_id && visibility === 'shareable')?.theme_id ?? '' }
  for (let turn = 0; turn < 40; turn += 1) await live(random.moment(first, last))
}, 240_000)

/** One of everything, by somebody, at a moment. */
const live = async (moment: Date): Promise<void> => {
  const { organisation_id } = ours
  await read(stage, organisation_id, random.one(ambassadors), random.one(contents).id, moment)
  await like(stage, organisation_id, random.one(ambassadors), random.one(contents).id, moment)
  await beThere(stage, organisation_id, random.one(ambassadors), moment)
  const { link_id } = await share(stage, organisation_id, random.one(ambassadors), random.one(contents).id, random.one(['linkedin', 'x'] as const), moment)
  links.push(link_id)
  const requests = Array.from({ length: random.below(8) }, () => someRequest(random, random.one(links), new Date(moment.getTime() + random.below(3_600_000))))
  await record(stage, organisation_id, requests, { from: moment.toISOString().slice(0, 10), to: new Date(moment.getTime() + 86_400_000).toISOString().slice(0, 10) })
}

const late = async (requests: readonly PastRequest[]) => {
  await within(stage.kit, ours.organisation_id, (ctx) => recordHits(ctx, requests))
  await rollUp(stage.kit, { organisation_id: ours.organisation_id, time_zone: 'Europe/Paris', from: '2026-04-10', to: '2026-04-10' })
}

/** The last days, the month so far, months and weeks. */
const spanCount = 4 + 1 + 73 + 53

describe('the dashboard says the same whether days were kept or are counted', { timeout: 120_000 }, () => {
  it('before anything is kept, and once it is', async () => {
    expect(await untrue()).toEqual([])
    await keep()
    expect([await rowsOf('closed_days'), await rowsOf('spans')]).toEqual([1, spanCount])
    expect(await rowsOf('crowds')).toBeGreaterThan(50)
    expect(await untrue()).toEqual([])
  })
  it('from what is kept, indeed', async () => {
    expect((await ask({ period: '90' })).rankings.reads.length).toBeGreaterThan(0)
    await within(stage.kit, ours.organisation_id, async ({ tx }) => {
      await sql`update insights.span_contents set reads = reads + 1000`.execute(tx)
    })
    const after = await ask({ period: '90' })
    expect(after.rankings.reads.every(({ reads }) => (reads ?? 0) >= 1000)).toBe(true)
    const february = { from: '2026-02-01', to: '2026-02-28' }
    const of = await within(stage.kit, ours.organisation_id, async (ctx) => figuresByContent(ctx, february, await keptWithin(ctx, february), { tribe: 'employees' }))
    expect([of.size > 0, [...of.values()].every(({ reads }) => reads >= 1000)]).toEqual([true, true])
    await within(stage.kit, ours.organisation_id, ({ tx }) => sql`update insights.span_crowds set readers = ''`.execute(tx))
    expect((await ask({ period: '90' })).rankings.reads).toEqual([])
    expect((await ask({ period: '90' })).themes.some(({ reads }) => (reads ?? 0) > 0)).toBe(true)
    await within(stage.kit, ours.organisation_id, ({ tx }) => sql`update insights.span_lines set members = '' where kind = 'readers'`.execute(tx))
    expect((await ask({ period: '90' })).themes.some(({ reads }) => (reads ?? 0) > 0)).toBe(false)
    await within(stage.kit, ours.organisation_id, ({ tx }) => sql`delete from insights.crowds`.execute(tx))
    const { figures, themes, networks } = await ask({ period: '30' })
    expect(figures.readers.value).toBe(null)
    // nobody is behind the lines either: nothing of them is told
    expect([...themes.flatMap(({ reads, likes, shares, clicks }) => [reads, likes, shares, clicks]), ...networks.map(({ clicks }) => clicks)].filter((count) => count !== null && count > 0)).toEqual([])
    expect(figures.published.value).toBeGreaterThan(0)
    await within(stage.kit, ours.organisation_id, async ({ tx }) => {
      await sql`delete from insights.spans`.execute(tx)
      await sql`delete from insights.closed_days`.execute(tx)
    })
    await keep()
    expect(await untrue()).toEqual([])
  })
  it('as today goes on, and when it is over', async () => {
    for (let turn = 0; turn < 4; turn += 1) await live(new Date(now.getTime() - random.below(36_000_000)))
    expect(await untrue()).toEqual([])
    now = new Date('2026-04-10T22:05:00Z') // five past midnight in Paris
    await keep()
    expect(await untrue()).toEqual([])
    now = new Date('2026-04-11T09:00:00Z')
    expect(await untrue()).toEqual([])
    await keep()
    expect(await untrue()).toEqual([])
    expect(await rowsOf('spans')).toBe(spanCount)
  })
  it('after clicks that came late, and hits that were judged anew', async () => {
    await late(links.slice(0, 6).map((link_id, place) => visit(link_id, new Date('2026-02-11T10:00:00Z'), `198.51.100.${place}`)))
    expect(await untrue()).toEqual([])
    await keep()
    expect(await untrue()).toEqual([])
    await within(stage.kit, ours.organisation_id, ({ tx }) => sql`update links.hits set reason = 4 where at < '2026-02-01'`.execute(tx))
    await rollUp(stage.kit, { organisation_id: ours.organisation_id, time_zone: 'Europe/Paris', from: '2025-12-01', to: '2026-02-01' })
    expect(await untrue()).toEqual([])
    await keep()
    expect(await untrue()).toEqual([])
  })
  it('after likes were taken back', async () => {
    const liked = await within(stage.kit, ours.organisation_id, ({ tx }) => tx.selectFrom('content.likes').select(['member_id', 'content_id']).orderBy('liked_at').limit(5).execute())
    for (const { member_id, content_id } of liked) {
      const actor = ambassadors.find((one) => one.member_id === member_id)
      if (actor) await at(stage, ours.organisation_id, actor, now, (ctx) => unlikeContent(ctx, content_id))
    }
    expect(await untrue()).toEqual([])
    await keep()
    expect(await untrue()).toEqual([])
  })
  it('with all but the first contents kept as few people’s', async () => {
    await within(stage.kit, ours.organisation_id, async (ctx) => {
      await sql`delete from insights.spans`.execute(ctx.tx)
      await keepSpans(ctx, 'Europe/Paris', (await readNumbering(ctx)).given, lastDayOver(now, 'Europe/Paris'), [], 2)
    })
    expect([await rowsOf('spans'), await rowsOf('span_few') > 50, await rowsOf('span_crowds') > 20]).toEqual([spanCount, true, true])
    expect(await untrue()).toEqual([])
  })
  it('after somebody left a programme, or the organisation, and others came', async () => {
    const [leaver, removed] = [ambassadors.shift(), ambassadors.pop()]
    if (!leaver?.member_id || !removed?.member_id) throw new Error('nobody left')
    await at(stage, ours.organisation_id, leaver, now, (ctx) => leaveProgramme(ctx, programmes.news))
    await tell({ name: 'programme.left', member_id: leaver.member_id, programme_id: programmes.news })
    expect(await untrue()).toEqual([])
    const admin = await actorOf(stage, ours.organisation_id, ours.admin.member_id)
    const gone = removed.member_id
    await at(stage, ours.organisation_id, admin, now, (ctx) => remove(ctx, gone))
    await tell({ name: 'people.removed', member_id: gone })
    expect(await untrue()).toEqual([])
    ambassadors.push(...await gather(stage, ours.organisation_id, programmes.news, [{ email: 'late@ours.example', tribe: 'employees', group_ids: [ours.groups.paris] }], now))
    for (let turn = 0; turn < 3; turn += 1) await live(now)
    expect(await untrue()).toEqual([])
    now = new Date('2026-04-13T09:00:00Z')
    await keep()
    await keep()
    expect(await untrue()).toEqual([])
  })
})
