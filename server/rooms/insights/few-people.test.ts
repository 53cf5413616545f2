import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { dashboard, type Dashboard, type FigureName } from '@portevoix/contract/insights'
import { linkReasons } from '@portevoix/contract/links'
import { createOrganisationWith, personalData } from '#room/people'
import { within } from '#kit/within'
import type { Actor } from '#kit/context'
import { testInstallation } from '#test/installation'
import { company, signIn, type Company } from '#test/world'
import { setOffered } from '../content/feed/queries/activity.ts'
import { actorOf, at, dice, gather, openSeason, read, record, share, visit } from './season.fixture.ts'

let now = new Date('2026-05-20T12:00:00Z')
const stage = await testInstallation({ clock: () => now, works: false })
const day = (date: number): Date => new Date(Date.UTC(2026, 4, date, 9))
let ours: Company
let people: Actor[]
let alone = ''
let team = ''
const known = { usual: '', rare: '', few: '', usual_content: '' }

const ask = async (query = ''): Promise<Dashboard> => {
  const { status, body } = await ours.sponsor.call('GET', `/insights/dashboard?from=2026-05-01&to=2026-05-20&${query}`)
  expect(status, JSON.stringify(body)).toBe(200)
  return dashboard.parse(body)
}
const person = (place: number): string => people[place]?.member_id ?? ''
const put = async (group_id: string, place: number, method: 'PUT' | 'DELETE' = 'PUT') => { expect((await ours.admin.call(method, `/groups/${group_id}/members/${person(place)}`)).status).toBeLessThan(300) }
const told = ({ figures }: Dashboard, when: 'value' | 'previous' = 'value') => (['connected', 'readers', 'sharers', 'reads', 'likes', 'shares', 'clicks'] as const).map((name) => figures[name][when])

beforeAll(async () => {
  ours = await company(stage, 'ours.example')
  const { organisation_id } = ours
  const lead = await actorOf(stage, organisation_id, ours.lead.member_id)
  const groupOf = async (name: string) => String(Object((await ours.admin.call('POST', '/groups', { name })).body).id)
  ;[alone, team] = [await groupOf('Une seule'), await groupOf('Équipe')]
  const season = await openSeason(stage, organisation_id, lead, { from: new Date('2026-01-01T00:00:00Z'), to: day(2), contents: 8, random: dice(3) })
  people = await gather(stage, organisation_id, season.programme_id, Array.from({ length: 14 }, (_, place) => ({
    email: `a${place}@ours.example`, tribe: 'employees' as const, group_ids: place === 0 ? [alone] : place < 7 ? [team] : [],
  })), new Date('2026-01-02T00:00:00Z'))
  const [usual = '', rare = '', other = ''] = season.theme_ids
  const [first, second, third] = [season.contents[0], season.contents[1], season.contents[3]]
  if (!first || !second || !third) throw new Error('no contents')
  Object.assign(known, { usual, rare, few: second.id, usual_content: first.id })
  await at(stage, organisation_id, lead, now, async (ctx) => {
    await sql`update content.contents set theme_id = ${other}`.execute(ctx.tx)
    await sql`update content.contents set theme_id = ${usual} where id in (${first.id}, ${second.id})`.execute(ctx.tx)
    await sql`update content.contents set theme_id = ${rare} where id = ${third.id}`.execute(ctx.tx)
    await setOffered(ctx, second.id, second.published_at.toISOString().slice(0, 10), [{ tribe: 'employees', group_id: null, members: 1 }])
  })
  const [one] = people
  if (!one) throw new Error('nobody')
  for (const actor of people.slice(1)) {
    await read(stage, organisation_id, actor, first.id, day(6))
    await share(stage, organisation_id, actor, first.id, 'linkedin', day(7))
  }
  await read(stage, organisation_id, one, second.id, day(8))
  await read(stage, organisation_id, one, third.id, day(9))
  const links = [await share(stage, organisation_id, one, third.id, 'bluesky', day(10)), await share(stage, organisation_id, one, third.id, 'bluesky', day(11))]
  await record(stage, organisation_id, links.flatMap(({ link_id }, place) => Array.from({ length: place + 1 }, (_, turn) => visit(link_id, day(12), `203.0.113.${place * 10 + turn}`))), { from: '2026-05-01', to: '2026-05-20' })
}, 120_000)

it('shares are told, and not which of them were confirmed by a first click, where too few people are behind the clicks', async () => {
  const { figures, shares, networks } = await ask()
  expect([figures.shares.value, figures.clicks.value, shares]).toEqual([15, null, { opened: 15, declared: 0, confirmed: null }])
  expect(networks.filter(({ opened, confirmed }) => opened !== null && confirmed !== null)).toEqual([])
})

describe('a group', () => {
  it('of one that others are added to tells nothing of what that one did', async () => {
    for (let place = 7; place < 12; place += 1) await put(alone, place)
    const answer = await ask(`group_id=${alone}`)
    expect(answer.filters).toMatchObject({ early: true, people: null })
    expect([told(answer), told(answer, 'previous')]).toEqual([Array.from({ length: 7 }, () => null), Array.from({ length: 7 }, () => null)])
    expect([answer.networks, answer.themes].flat().flatMap(({ shares, opened, reads, clicks }: { shares?: unknown; opened?: unknown; reads?: unknown; clicks: unknown }) => [shares ?? opened ?? null, reads ?? null, clicks]).every((figure) => figure === null)).toBe(true)
    expect(answer.groups.lines).toEqual([])
    expect((await ask()).groups.lines.map(({ name }) => name)).toEqual(['Équipe'])
  })
  it('tells the same of a period whoever is put in or taken out since', async () => {
    const before = await ask(`group_id=${team}`)
    expect([before.figures.readers.value, before.figures.reads.value, before.figures.sharers.value, before.filters.people]).toEqual([6, 6, 6, 6])
    const line = async () => (await ask()).groups.lines
    const lines = await line()
    for (const change of [() => put(team, 13), () => put(team, 0), () => put(team, 6, 'DELETE'), () => ours.admin.call('PUT', `/members/${person(5)}/groups`, { group_ids: [] }), () => put(team, 6), () => put(team, 13, 'DELETE')]) {
      await change()
      expect(await ask(`group_id=${team}`)).toEqual(before)
      expect(await line()).toEqual(lines)
    }
    now = new Date('2026-05-22T12:00:00Z')
    expect((await ours.sponsor.call('GET', `/insights/dashboard?from=2026-05-21&to=2026-05-22&group_id=${team}`)).body).toMatchObject({ filters: { early: false, people: 6 }, figures: { readers: { previous: null } } })
    now = new Date('2026-05-20T12:00:00Z')
  })
  it('has every change of its members in the audit log', async () => {
    const { items } = Object((await ours.admin.call('GET', '/audit-entries')).body) as { items: { action: string; subject: string; details: unknown }[] }
    const entries = items.filter(({ action }) => action === 'member.groups_changed').toReversed()
    expect(entries.slice(-6).map(({ subject, details }) => [subject, details])).toEqual([
      [person(13), { joined_groups: ['Équipe'], left_groups: [] }], [person(0), { joined_groups: ['Équipe'], left_groups: [] }], [person(6), { joined_groups: [], left_groups: ['Équipe'] }],
      [person(5), { joined_groups: [], left_groups: ['Équipe'] }], [person(6), { joined_groups: ['Équipe'], left_groups: [] }], [person(13), { joined_groups: [], left_groups: ['Équipe'] }],
    ])
    expect(items.filter(({ action }) => action === 'group.members_added').map(({ details }) => details)).toContainEqual({ members: 7, joined_groups: expect.arrayContaining(['Une seule', 'Équipe']) as unknown, left_groups: [] })
  })
})

const filters: readonly [string, () => string, readonly FigureName[]][] = [
  ['a theme', () => `theme_id=${known.rare}`, ['readers', 'reads', 'sharers', 'shares', 'clicks']], ['the other theme', () => `theme_id=${known.usual}`, ['readers', 'reads', 'sharers', 'shares']],
  ['a network', () => 'network=bluesky', ['sharers', 'shares', 'clicks']], ['the other network', () => 'network=linkedin', ['sharers', 'shares']],
]

describe('what one person did', () => {
  it('is told by no theme and by no network, and is not what is left of the others', async () => {
    const { themes, networks, figures } = await ask()
    expect([figures.reads.value, figures.shares.value, figures.clicks.value]).toEqual([15, 15, null])
    const of = (id: string) => { const line = themes.find(({ theme }) => theme?.id === id); return [line?.reads, line?.shares, line?.clicks] }
    expect([of(known.rare), of(known.usual)]).toEqual([[null, null, null], [null, null, null]])
    expect(Object.fromEntries(networks.map(({ network, opened, clicks }) => [network, [opened, clicks]]))).toEqual({ bluesky: [null, null], linkedin: [null, null] })
  })
  it.each(filters)('is told under no filter by %s', async (_, query, names) => {
    const answer = await ask(query())
    for (const name of names) expect([name, answer.figures[name].value]).toEqual([name, null])
    const shown = answer.series.flatMap(({ shares, clicks }) => [shares, clicks]).filter((figure) => figure !== null && figure > 0)
    expect(shown).toEqual([])
    expect(answer.rankings.shares).toEqual([])
  })
  it('stands in no ranking, nor does what would tell it from the total of its theme', async () => {
    const { rankings } = await ask()
    // all but one of the theme's fourteen readers read the same content: its line, taken off the theme's, would leave the one
    expect([rankings.reads, rankings.shares, rankings.clicks]).toEqual([[], [], []])
  })
  it('is not among what became of what was offered, where fewer than five were', async () => {
    const offer = async () => dashboard.parse((await ours.sponsor.call('GET', '/insights/dashboard?from=2026-01-01&to=2026-05-20')).body).offer
    expect(await offer()).toMatchObject({ contents: 7, read: 2 })
    await at(stage, ours.organisation_id, await actorOf(stage, ours.organisation_id, ours.lead.member_id), now, (ctx) => sql`update content.daily_content_activity set offered = 40 where content_id = ${known.few} and offered > 0`.execute(ctx.tx))
    expect(await offer()).toMatchObject({ contents: 8, read: 3 })
  })
  it('on a day when nobody else did anything is told by no figure of that day, and no more than a day when nobody did', async () => {
    const onDay = async (day: string) => told(dashboard.parse((await ours.sponsor.call('GET', `/insights/dashboard?from=${day}&to=${day}`)).body))
    expect(await onDay('2026-05-08')).toEqual(await onDay('2026-05-15'))
    expect(await onDay('2026-05-10')).toEqual(Array.from({ length: 7 }, () => null))
  })
})

describe('reasons for which visits are left out', () => {
  const of = async (query: string) => dashboard.parse((await ours.sponsor.call('GET', `/insights/dashboard?period=30&${query}`)).body).left_out
  beforeAll(async () => {
    const on = new Date('2026-04-25T09:00:00Z')
    const content_id = known.usual_content
    const links = await Promise.all(people.slice(1, 8).map((actor) => share(stage, ours.organisation_id, actor, content_id, 'linkedin', on)))
    const later = (place: number) => new Date(on.getTime() + 3_600_000 * (1 + place))
    const each = (count: number, hour: number, more: object) => links.slice(0, count).map(({ link_id }, place) => ({ ...visit(link_id, later(hour), `192.0.2.${hour * 20 + place}`), ...more }))
    await record(stage, ours.organisation_id, [
      ...each(7, 1, { agent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }), ...each(6, 2, { agent: 'Twitterbot/1.0' }), ...each(3, 3, { method: 'HEAD' }), ...each(1, 4, { purpose: 'prefetch' }), ...each(1, 5, { purpose: 'prefetch' }),
    ], { from: '2026-04-20', to: '2026-05-20' })
  })
  it('are told apart where five people’s links are behind each, by the dashboard as by the page that switches them', async () => {
    // one more goes with those of few: the total would tell them otherwise
    expect(await of('')).toEqual({ hits: 18, reasons: [{ reason: 'robot', hits: 7 }], withheld: 11, counted: [] })
    const { items } = linkReasons.parse((await ours.lead.call('GET', '/link-reasons')).body)
    expect(items.filter(({ hits }) => hits !== null).map(({ reason, hits }) => [reason, hits])).toEqual([['robot', 7]])
  })
  it.each(['network=linkedin', 'network=bluesky', 'tribe=employees', 'theme_id=none'])('are not told apart under a filter (%s)', async (query) => {
    const { hits, reasons, withheld } = await of(query)
    expect([reasons, withheld]).toEqual([[], hits ?? 0])
  })
})

it('an organisation that never had five members is told that figures can be somebody’s', async () => {
  const { organisation_id } = await createOrganisationWith(stage.kit, { name: 'Deux', language: 'fr', colour: '#0a5c5c', time_zone: 'Europe/Paris' }, { name: 'Alix', email: 'alix@deux.test' })
  const founder = await signIn(stage, organisation_id, 'alix@deux.test')
  const lead = await actorOf(stage, organisation_id, founder.member_id)
  const season = await openSeason(stage, organisation_id, lead, { from: day(1), to: day(2), contents: 1, random: dice(1), offered: 1 })
  const [one] = await gather(stage, organisation_id, season.programme_id, [{ email: 'seul@deux.test', tribe: 'employees', group_ids: [] }], day(1))
  const [content] = season.contents
  if (!one || !content) throw new Error('nobody')
  const { link_id } = await share(stage, organisation_id, one, content.id, 'linkedin', day(7))
  await record(stage, organisation_id, [visit(link_id, day(8), '203.0.113.1'), { ...visit(link_id, day(9), '203.0.113.2'), method: 'HEAD' }], { from: '2026-05-01', to: '2026-05-20' })
  const answer = dashboard.parse((await founder.call('GET', '/insights/dashboard?from=2026-05-01&to=2026-05-20')).body)
  expect([answer.filters.small, answer.figures.clicks.value, answer.networks]).toMatchObject([true, 1, [{ network: 'linkedin', opened: 1, clicks: 1 }]])
  for (const query of ['', '&network=linkedin']) {
    expect(dashboard.parse((await founder.call('GET', `/insights/dashboard?from=2026-05-01&to=2026-05-20${query}`)).body).left_out).toEqual({ hits: 1, reasons: [{ reason: 'head', hits: 1 }], withheld: 0, counted: [] })
  }
  expect((await within(stage.kit, ours.organisation_id, () => ask())).filters.small).toBe(false)
})

it('who was in a group is told that they were, and is forgotten there when they leave the organisation', async () => {
  const past = () => within(stage.kit, ours.organisation_id, async (ctx) => (await sql<{ member_id: string }>`select member_id from people.past_groups`.execute(ctx.tx)).rows.map(({ member_id }) => member_id))
  expect(await within(stage.kit, ours.organisation_id, (ctx) => personalData.export(ctx, person(13)))).toMatchObject({ groups: [], past_groups: [{ name: 'Équipe', added_at: now, removed_at: now }] })
  expect(await past()).toContain(person(13))
  expect((await ours.admin.call('DELETE', `/members/${person(13)}`)).status).toBe(204)
  expect(await past()).not.toContain(person(13))
  await within(stage.kit, ours.organisation_id, (ctx) => personalData.retain({ ...ctx, now: new Date('2032-06-01T00:00:00Z') }))
  expect(await past()).toEqual([])
})
