import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard, filterChoices, type Dashboard } from '@portevoix/contract/insights'
import { dropReasonNames } from '#room/links'
import { joinProgramme } from '#room/programme'
import { within } from '#kit/within'
import type { Actor } from '#kit/context'
import { testInstallation } from '#test/installation'
import { company, type Company } from '#test/world'
import { dropReasons } from '../links/rules.ts'
import { expectFiltered, expectGuarded, expectWhole, asked } from './comparison.fixture.ts'
import { actorOf, at, beThere, dice, gather, like, openSeason, read, record, share, someRequest } from './season.fixture.ts'
import { rawRows, recount, type RawRows, type Wanted } from './recount.fixture.ts'

const now = new Date('2026-04-10T12:00:00Z')
const [first, last] = [new Date('2025-10-18T00:00:00Z'), new Date('2026-04-10T00:00:00Z')]
const stage = await testInstallation({ clock: () => now, works: false })
const random = dice(20_260_410)
const known: Record<'news' | 'pilot' | 'theme' | 'paris' | 'lyon', string> = { news: '', pilot: '', theme: '', paris: '', lyon: '' }
let ours: Company
let rows: RawRows

const ask = async (query: string): Promise<Dashboard> => {
  const { status, body } = await ours.lead.call('GET', `/insights/dashboard?${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return dashboard.parse(body)
}

beforeAll(async () => {
  ours = await company(stage, 'ours.example')
  const organisation_id = ours.organisation_id
  const groups = [ours.groups.paris, ours.groups.lyon]
  const lead = await actorOf(stage, organisation_id, ours.lead.member_id)
  const news = await openSeason(stage, organisation_id, lead, { from: first, to: last, contents: 14, random })
  const pilot = await openSeason(stage, organisation_id, lead, { from: first, to: last, contents: 6, random, name: 'Pilote' })
  // sixteen in one group, twelve in the other, ten in none; a third are customers; the first fourteen are in the pilot too
  const ambassadors = await gather(stage, organisation_id, news.programme_id, Array.from({ length: 38 }, (_, number) => ({
    email: `a${number}@ours.example`, tribe: number % 3 === 0 ? 'customers' as const : 'employees' as const, group_ids: number < 16 ? groups.slice(0, 1) : number < 28 ? groups.slice(1, 2) : [],
  })), new Date('2024-01-01T00:00:00Z'))
  const pilots = ambassadors.slice(0, 14)
  for (const actor of pilots) await at(stage, organisation_id, actor, first, (ctx) => joinProgramme(ctx, pilot.programme_id, { version: 1, language: 'fr' }))
  Object.assign(known, { news: news.programme_id, pilot: pilot.programme_id, paris: groups[0], lyon: groups[1] })
  known.theme = news.contents.find(({ theme_id, visibility, tribes }) => theme_id !== null && visibility === 'shareable' && tribes.length === 0)?.theme_id ?? ''
  const moment = () => random.moment(first, last)
  const someone = (): [Actor, { id: string }] => {
    const [people, contents] = random.below(4) === 0 ? [pilots, pilot.contents] : [ambassadors, news.contents]
    const actor = random.one(people)
    return [actor, random.one(contents.filter(({ visibility, tribes }) => visibility === 'shareable' && (tribes.length === 0 || actor.tribe === 'employees')))]
  }
  const deed = async (turns: number, act: (actor: Actor, content_id: string, turn: number) => Promise<unknown>) => {
    for (let turn = 0; turn < turns; turn += 1) {
      const [actor, { id }] = someone()
      await act(actor, id, turn)
    }
  }
  await deed(260, (actor, content_id) => read(stage, organisation_id, actor, content_id, moment()))
  await deed(80, (actor, content_id) => like(stage, organisation_id, actor, content_id, moment()))
  await deed(110, (actor) => beThere(stage, organisation_id, actor, moment()))
  const requests: ReturnType<typeof someRequest>[] = []
  await deed(120, async (actor, content_id, turn) => {
    const made = await share(stage, organisation_id, actor, content_id, random.one(['linkedin', 'linkedin', 'x', 'bluesky'] as const), moment(), { declared: turn % 2 === 0, confirmed: turn % 3 === 0 })
    for (let visits = random.below(30); visits > 0; visits -= 1) requests.push(someRequest(random, made.link_id, random.moment(made.opened_at, last)))
  })
  await record(stage, organisation_id, requests, { from: '2025-10-18', to: '2026-04-10' })
  rows = await within(stage.kit, organisation_id, rawRows)
}, 240_000)

describe('the dashboard equals a recount from the raw rows, where enough people are behind a figure', () => {
  it.each([
    ['the whole season', '2025-10-18', '2026-04-10'],
    ['the day with 25 hours', '2025-10-26', '2025-10-26'],
    ['the week around it', '2025-10-22', '2025-10-30'],
    ['the year’s end', '2025-12-20', '2026-01-08'],
    ['the change to summer time', '2026-03-25', '2026-04-02'],
    ['six weeks', '2026-01-15', '2026-02-26'],
    ['one month', '2025-11-01', '2025-11-30'],
  ])('over %s, and so does what it is compared with', async (_, from, to) => {
    const answer = await ask(`from=${from}&to=${to}`)
    expect(answer.period).toMatchObject({ from, to })
    expectWhole(answer, recount(rows, from, to), recount(rows, answer.period.previous_from, answer.period.previous_to))
  })
  it.each(['7', '30', '90', '365'])('over the last %s days', async (period) => {
    const answer = await ask(`period=${period}`)
    expect(answer.period).toMatchObject({ days: Number(period), to: '2026-04-10' })
    expectWhole(answer, recount(rows, answer.period.from, answer.period.to), recount(rows, answer.period.previous_from, answer.period.previous_to))
  })
  it('has something to recount', async () => {
    const { figures, left_out } = await ask('from=2025-10-18&to=2026-04-10')
    expect(Math.min(...Object.values(figures).map(({ value }) => value ?? 0), (figures.clicks.value ?? 0) / 50)).toBeGreaterThan(5)
    expect(left_out.reasons.map(({ reason }) => reason)).toEqual(expect.arrayContaining(['head', 'prefetch', 'preview_robot', 'robot', 'empty_agent']))
    expect(left_out.reasons.every(({ reason }) => dropReasonNames.some((name) => name === reason && dropReasons[name] > 0))).toBe(true)
  })
})

const filters: [string, () => Wanted][] = [
  ['a theme', () => ({ theme: known.theme })], ['no theme', () => ({ theme: null })], ['a network', () => ({ network: 'linkedin' })], ['a theme and a network', () => ({ theme: known.theme, network: 'x' })],
]
const parts: [string, () => Wanted][] = [
  ['a programme', () => ({ programme: known.news })], ['the other programme', () => ({ programme: known.pilot })], ['employees', () => ({ tribe: 'employees' })], ['customers', () => ({ tribe: 'customers' })],
  ['a group', () => ({ group: known.paris })], ['the other group', () => ({ group: known.lyon })], ['a group and a network', () => ({ group: known.paris, network: 'linkedin' })],
  ['a tribe and a theme', () => ({ tribe: 'employees', theme: known.theme })], ['a tribe of a group', () => ({ tribe: 'employees', group: known.paris })],
  ['a programme and a network', () => ({ programme: known.news, network: 'bluesky' })], ['all of them', () => ({ programme: known.news, theme: null, tribe: 'employees', group: known.lyon, network: 'linkedin' })],
]
const periods = [['2025-10-18', '2026-04-10'], ['2026-01-20', '2026-02-28'], ['2025-12-24', '2025-12-24']] as const

describe('narrowed', () => {
  it.each(filters)('to %s, it equals a recount where enough people are behind a figure', async (_, wanted) => {
    for (const [from, to] of periods) {
      const answer = await ask(`from=${from}&to=${to}&${asked(wanted())}`)
      expect(answer.period).toMatchObject({ from, to })
      expectFiltered(answer, recount(rows, from, to, wanted()), recount(rows, answer.period.previous_from, answer.period.previous_to, wanted()))
    }
    const { figures } = await ask(`from=2025-10-18&to=2026-04-10&${asked(wanted())}`)
    expect(figures.reads.value).not.toBeNull()
  })
  it.each(parts)('to %s, it equals a recount where enough people are behind a figure, and is silent elsewhere', async (_, wanted) => {
    for (const [from, to] of periods) {
      const answer = await ask(`from=${from}&to=${to}&${asked(wanted())}`)
      expect(answer.period).toMatchObject({ from, to })
      const { previous_from, previous_to } = answer.period
      const sides = (one: string, other: string) => ({ part: recount(rows, one, other, wanted()), whole: recount(rows, one, other, wanted(), true) })
      expectGuarded(answer, sides(from, to), sides(previous_from, previous_to))
    }
  })
  it('shows something of large parts', async () => {
    for (const wanted of [{ tribe: 'employees' }, { programme: known.news }, { group: known.paris }]) {
      const { figures } = await ask(`from=2025-10-18&to=2026-04-10&${asked(wanted)}`)
      expect(Object.values(figures).filter(({ value }) => value === null)).toEqual([])
    }
  })
  it('says which filters are on, whom they leave, and what cannot follow them', async () => {
    const { filters: on, unfollowed } = await ask(`period=90&${asked({ programme: known.news, theme: known.theme, tribe: 'employees', group: known.paris, network: 'linkedin' })}`)
    expect(on).toMatchObject({ programme: { id: known.news, name: 'Ambassadeurs' }, theme: { id: known.theme }, tribe: 'employees', group: { id: known.paris }, network: 'linkedin', narrowed: true, people: 10 })
    expect(unfollowed).toEqual({
      connected: ['theme', 'network'], readers: ['network'], sharers: [], published: ['network'], reads: ['network'], likes: ['network'], shares: [], clicks: [],
      funnel: ['programme', 'theme', 'network'], readers_and_sharers: ['network'],
    })
    const { filters: off, unfollowed: none } = await ask('period=90')
    expect([off.narrowed, off.programme, off.theme, off.group, Object.values(none).flat()]).toEqual([false, null, null, null, []])
  })
  it.each([
    ['programme_id=0190aaaa-0000-7000-8000-000000000000', 'programme_id', 'insights.filter_gone'], ['theme_id=0190aaaa-0000-7000-8000-000000000000', 'theme_id', 'insights.filter_gone'],
    ['group_id=0190aaaa-0000-7000-8000-000000000000', 'group_id', 'insights.filter_gone'], ['network=myspace', 'network', 'invalid'], ['tribe=partners', 'tribe', 'invalid'], ['theme_id=something', 'theme_id', 'invalid_uuid'],
  ])('to what does not exist (%s), it is refused at the field', async (query, field, code) => {
    const { status, body } = await ours.lead.call('GET', `/insights/dashboard?${query}`)
    expect([status, body]).toMatchObject([422, { errors: [{ field, code }] }])
  })
  it('to a theme of another programme, it is refused', async () => {
    expect((await ours.lead.call('GET', `/insights/dashboard?programme_id=${known.pilot}&theme_id=${known.theme}`)).body).toMatchObject({ status: 422, errors: [{ field: 'theme_id', code: 'insights.theme_elsewhere' }] })
  })
  it('to a group of fewer than five, it is refused, and such a group is not offered', async () => {
    const { body } = await ours.admin.call('POST', '/groups', { name: 'Très petit' })
    const id = Object(body).id as string
    expect((await ours.lead.call('GET', `/insights/dashboard?group_id=${id}`)).body).toMatchObject({ status: 422, errors: [{ field: 'group_id', code: 'insights.group_too_small' }] })
    const choices = filterChoices.parse((await ours.sponsor.call('GET', '/insights/filters')).body)
    expect(choices.groups.map((group) => group.id).toSorted()).toEqual([known.paris, known.lyon].toSorted())
    expect(choices.programmes.map(({ name }) => name)).toEqual(['Ambassadeurs', 'Pilote'])
    expect(choices.themes.map(({ programme_id }) => programme_id)).toEqual([...Array.from({ length: 4 }, () => known.news), ...Array.from({ length: 4 }, () => known.pilot)])
    expect(choices.networks).toEqual(['linkedin', 'x', 'bluesky'])
  })
  it('names nobody, and offers its choices to nobody who may not see it', async () => {
    expect((await ours.ambassador.call('GET', '/insights/filters')).status).toBe(404)
    expect((await ours.manager.call('GET', `/insights/dashboard?group_id=${known.paris}`)).status).toBe(404)
  })
})

describe('groups', () => {
  it('are told apart from five people on, and never by what fewer did', async () => {
    const { groups } = await ask('from=2025-10-18&to=2026-04-10')
    const { reads, shares, clicks, groupsOf } = recount(rows, '2025-10-18', '2026-04-10')
    const enough = (people: ReadonlySet<string>, group: string) => {
      const some = [...people].filter((id) => groupsOf(id).includes(group)).length
      return some >= 5 && (people.size === some || people.size - some >= 5) ? some : null
    }
    expect(groups.lines.map(({ people }) => people).toSorted((one, other) => one - other)).toEqual([12, 16])
    for (const line of groups.lines) {
      expect([line.readers, line.sharers]).toEqual([enough(reads.people, line.group_id), enough(shares.people, line.group_id)])
      const of = recount(rows, '2025-10-18', '2026-04-10', { group: line.group_id })
      expect([line.reads, line.shares, line.clicks]).toEqual([of.reads.all, of.shares.all, enough(clicks.people, line.group_id) === null ? null : of.clicks.all])
    }
  })
  it('say nothing over a day that few people did anything on', async () => {
    const { groups } = await ask('from=2025-12-24&to=2025-12-24')
    expect(groups.lines.map(({ readers, reads, sharers, shares, clicks }) => [readers, reads, sharers, shares, clicks])).toEqual([[null, null, null, null, null], [null, null, null, null, null]])
  })
  it('shrink to the part that is asked for, and to the one group that is', async () => {
    const { groups } = await ask(`from=2025-10-18&to=2026-04-10&group_id=${known.paris}&tribe=employees`)
    expect(groups.lines.map(({ group_id, people }) => [group_id, people])).toEqual([[known.paris, 10]])
    expect((await ask(`from=2025-10-18&to=2026-04-10&group_id=${known.lyon}&tribe=customers&programme_id=${known.news}`)).groups).toMatchObject({ lines: [], withheld: 1 })
  })
})

describe('a period', () => {
  it('is the last thirty days unless told', async () => {
    expect((await ask('')).period).toMatchObject({ from: '2026-03-12', to: '2026-04-10', previous_from: '2026-02-10', previous_to: '2026-03-11', days: 30, step: 'day', time_zone: 'Europe/Paris' })
  })
  it('is of one’s own choice where dates are given, whether that is said or not', async () => {
    for (const query of ['from=2026-02-01&to=2026-02-03', 'period=custom&from=2026-02-01&to=2026-02-03']) expect((await ask(query)).period).toMatchObject({ from: '2026-02-01', to: '2026-02-03', days: 3 })
    expect((await ask('period=7&from=2026-04-04&to=2026-04-10')).period).toMatchObject({ days: 7 })
  })
  it.each([
    ['period=custom', 'from', 'required'], ['from=2026-01-02', 'to', 'required'], ['to=2026-01-02', 'from', 'required'],
    ['from=2026-01-02&to=2026-01-01', 'to', 'insights.ends_before_start'], ['from=2010-01-01&to=2026-01-01', 'from', 'insights.too_long'],
    ['from=2026-04-11&to=2026-04-12', 'from', 'insights.in_future'], ['from=2026-04-01&to=2026-04-11', 'to', 'insights.in_future'], ['from=0001-01-01&to=0001-02-01', 'from', 'insights.too_early'],
    ['period=7&from=2026-02-01&to=2026-02-03', 'period', 'insights.period_or_dates'], ['period=30&to=2026-02-03', 'period', 'insights.period_or_dates'],
    ['period=8', 'period', 'invalid'], ['period=custom&from=hier&to=2026-01-01', 'from', 'invalid_date'], ['from=2026-02-30&to=2026-03-01', 'from', 'invalid_date'],
  ])('%s is refused at %s: %s', async (query, field, code) => {
    for (const path of ['/insights/dashboard', '/insights/impact']) {
      const { status, body } = await ours.lead.call('GET', `${path}?${query}`)
      expect([status, body]).toMatchObject([422, { errors: [{ field, code, message: expect.stringMatching(/\S+ \S+/) }] }])
    }
  })
})
