import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard, type Dashboard } from '@portevoix/contract/insights'
import { dropReasonNames } from '#room/links'
import { within } from '#kit/within'
import type { Actor } from '#kit/context'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { dropReasons } from '../links/rules.ts'
import { actorOf, beThere, dice, gather, groupIds, like, openSeason, read, record, share, someRequest } from './season.fixture.ts'
import { recount, type Recount } from './recount.fixture.ts'

const now = new Date('2026-04-10T12:00:00Z')
const [first, last] = [new Date('2025-10-18T00:00:00Z'), new Date('2026-04-10T00:00:00Z')]
const stage = await testInstallation({ clock: () => now, works: false })
const random = dice(20_260_410)
let ours: Company
let ambassadors: Actor[]

const ask = async (query: string): Promise<Dashboard> => {
  const { status, body } = await ours.lead.call('GET', `/insights/dashboard?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return dashboard.parse(body)
}

beforeAll(async () => {
  ours = await company(stage, 'ours.example')
  const organisation_id = ours.organisation_id
  const groups = await groupIds(stage, organisation_id)
  const { programme_id, contents } = await openSeason(stage, organisation_id, await actorOf(stage, organisation_id, ours.lead.member_id), { from: first, to: last, contents: 14, random })
  // twelve in one group, eight in the other, two in none
  ambassadors = await gather(stage, organisation_id, programme_id, Array.from({ length: 22 }, (_, number) => ({
    email: `a${number}@ours.example`, tribe: number % 4 === 0 ? 'customers' as const : 'employees' as const, group_ids: number < 12 ? groups.slice(0, 1) : number < 20 ? groups.slice(1, 2) : [],
  })), first)
  const moment = () => random.moment(first, last)
  const seen = contents.filter(({ visibility }) => visibility === 'shareable')
  for (let turn = 0; turn < 130; turn += 1) await read(stage, organisation_id, random.one(ambassadors), random.one(seen).id, moment())
  for (let turn = 0; turn < 60; turn += 1) await like(stage, organisation_id, random.one(ambassadors), random.one(seen).id, moment())
  for (let turn = 0; turn < 90; turn += 1) await beThere(stage, organisation_id, random.one(ambassadors), moment())
  const requests = []
  for (let turn = 0; turn < 80; turn += 1) {
    const made = await share(stage, organisation_id, random.one(ambassadors), random.one(seen).id, random.one(['linkedin', 'x', 'bluesky'] as const), moment(), { declared: turn % 2 === 0, confirmed: turn % 3 === 0 })
    for (let visits = random.below(30); visits > 0; visits -= 1) requests.push(someRequest(random, made.link_id, random.moment(made.opened_at, last)))
  }
  await record(stage, organisation_id, requests, { from: '2025-10-18', to: '2026-04-10' })
}, 120_000)

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0)
const counts = <Line>(lines: readonly Line[], key: (line: Line) => string, count: (line: Line) => number) =>
  Object.fromEntries(lines.filter((line) => count(line) > 0).map((line) => [key(line), count(line)]))

const expectSame = (answer: Dashboard, raw: Recount) => {
  const { figures, shares, left_out, networks, themes, series, rankings, readers_and_sharers } = answer
  expect(Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]))).toEqual({
    connected: raw.connected, readers: raw.readers, sharers: raw.sharers, published: raw.published, reads: raw.reads, likes: raw.likes, shares: raw.shares, clicks: raw.clicks,
  })
  expect(shares).toEqual({ opened: raw.shares, declared: raw.declared, confirmed: raw.confirmed })
  expect(left_out.hits).toBe(raw.left_out)
  expect(counts(left_out.reasons, ({ reason }) => String(dropReasons[dropReasonNames.find((name) => name === reason) ?? 'head']), ({ hits }) => hits)).toEqual(raw.reasons)
  expect(counts(networks, ({ network }) => network, ({ clicks }) => clicks)).toEqual(raw.clicks_by_network)
  expect(counts(networks, ({ network }) => network, ({ opened }) => opened)).toEqual(raw.shares_by_network)
  expect(counts(themes, ({ theme }) => theme?.id ?? 'null', ({ clicks }) => clicks)).toEqual(raw.clicks_by_theme)
  expect(counts(themes, ({ theme }) => theme?.id ?? 'null', ({ reads }) => reads)).toEqual(raw.reads_by_theme)
  expect(sum(counts(series, ({ from }) => from, ({ clicks }) => clicks))).toBe(raw.clicks)
  expect(sum(counts(series, ({ from }) => from, ({ reads }) => reads))).toBe(raw.reads)
  const top = (all: Record<string, number>) => Object.values(all).sort((one, other) => other - one).slice(0, 10)
  expect(rankings.clicks.map(({ clicks }) => clicks)).toEqual(top(raw.clicks_by_content))
  for (const line of Object.values(rankings).flat()) {
    expect(line).toMatchObject({ clicks: raw.clicks_by_content[line.content_id] ?? 0, reads: raw.reads_by_content[line.content_id] ?? 0, shares: raw.shares_by_content[line.content_id] ?? 0 })
  }
  expect(readers_and_sharers).toMatchObject({ both: raw.both, only_read: raw.readers - raw.both, only_shared: raw.sharers - raw.both })
}

describe('the dashboard equals a recount from the raw rows', () => {
  it.each([
    ['the whole season', '2025-10-18', '2026-04-10'],
    ['the day with 25 hours', '2025-10-26', '2025-10-26'],
    ['the week around it', '2025-10-22', '2025-10-30'],
    ['the year’s end', '2025-12-20', '2026-01-08'],
    ['the change to summer time', '2026-03-25', '2026-04-02'],
    ['six weeks', '2026-01-15', '2026-02-26'],
    ['one month', '2025-11-01', '2025-11-30'],
  ])('over %s, and so does what it is compared with', async (_, from, to) => {
    const answer = await ask(`period=custom&from=${from}&to=${to}`)
    const again = (one: string, other: string) => within(stage.kit, ours.organisation_id, (ctx) => recount(ctx, one, other))
    expectSame(answer, await again(from, to))
    const { previous_from, previous_to } = answer.period
    const before = await again(previous_from, previous_to)
    expect(Object.fromEntries(Object.entries(answer.figures).map(([name, { previous }]) => [name, previous]))).toEqual({
      connected: before.connected, readers: before.readers, sharers: before.sharers, published: before.published, reads: before.reads, likes: before.likes, shares: before.shares, clicks: before.clicks,
    })
    expect(counts(answer.networks, ({ network }) => network, ({ previous_clicks }) => previous_clicks)).toEqual(before.clicks_by_network)
  })

  it('day by day', async () => {
    const { series } = await ask('period=custom&from=2025-12-15&to=2026-01-20')
    const raw = await within(stage.kit, ours.organisation_id, (ctx) => recount(ctx, '2025-12-15', '2026-01-20'))
    expect(series).toHaveLength(37)
    expect(counts(series, ({ from }) => from, ({ clicks }) => clicks)).toEqual(raw.clicks_by_day)
    expect(counts(series, ({ from }) => from, ({ reads }) => reads)).toEqual(raw.reads_by_day)
  })

  it('has something to recount', async () => {
    const { figures, left_out } = await ask('period=custom&from=2025-10-18&to=2026-04-10')
    expect(Math.min(...Object.values(figures).map(({ value }) => value), figures.clicks.value / 50)).toBeGreaterThan(5)
    expect(left_out.reasons.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['head', 'prefetch', 'preview_robot', 'robot', 'empty_agent']))
  })
})

describe('groups', () => {
  it('are told apart from five people on, and never by what fewer did', async () => {
    const { groups } = await ask('period=custom&from=2025-10-18&to=2026-04-10')
    const raw = await within(stage.kit, ours.organisation_id, (ctx) => recount(ctx, '2025-10-18', '2026-04-10'))
    expect(groups.lines.map(({ people }) => people).toSorted((one, other) => one - other)).toEqual([9, 13])
    for (const { group_id, readers, sharers, clicks } of groups.lines) {
      const [some_read, some_shared] = [raw.readers_by_group[group_id] ?? 0, raw.sharers_by_group[group_id] ?? 0]
      expect(readers).toBe(some_read >= 5 && raw.readers - some_read >= 5 ? some_read : null)
      expect(sharers).toBe(some_shared >= 5 && raw.sharers - some_shared >= 5 ? some_shared : null)
      expect(clicks).toBe(sharers === null ? null : raw.clicks_by_group[group_id] ?? 0)
    }
  })
  it('say nothing over a day that few people did anything on', async () => {
    const { groups } = await ask('period=custom&from=2025-12-24&to=2025-12-24')
    expect(groups.lines.map(({ readers, reads, sharers, shares, clicks }) => [readers, reads, sharers, shares, clicks])).toEqual([[null, null, null, null, null], [null, null, null, null, null]])
  })
})

describe('a period', () => {
  it('is the last thirty days unless told', async () => {
    expect((await ask('')).period).toMatchObject({ from: '2026-03-12', to: '2026-04-10', previous_from: '2026-02-10', previous_to: '2026-03-11', days: 30, step: 'day', time_zone: 'Europe/Paris' })
  })
  it.each([['period=custom', 'from'], ['period=custom&from=2026-01-02&to=2026-01-01', 'to'], ['period=custom&from=2010-01-01&to=2026-01-01', 'from'], ['period=8', 'period'], ['period=custom&from=hier&to=2026-01-01', 'from']])('%s is refused at %s', async (query, field) => {
    const { status, body } = await ours.lead.call('GET', `/insights/dashboard?${query}`)
    expect(status).toBe(422)
    expect(body).toMatchObject({ errors: [{ field }] })
  })
})
